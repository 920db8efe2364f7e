// A row split at a caret: between its sentences, after a stop inside one, or between two words.

import { h, say } from "./dom.js";
import { visible } from "./row.js";
import { length } from "./text.js";

const STOPS = /[，；：。！？、…—,;:!?]+["'”’」』）)]*(?=\s*\S)/g;
// A stop between two digits is no stop: 1,000 and 10:30.
const IN_FIGURE = /\d[,:，：]$/;

// Where a side may be split, in order: how many whole sentences come first, and how far into the next one, in
// UTF-16 units. Ranks: 2 between sentences and at the ends, 1 after a stop, 0 between words.
function stopsOf(texts, lang) {
  const out = [];
  texts.forEach((text, sentence) => {
    out.push({ sentence, at: 0, rank: 2 });
    const ranks = new Map();
    for (const at of wordEnds(text, lang)) ranks.set(at, 0);
    for (const match of text.matchAll(STOPS)) {
      const at = match.index + match[0].length;
      if (!(IN_FIGURE.test(text.slice(0, at)) && /^\d/.test(text.slice(at)))) ranks.set(at, 1);
    }
    for (const [at, rank] of [...ranks].sort(([a], [b]) => a - b)) if (text.slice(0, at).trim() && text.slice(at).trim()) out.push({ sentence, at, rank });
  });
  out.push({ sentence: texts.length, at: 0, rank: 2 });
  return out;
}

function wordEnds(text, lang) {
  if (text.length > 20000 || !Intl.Segmenter) return [...text.matchAll(/\S+(?=\s)/g)].map((match) => match.index + match[0].length);
  const words = [...new Intl.Segmenter(lang, { granularity: "word" }).segment(text)];
  // Stops and white space belong to the word before them.
  return words.filter((part, n) => n + 1 < words.length && words[n + 1].isWordLike).map((part) => part.index + part.segment.length);
}

export class Splitter {
  constructor(app) {
    this.app = app;
    this.uid = "";
  }

  get active() {
    return !!this.uid;
  }

  // Opens on the row. Says whether there is anything to split.
  open() {
    const { grid, store } = this.app;
    const { bead } = grid;
    this.stops = {};
    this.at = {};
    this.texts = {};
    this.total = {};
    this.touched = false;
    for (const side of ["source", "target"]) {
      this.texts[side] = store.segments(bead, side);
      this.stops[side] = stopsOf(this.texts[side], store.texts[side].lang);
      this.total[side] = this.texts[side].join("").length;
    }
    const inside = (side) => this.stops[side].length > 2;
    this.side = inside(grid.side) ? grid.side : grid.side === "source" ? "target" : "source";
    if (!inside(this.side)) return false;
    this.uid = bead.uid;
    this.at[this.side] = this.nearest(this.side, 0.5);
    this.follow();
    this.draw();
    say("Split: left and right move the caret from stop to stop, with Shift from word to word, up and down change the side, Enter splits, Escape leaves.");
    return true;
  }

  share(side, stop) {
    const before = this.texts[side].slice(0, stop.sentence).join("").length + stop.at;
    return this.total[side] ? before / this.total[side] : 0;
  }

  // The stop inside a side that is nearest to a share of its text, of the best rank that there is.
  nearest(side, share, ranks = [2, 1, 0]) {
    const stops = this.stops[side];
    for (const rank of ranks) {
      let best = -1;
      for (let n = 1; n < stops.length - 1; n += 1) {
        if (stops[n].rank === rank && (best < 0 || Math.abs(this.share(side, stops[n]) - share) < Math.abs(this.share(side, stops[best]) - share))) best = n;
      }
      if (best >= 0) return best;
    }
    return -1;
  }

  // Until the other side has been touched its caret follows this one.
  follow() {
    if (this.touched) return;
    const other = this.side === "source" ? "target" : "source";
    const stop = this.stops[this.side][this.at[this.side]];
    const share = this.share(this.side, stop);
    const found = this.nearest(other, share, stop.rank === 2 ? [2, 1] : [1, 2, 0]);
    this.at[other] = found >= 0 ? found : share >= 0.5 ? this.stops[other].length - 1 : 0;
  }

  draw() {
    const { grid } = this.app;
    const item = grid.rows.get(this.uid);
    if (!item) return;
    for (const side of ["source", "target"]) {
      const cell = item.element.querySelector(`.side.${side}`);
      if (!this.texts[side].length) continue;
      const stop = this.stops[side][this.at[side]];
      const caret = () => h("span", { class: `caret${side === this.side ? " mine" : ""}`, title: "The row is split here" });
      const body = h("p", { class: "text splitting" });
      this.texts[side].forEach((text, n) => {
        if (n) body.append(h("span", { class: "bar", "aria-hidden": "true" }, "‖"));
        if (stop.sentence !== n) body.append(h("bdi", { class: n > stop.sentence ? "after" : "" }, ...visible(text)));
        else body.append(...(stop.at ? [h("bdi", {}, ...visible(text.slice(0, stop.at)))] : []), caret(), h("bdi", { class: "after" }, ...visible(text.slice(stop.at))));
      });
      if (stop.sentence === this.texts[side].length) body.append(caret());
      cell.replaceChildren(body, ...(side === this.side ? [this.hint()] : []));
    }
    grid.side = this.side;
    grid.mark();
    grid.remeasure(this.uid);
    const [before, after] = this.around();
    say(`Caret between “${before}” and “${after}”`);
  }

  hint() {
    return h("p", { class: "hint", lang: "en" }, h("kbd", {}, "← →"), " stop  ", h("kbd", {}, "Shift+← →"), " word  ", h("kbd", {}, "↑ ↓"), " side  ", h("button", { type: "button", class: "primary", onclick: () => this.save() }, "Split ", h("kbd", {}, "Enter")), " ", h("button", { type: "button", onclick: () => this.close() }, "Leave ", h("kbd", {}, "Esc")));
  }

  around() {
    const stop = this.stops[this.side][this.at[this.side]];
    const texts = this.texts[this.side];
    const here = texts[stop.sentence] || "";
    return [(stop.at ? here.slice(0, stop.at) : texts[stop.sentence - 1] || "").trimEnd().slice(-12), here.slice(stop.at).trimStart().slice(0, 12)];
  }

  // The next stop in a direction; words only count where they are asked for.
  step(by, words) {
    const stops = this.stops[this.side];
    let at = this.at[this.side] + by;
    while (at > 0 && at < stops.length - 1 && !words && !stops[at].rank) at += by;
    this.at[this.side] = Math.max(0, Math.min(stops.length - 1, at));
  }

  // Says whether the key was used. No other key means anything before the split is done or left.
  key(key) {
    const arrow = key.replace("Shift+", "");
    if (arrow === "ArrowLeft" || arrow === "ArrowRight") this.step(arrow === "ArrowRight" ? 1 : -1, key !== arrow);
    else if (key === "ArrowUp" || key === "ArrowDown") {
      const other = this.side === "source" ? "target" : "source";
      if (this.texts[other].length) {
        this.side = other;
        this.touched = true;
      }
    } else if (key === "Enter") {
      this.save();
      return true;
    } else if (key === "Escape" || key === "s") {
      this.close();
      return true;
    } else if (key === "Home" || key === "End") this.at[this.side] = key === "Home" ? 0 : this.stops[this.side].length - 1;
    else return false;
    this.follow();
    this.draw();
    return true;
  }

  close() {
    const { uid } = this;
    this.uid = "";
    this.app.grid.release(uid);
    this.app.focusGrid();
  }

  async save() {
    const row = this.app.store.beads.findIndex((bead) => bead.uid === this.uid);
    const what = { op: "split", row };
    for (const side of ["source", "target"]) {
      const { sentence, at } = this.stops[side][this.at[side]];
      what[side] = sentence;
      if (at) what[`${side}_at`] = length(this.texts[side][sentence].slice(0, at));
    }
    this.close();
    await this.app.operate(what);
  }
}
