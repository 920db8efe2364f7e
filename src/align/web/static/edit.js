// The translation of a row edited in its place.

import { h } from "./dom.js";

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
    const draft = this.drafts.get(bead.uid);
    this.area.value = draft?.old === this.old ? draft.text : this.old;
    const hint = h("p", { class: "hint", lang: "en" }, h("kbd", {}, "Shift+Enter"), " new line  ", h("button", { type: "button", class: "primary", onclick: () => this.save() }, "Save ", h("kbd", {}, "Enter")), " ", h("button", { type: "button", onclick: () => this.close() }, "Leave ", h("kbd", {}, "Esc")));
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

  get changed() {
    return this.active && this.area.value !== this.old;
  }

  close() {
    const { changed } = this;
    if (changed) this.keep();
    this.restore();
    if (changed) this.app.tell(`Not saved. ${this.app.keymap.label("edit")} brings your text back.`);
  }

  // A draft belongs to the text that it was written over: once that is another, it means nothing any more.
  keep() {
    this.drafts.set(this.uid, { text: this.area.value, old: this.old });
  }

  restore() {
    const { uid } = this;
    this.uid = "";
    this.app.grid.release(uid);
    this.app.focusGrid();
  }

  async save() {
    const text = this.area.value;
    if (text === this.old) {
      this.restore();
      return;
    }
    const row = this.app.store.beads.findIndex((bead) => bead.uid === this.uid);
    this.keep();
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
