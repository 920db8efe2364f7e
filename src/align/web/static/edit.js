// Two ways to work inside a row: edit the translation's text, and split at a caret.

import { h, say } from "./dom.js";
import { visible } from "./row.js";

// The translation of the row in a text field in its place. Enter saves, Escape leaves; a draft is kept.
export class Editor {
  constructor(app) {
    this.app = app;
    this.uid = "";
    this.drafts = new Map();
  }

  get active() {
    return !!this.uid;
  }

  open(caret = null) {
    const { grid, store } = this.app;
    const { bead } = grid;
    if (this.active) {
      this.area.focus();
      return;
    }
    grid.go(grid.row, "nearest", "target");
    const item = grid.rows.get(bead.uid);
    if (!item) return;
    this.uid = bead.uid;
    this.old = this.textOf(bead);
    const cell = item.element.querySelector(".side.target");
    const lang = store.texts.target.lang;
    this.area = h("textarea", { class: "editor", rows: "1", "aria-label": `Translation of row ${grid.row + 1}`, lang: lang === "zh" ? "zh-Hans" : lang, spellcheck: "false" });
    this.area.value = this.drafts.get(bead.uid) ?? this.old;
    const hint = h("p", { class: "hint", lang: "en" }, h("kbd", {}, "Enter"), " save  ", h("kbd", {}, "Shift+Enter"), " new line  ", h("kbd", {}, "Esc"), " leave ", h("button", { type: "button", class: "primary", onclick: () => this.save() }, "Save"), " ", h("button", { type: "button", onclick: () => this.close() }, "Leave"));
    this.kept = [...cell.childNodes];
    cell.replaceChildren(this.area, hint);
    cell.classList.add("editing");
    this.area.addEventListener("input", () => this.fit());
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.fit();
    this.area.focus({ preventScroll: true });
    const end = this.area.value.length;
    if (caret) this.area.setSelectionRange(...caret);
    else this.area.setSelectionRange(end, end);
    grid.show("nearest");
  }

  // As a text field gives it back: line ends are plain there.
  textOf(bead) {
    const { texts, gaps } = this.app.store.texts.target;
    let out = "";
    for (let n = 0; n < bead.tn; n += 1) out += (n ? gaps[bead.t + n] : "") + texts[bead.t + n];
    return out.replace(/\r\n?/g, "\n");
  }

  fit() {
    this.area.style.height = "auto";
    this.area.style.height = `${this.area.scrollHeight + 2}px`;
    this.app.grid.remeasure(this.uid);
  }

  key(event) {
    event.stopPropagation();
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  close() {
    const changed = this.area.value !== this.old;
    if (changed) this.drafts.set(this.uid, this.area.value);
    this.restore();
    if (changed) this.app.tell(`Not saved. ${this.app.keymap.label("edit")} brings your text back.`);
  }

  restore() {
    const { grid } = this.app;
    const uid = this.uid;
    this.uid = "";
    const item = grid.rows.get(uid);
    if (item) item.stamp = "";
    grid.render();
    grid.remeasure(uid);
    this.app.focusGrid();
  }

  async save() {
    const text = this.area.value;
    if (text === this.old) {
      this.restore();
      return;
    }
    const row = this.app.store.beads.findIndex((bead) => bead.uid === this.uid);
    this.drafts.set(this.uid, text);
    const uid = this.uid;
    this.area.readOnly = true;
    const done = await this.app.operate({ op: "edit", row, text, old: this.old });
    this.area.readOnly = false;
    if (done) {
      this.drafts.delete(uid);
      this.restore();
    } else this.area.focus();
  }
}

// Stops where a side may be split: its two ends, and between its sentences.
function stopsOf(texts) {
  return Array.from({ length: texts.length + 1 }, (_, segment) => ({ segment }));
}

export class Splitter {
  constructor(app) {
    this.app = app;
    this.uid = "";
  }

  get active() {
    return !!this.uid;
  }

  open() {
    const { grid, store } = this.app;
    const { bead } = grid;
    this.stops = {};
    this.at = {};
    for (const side of ["source", "target"]) {
      const texts = store.segments(bead, side);
      this.stops[side] = stopsOf(texts);
      this.total = { ...this.total, [side]: texts.join("").length };
    }
    this.texts = { source: store.segments(bead, "source"), target: store.segments(bead, "target") };
    this.uid = bead.uid;
    this.side = bead.count(grid.side) ? grid.side : grid.side === "source" ? "target" : "source";
    this.at[this.side] = this.nearest(this.side, 0.5, true);
    this.follow();
    this.draw();
    say("Split: left and right move the caret, up and down change the side, Enter splits, Escape leaves.");
  }

  share(side, stop) {
    const before = this.texts[side].slice(0, stop.segment).join("").length;
    return this.total[side] ? before / this.total[side] : 0;
  }

  // The stop nearest to a share of the text.
  nearest(side, share, inside) {
    const stops = this.stops[side];
    const open = stops.map((stop, n) => [stop, n]).filter(([, n]) => !inside || (n > 0 && n < stops.length - 1));
    if (!open.length) return 0;
    return open.reduce((a, b) => (Math.abs(this.share(side, a[0]) - share) <= Math.abs(this.share(side, b[0]) - share) ? a : b))[1];
  }

  follow() {
    const other = this.side === "source" ? "target" : "source";
    const stops = this.stops[other];
    if (this.touched) return;
    const share = this.share(this.side, this.stops[this.side][this.at[this.side]]);
    this.at[other] = stops.length < 2 ? 0 : stops.length > 2 ? this.nearest(other, share, true) : share >= 0.5 ? stops.length - 1 : 0;
  }

  draw() {
    const { grid } = this.app;
    const item = grid.rows.get(this.uid);
    if (!item) return;
    for (const side of ["source", "target"]) {
      const cell = item.element.querySelector(`.side.${side}`);
      const body = h("p", { class: "text splitting" });
      const { segment } = this.stops[side][this.at[side]];
      const caret = () => h("span", { class: `caret${side === this.side ? " mine" : ""}`, title: "The row is split here" }, "‸");
      this.texts[side].forEach((text, n) => {
        if (n) body.append(h("span", { class: "bar", "aria-hidden": "true" }, "‖"));
        if (segment === n) body.append(caret());
        body.append(h("bdi", { class: n >= segment ? "after" : "" }, ...visible(text)));
      });
      if (segment === this.texts[side].length) body.append(caret());
      const hint = side === this.side ? h("p", { class: "hint", lang: "en" }, h("kbd", {}, "← →"), " caret  ", h("kbd", {}, "↑ ↓"), " other side  ", h("button", { type: "button", class: "primary", onclick: () => this.save() }, "Split here"), " ", h("button", { type: "button", onclick: () => this.close() }, "Leave")) : null;
      cell.replaceChildren(body, ...(hint ? [hint] : []));
    }
    grid.side = this.side;
    grid.mark();
    grid.remeasure(this.uid);
    const stop = this.stops[this.side][this.at[this.side]];
    const texts = this.texts[this.side];
    const before = (texts[stop.segment - 1] || "").slice(-12);
    const after = (texts[stop.segment] || "").slice(0, 12);
    say(`Caret between “${before}” and “${after}”`);
  }

  // Says whether the key was meant for the split.
  key(key) {
    const stops = this.stops[this.side];
    const at = this.at[this.side];
    if (key === "ArrowLeft" || key === "ArrowRight") this.at[this.side] = Math.max(0, Math.min(stops.length - 1, at + (key === "ArrowRight" ? 1 : -1)));
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
    } else return false;
    this.follow();
    this.draw();
    return true;
  }

  close() {
    const { grid } = this.app;
    const uid = this.uid;
    this.uid = "";
    this.touched = false;
    const item = grid.rows.get(uid);
    if (item) item.stamp = "";
    grid.render();
    grid.remeasure(uid);
    this.app.focusGrid();
  }

  async save() {
    const row = this.app.store.beads.findIndex((bead) => bead.uid === this.uid);
    const [source, target] = ["source", "target"].map((side) => this.stops[side][this.at[side]].segment);
    this.close();
    await this.app.operate({ op: "split", row, source, target });
  }
}
