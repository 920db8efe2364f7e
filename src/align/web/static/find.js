// Find in all rows, whatever their number: plain words or a regular expression, over folded text.

import { byId, fill, h, say } from "./dom.js";
import { fold } from "./text.js";

export class Finder {
  constructor(app) {
    this.app = app;
    this.box = byId("find");
    this.pattern = null;
    this.rows = [];
    this.folded = new Map();
  }

  get active() {
    return !this.box.hidden;
  }

  open() {
    if (!this.input) this.build();
    this.box.hidden = false;
    const selected = String(getSelection()).trim();
    if (selected && selected.length < 100 && !selected.includes("\n")) this.input.value = selected;
    this.input.focus();
    this.input.select();
    this.search();
  }

  build() {
    this.input = h("input", { type: "search", id: "find-words", placeholder: "Find in both texts", "aria-label": "Find in both texts", autocomplete: "off", spellcheck: "false" });
    this.regex = h("input", { type: "checkbox", id: "find-regex" });
    this.count = h("span", { id: "find-count", role: "status" });
    this.input.addEventListener("input", () => {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.search(), 120);
    });
    this.regex.addEventListener("change", () => this.search());
    this.box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Escape") this.close();
      else if ((event.key === "Enter" && event.target === this.input) || event.key === "F3") {
        clearTimeout(this.later);
        if (this.stale()) this.search();
        else this.go(event.shiftKey ? -1 : 1);
      } else return;
      event.preventDefault();
    });
    fill(
      this.box,
      this.input,
      h("label", { for: "find-regex" }, this.regex, " regular expression"),
      this.count,
      h("button", { type: "button", onclick: () => this.go(-1), "aria-label": "Previous place" }, "↑"),
      h("button", { type: "button", onclick: () => this.go(1), "aria-label": "Next place" }, "↓"),
      h("button", { type: "button", onclick: () => this.concordance() }, "Concordance"),
      h("button", { type: "button", onclick: () => this.close(), "aria-label": "Close" }, "✕"),
    );
  }

  close() {
    this.box.hidden = true;
    this.pattern = null;
    this.rows = [];
    this.app.redraw();
    this.app.focusGrid();
  }

  concordance() {
    if (this.input.value.trim()) this.app.panel.showConcordance(this.input.value.trim());
  }

  stale() {
    return this.searched !== `${this.input.value}/${this.regex.checked}`;
  }

  foldedText(text) {
    let out = this.folded.get(text);
    if (out === undefined) {
      out = fold(text);
      this.folded.set(text, out);
      if (this.folded.size > 100000) this.folded.clear();
    }
    return out;
  }

  search(jump = true) {
    const words = this.input.value;
    this.searched = `${words}/${this.regex.checked}`;
    this.pattern = null;
    this.rows = [];
    this.box.classList.remove("bad");
    if (words) {
      try {
        // Letters are folded, escapes such as \S are not: their case has a meaning.
        const pattern = this.regex.checked ? words.replace(/\\.|[^\\]+/g, (part) => (part[0] === "\\" ? part : fold(part))) : fold(words).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        this.pattern = new RegExp(pattern, "gu");
      } catch (error) {
        this.box.classList.add("bad");
        this.count.textContent = `not a regular expression: ${error.message.replace(/^.*: /, "")}`;
        this.app.redraw();
        return;
      }
      this.rows = this.holding(0, this.app.store.beads.length);
    }
    this.app.redraw();
    if (!words) this.count.textContent = "";
    else if (!this.rows.length) {
      this.tell();
    } else if (jump) {
      const here = this.rows.find((row) => row >= this.app.grid.row) ?? this.rows[0];
      this.app.grid.go(here, "center");
      this.tell();
    }
  }

  // The rows of a stretch in which the pattern stands.
  holding(low, high) {
    const { store } = this.app;
    const rows = [];
    for (let row = low; row < high; row += 1) {
      if (["source", "target"].some((side) => store.segments(store.beads[row], side).some((text) => this.test(text)))) rows.push(row);
    }
    return rows;
  }

  // After an operation: the rows that took the place of others are looked through, the rest keep what was found.
  follow({ at, removed, beads }) {
    if (!this.active || !this.pattern) return;
    const by = beads.length - removed;
    const after = this.rows.filter((row) => row >= at + removed).map((row) => row + by);
    this.rows = [...this.rows.filter((row) => row < at), ...this.holding(at, at + beads.length), ...after];
    this.count.textContent = this.words();
  }

  test(text) {
    this.pattern.lastIndex = 0;
    return this.pattern.test(this.foldedText(text));
  }

  words() {
    if (!this.rows.length) return "found nowhere";
    const at = this.rows.indexOf(this.app.grid.row);
    return `${at >= 0 ? `${at + 1} of ` : ""}${this.rows.length} ${this.rows.length === 1 ? "row" : "rows"}`;
  }

  tell() {
    this.count.textContent = this.words();
    say(this.words());
  }

  go(by) {
    if (!this.rows.length) return;
    const { row } = this.app.grid;
    const next = by > 0 ? (this.rows.find((other) => other > row) ?? this.rows[0]) : (this.rows.findLast((other) => other < row) ?? this.rows[this.rows.length - 1]);
    this.app.grid.go(next, "center");
    this.tell();
  }

  // Where the pattern stands in a text that is being drawn.
  places(text) {
    if (!this.pattern) return [];
    const out = [];
    for (const match of this.foldedText(text).matchAll(this.pattern)) {
      if (match[0]) out.push([match.index, match.index + match[0].length]);
      if (out.length > 200) break;
    }
    return out;
  }
}
