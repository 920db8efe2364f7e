// The bottom panel: each problem of the row in one sentence with what can be done about it; the term card beside it.

import { byId, fill, h, plural } from "./dom.js";
import { LABELS, SYMBOLS, visible } from "./row.js";

const STATUS_WORDS = { preferred: "preferred", admitted: "admitted", deprecated: "deprecated", forbidden: "forbidden", candidate: "candidate" };
const REASONS = ["right as it stands", "quoted as printed", "a matter of style", "said elsewhere in the text", "the rule is wrong here"];

export class Panel {
  constructor(store, app) {
    this.store = store;
    this.app = app;
    this.item = 0;
    this.reason = REASONS[0];
    this.shown = "";
    this.list = byId("problems");
    this.card = byId("card");
  }

  // The problem that the keys act on.
  current() {
    const open = this.items();
    return open[Math.min(this.item, open.length - 1)] || null;
  }

  // Problems first, then remarks on style.
  items() {
    const { bead } = this.app.grid;
    return bead ? [...bead.problems, ...bead.remarks] : [];
  }

  next() {
    const count = this.items().length;
    this.item = count ? (this.item + 1) % count : 0;
    this.render(true);
  }

  // Shows the row that the grid stands on; unchanged content is left alone, with the focus in it.
  render(force = false) {
    const { bead, row } = this.app.grid;
    if (!bead || this.store.empty) {
      this.shown = "";
      this.term = "";
      fill(this.list, bead ? h("p", { class: "quiet" }, "No row is shown.") : null);
      fill(this.card);
      return;
    }
    const key = JSON.stringify([bead.uid, row, bead.version, this.items(), this.app.keymap.preset]);
    if (key === this.shown && !force) return;
    const sameRow = this.shown && JSON.parse(this.shown)[0] === bead.uid;
    // Under a filter the keys act on what it is about.
    if (!sameRow) this.item = Math.max(0, this.items().findIndex((item) => item.group === this.store.filter));
    this.shown = key;
    const problems = bead.problems;
    const items = this.items();
    this.item = Math.min(this.item, Math.max(0, items.length - 1));
    const dismissed = bead.findings.filter((finding) => finding.verdict);
    fill(
      this.list,
      h("h2", {}, `Row ${row + 1}`, h("span", { class: "dim" }, problems.length ? ` · ${plural(problems.length, "problem")}` : " · no open problem")),
      problems.length ? null : this.nothing(),
      ...items.map((item, n) => this.problem(item, n)),
      bead.note ? h("p", { class: "comment" }, h("b", {}, "Comment "), ...visible(bead.note)) : null,
      ...dismissed.map((finding) => this.dismissed(finding)),
    );
    const chosen = this.list.querySelector(".chosen");
    if (chosen && this.item) this.list.scrollTop = chosen.offsetTop - this.list.offsetTop - 8;
    else this.list.scrollTop = 0;
    this.chooseCard(bead);
  }

  nothing() {
    const { grid, store, button } = this.app;
    if (!grid.bead.confirmed) return h("p", { class: "quiet" }, "Nothing is wrong here as far as the checks see. ", button("confirm"));
    if (store.problemsLeft) return h("p", { class: "quiet" }, "Confirmed. ", button("next-problem"));
    return h("p", { class: "quiet" }, "Confirmed, and no problem is left in the document.");
  }

  problem(item, n) {
    const chosen = n === this.item;
    const bad = item.severity === "major" || item.severity === "critical";
    const found = !!item.rule;
    return h(
      "article",
      { class: `problem ${item.group === "style" ? "remark" : bad ? "error" : "warning"}${chosen ? " chosen" : ""}`, "aria-current": chosen ? "true" : null, data: { item: String(n) }, onclick: chosen ? null : () => { this.item = n; this.render(true); this.app.focusGrid(); } },
      h("p", { class: "what" }, chosen ? null : h("button", { type: "button", class: "pick", "aria-label": "Choose this problem" }, String(n + 1)), h("span", { class: `badge ${item.group === "style" ? "remark" : bad ? "error" : "warning"}` }, h("b", { "aria-hidden": "true" }, SYMBOLS[item.group]), ` ${LABELS[item.group]}`), " ", h("span", { class: "message" }, ...visible(item.message)), found ? h("code", { class: "rule" }, item.rule) : null),
      item.fix !== null && item.fix !== undefined && item.target ? this.suggestion(item) : null,
      chosen ? this.choices(item, found) : null,
    );
  }

  choices(item, found) {
    const { button } = this.app;
    const ready = item.fix !== null && item.fix !== undefined && item.target;
    return h(
      "div",
      { class: "do" },
      ready ? button("fix", "primary") : null,
      found || item.id === "review" ? null : button("confirm", "primary"),
      button("edit", found && !ready ? "primary" : ""),
      item.rule === "omission" || item.rule === "addition" ? button("accept") : null,
      item.id === "review" ? button("review") : null,
      found ? button("dismiss") : null,
      found ? this.reasonField() : null,
      button("comment"),
    );
  }

  suggestion(item) {
    const { bead } = this.app.grid;
    const { texts, starts } = this.store.side(bead, "target");
    const chars = [];
    texts.forEach((text, n) => { Array.from(text).forEach((char, k) => { chars[starts[n] + k] = char; }); });
    const was = chars.slice(...item.target).join("");
    const lang = this.store.texts.target.lang === "zh" ? "zh-Hans" : this.store.texts.target.lang;
    return h("p", { class: "suggestion" }, h("del", { lang }, ...visible(was)), h("span", { "aria-hidden": "true" }, " → "), h("ins", { lang }, ...visible(item.fix)));
  }

  reasonField() {
    const input = h("input", { id: "reason", list: "reasons", value: this.reason, "aria-label": "Reason for dismissing", size: "24", maxlength: "300", spellcheck: "false" });
    input.addEventListener("input", () => { this.reason = input.value; });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Enter") {
        event.preventDefault();
        this.app.run("dismiss");
        this.app.focusGrid();
      }
    });
    return h("label", { class: "reason" }, "because ", input, h("datalist", { id: "reasons" }, ...REASONS.map((reason) => h("option", { value: reason }))));
  }

  focusReason() {
    const input = byId("reason");
    if (!input) return false;
    input.focus();
    input.select();
    return true;
  }

  dismissed(finding) {
    return h(
      "article",
      { class: "problem settled" },
      h("p", { class: "what" }, h("span", { class: "badge" }, h("b", { "aria-hidden": "true" }, "–"), " dismissed"), " ", h("span", { class: "message" }, ...visible(finding.message)), h("code", { class: "rule" }, finding.rule)),
      h("p", { class: "dim" }, `${finding.verdict.owner || "someone"}: ${finding.verdict.reason} `, h("button", { type: "button", class: "link", onclick: () => this.app.run("reopen", finding) }, "Reopen")),
    );
  }

  // The card of the first concept that a problem is about, else of the first term of the row.
  chooseCard(bead) {
    const marks = bead.marks;
    if (!marks) {
      this.waiting = bead.uid;
      return;
    }
    this.waiting = "";
    const item = this.current();
    const about = item && ["source", "target"].flatMap((side) => (item[side] ? marks[side].filter(([from, to, kind]) => kind !== "figure" && from < item[side][1] && item[side][0] < to) : []));
    const first = (about && about[0]) || [...marks.source, ...marks.target].find(([, , kind]) => kind !== "figure");
    if (first) this.showTerm(first[3]);
    else this.showNothing();
  }

  marksCame(bead) {
    if (this.waiting === bead.uid) this.chooseCard(bead);
  }

  showNothing() {
    this.term = "";
    this.field = "";
    fill(this.card, h("h2", {}, "Terms"), h("p", { class: "quiet" }, "No term of the glossary stands in this row. Select words in a text and press ", h("kbd", {}, this.app.keymap.label("term")), " to add one."));
  }

  async showTerm(id) {
    if (this.term === id && this.termRev === this.app.api.rev) return;
    this.term = id;
    this.termRev = this.app.api.rev;
    let about;
    try {
      about = await this.app.api.get(`/api/term?id=${encodeURIComponent(id)}`);
    } catch {
      if (this.term === id) this.showNothing();
      return;
    }
    if (this.term !== id) return;
    this.field = about.field;
    const langs = [...new Set(about.terms.map((term) => term.lang))];
    fill(
      this.card,
      h("h2", {}, "Term ", h("code", {}, about.id), h("span", { class: "dim" }, about.field ? ` · ${about.field}` : "")),
      about.definition ? h("p", {}, about.definition) : null,
      ...langs.map((lang) =>
        h(
          "ul",
          { class: "terms", "aria-label": `Terms in ${lang}` },
          ...about.terms.filter((term) => term.lang === lang).map((term) => h("li", { class: term.status }, h("span", { lang: lang === "zh" ? "zh-Hans" : lang }, term.text), " ", h("small", {}, `${STATUS_WORDS[term.status]}${term.count ? ` · ${term.count}×` : ""}`))),
        ),
      ),
      about.note ? h("p", { class: "dim" }, about.note) : null,
      h("p", { class: "dim" }, `${about.count}× in this document${about.lacking ? `, ${plural(about.lacking, "row")} without an accepted rendering` : ""}. `, h("small", {}, `${about.path}:${about.line}`)),
      this.places(about),
    );
  }

  async showConcordance(words) {
    this.term = "";
    let about;
    try {
      about = await this.app.api.get(`/api/concordance?words=${encodeURIComponent(words)}`);
    } catch (error) {
      this.app.tell(error.message, true);
      return;
    }
    fill(this.card, h("h2", {}, "Concordance ", h("q", {}, ...visible(words))), h("p", { class: "dim" }, about.count ? `${plural(about.count, "row")}` : "It stands in no row."), this.places(about));
  }

  places(about, go = (row) => this.app.jump(row)) {
    const langOf = (side) => (this.store.texts[side].lang === "zh" ? "zh-Hans" : this.store.texts[side].lang);
    const snippet = (parts, side) => h("span", { class: "snippet", lang: langOf(side) }, ...(parts ? [...visible(parts[0]), parts[1] ? h("mark", {}, ...visible(parts[1])) : null, ...visible(parts[2])].filter(Boolean) : ["–"]));
    return h(
      "ol",
      { class: "places" },
      ...about.places.map((place) =>
        h("li", {}, h("button", { type: "button", class: place.wrong ? "wrong" : "", onclick: () => go(place.row) }, h("span", { class: "number" }, String(place.row + 1)), ...this.app.view.columns.map((side) => snippet(place[side], side)))),
      ),
      about.more ? h("li", { class: "dim" }, `and ${about.more} more`) : null,
    );
  }
}
