// What each action does.

import { candidates, concept } from "./curate.js";
import { comment, goTo, help, newTerm } from "./dialogs.js";
import { say } from "./dom.js";

const READS = new Set(["down", "up", "page-down", "page-up", "first", "last", "left", "right", "next-problem", "previous-problem", "next-unconfirmed", "previous-unconfirmed", "goto", "find", "find-next", "find-previous", "unfold", "reason", "next-item", "help", "theme", "larger", "smaller", "reload", "candidates"]);

export class Actions {
  constructor(app) {
    this.app = app;
  }

  writes(id) {
    return !READS.has(id);
  }

  run(id, argument) {
    const { app } = this;
    const { grid, store } = app;
    const { row, side } = grid;
    if (!store.beads.length && !["help", "theme", "larger", "smaller", "reload", "undo", "redo"].includes(id)) return null;
    const simple = (op, more = {}) => app.operate({ op, row, ...more });
    switch (id) {
      case "down": return grid.step(1);
      case "up": return grid.step(-1);
      case "page-down": return grid.page(1);
      case "page-up": return grid.page(-1);
      case "first": return grid.go(0, "center");
      case "last": return grid.go(store.seek(0, -1, (at) => !store.hidden[at]), "center");
      case "left": return grid.go(row, "nearest", app.view.columns[0]);
      case "right": return grid.go(row, "nearest", app.view.columns[1]);
      case "next-problem": return this.seek(1, (at) => store.wanted(at), "No problem is left.");
      case "previous-problem": return this.seek(-1, (at) => store.wanted(at), "No problem is left.");
      case "next-unconfirmed": return this.seek(1, (at) => !store.beads[at].confirmed, "Every row is confirmed.");
      case "previous-unconfirmed": return this.seek(-1, (at) => !store.beads[at].confirmed, "Every row is confirmed.");
      case "goto": return goTo(app);
      case "find": return app.finder.open();
      case "find-next": return app.finder.go(1);
      case "find-previous": return app.finder.go(-1);
      case "unfold": return this.unfold();
      case "confirm": return this.confirm();
      case "merge": return simple("merge");
      case "merge-previous": return row ? app.operate({ op: "merge", row: row - 1 }) : app.tell("There is no row before this one.", true);
      case "split": return this.split();
      case "move-down": return simple("move", { side, down: true });
      case "move-up": return simple("move", { side, down: false });
      case "shift-down": return simple("shift", { side, down: true });
      case "shift-up": return simple("shift", { side, down: false });
      case "fix": return this.fix();
      case "dismiss": return this.dismiss();
      case "reason": return app.panel.focusReason() || app.tell("There is no problem to dismiss in this row.", true);
      case "next-item": return app.panel.next();
      case "reopen": return this.reopen(argument);
      case "edit": return this.edit();
      case "comment": return comment(app);
      case "term": return this.term();
      case "candidates": return candidates(app);
      case "undo": return app.exchange("undo");
      case "redo": return app.exchange("redo");
      case "help": return help(app);
      case "theme": return this.theme();
      case "larger": return app.resize(1);
      case "smaller": return app.resize(-1);
      case "reload": return app.load();
      default: return simple(id);
    }
  }

  seek(by, test, none) {
    const { app } = this;
    const row = app.store.seek(app.grid.row, by, test);
    if (row < 0) {
      app.tell(none);
      say(none);
      return;
    }
    const around = by > 0 ? row <= app.grid.row : row >= app.grid.row;
    app.grid.go(row, "center");
    if (around) app.tell(row === app.grid.row && !test(row) ? none : by > 0 ? "From the beginning again." : "From the end again.");
  }

  async confirm() {
    const { app } = this;
    const { grid, store } = app;
    if (!grid.bead.confirmed && !(await app.operate({ op: "confirm", row: grid.row }))) return;
    const next = store.seek(grid.row, 1, (at) => !store.beads[at].confirmed && !store.hidden[at], false);
    if (next >= 0) grid.go(next);
    else if (store.confirmed === store.beads.length) app.tell("Every row is confirmed.");
    else grid.step(1);
  }

  split() {
    const { app } = this;
    if (!app.splitter.open()) app.tell("This row has one word a side: there is nothing to split.", true);
  }

  fix() {
    const { app } = this;
    const item = app.panel.current();
    if (item?.target && item.fix !== null && item.fix !== undefined) return app.operate({ op: "fix", row: app.grid.row, finding: item.id });
    return this.edit();
  }

  // Opens the text with the marked words selected: where the fix is to be typed.
  edit() {
    const { app } = this;
    const { bead, side } = app.grid;
    if (side === "source" && !bead.tn) app.tell("Type the missing translation.");
    const item = app.panel.current();
    let caret = null;
    if (item?.target && bead.tn) {
      const text = app.editor.textOf(bead);
      const chars = Array.from(text);
      const at = (n) => chars.slice(0, n).join("").length;
      caret = [at(item.target[0]), at(item.target[1])];
    }
    return app.editor.open(caret);
  }

  async dismiss() {
    const { app } = this;
    const item = app.panel.current();
    if (!item) {
      app.tell("There is no problem in this row.", true);
      return;
    }
    if (!item.rule) {
      await this.confirm();
      return;
    }
    const reason = app.panel.reason.trim();
    if (!reason) {
      app.panel.focusReason();
      app.tell("Say why this is no problem.", true);
      return;
    }
    const done = await app.operate({ op: "dismiss", row: app.grid.row, finding: item.id, reason });
    if (!done) return;
    app.keepSettings();
    const left = item.group === "style" ? app.panel.items() : app.grid.bead.problems;
    if (!left.length) this.seek(1, (at) => app.store.wanted(at), "No problem is left.");
  }

  async reopen(finding) {
    const { app } = this;
    const which = finding || app.grid.bead.findings.find((item) => item.verdict);
    if (!which) app.tell("Nothing is dismissed in this row.", true);
    else await app.operate({ op: "restore", row: app.grid.row, finding: which.id });
  }

  unfold() {
    const { app } = this;
    const { store, grid } = app;
    let first = grid.row;
    const gap = (bead) => bead && !(bead.sn && bead.tn) && (bead.sn ? "target" : "source");
    while (gap(store.beads[first]) && gap(store.beads[first - 1]) === gap(store.beads[first])) first -= 1;
    const { uid } = store.beads[first];
    if (store.unfolded.has(uid)) store.unfolded.delete(uid);
    else if (store.folds.has(uid)) store.unfolded.add(uid);
    else return;
    grid.row = first;
    store.hide();
    app.refresh();
  }

  // Selected words become a term, with what renders them proposed; without a selection the term of the card is edited.
  async term() {
    const { app } = this;
    const { store, grid } = app;
    const { row } = grid;
    const selection = getSelection();
    const cell = selection.rangeCount && selection.anchorNode?.parentElement?.closest(".side");
    const words = cell ? String(selection).replace(/‖/g, "").replace(/\s+/g, " ").trim() : "";
    const side = cell ? cell.dataset.side : grid.side;
    const other = side === "source" ? "target" : "source";
    if (!words && app.panel.term) {
      concept(app, app.panel.term);
      return;
    }
    const proposed = { source: "", target: "", field: app.panel.field || store.fields.find((name) => name !== "candidates") || store.fields[0] };
    proposed[side] = words.length <= 200 ? words : "";
    const { bead } = grid;
    let found = [];
    if (proposed[side] && bead.count(other)) {
      try {
        ({ renderings: found } = await app.api.get(`/api/renderings?side=${side}&row=${row}&words=${encodeURIComponent(words)}`));
      } catch (error) {
        if (error.message === "denied") return;
      }
    }
    proposed.options = found.slice(0, 6);
    proposed.optionSide = other;
    if (found.length) [proposed[other]] = found;
    newTerm(app, proposed);
  }

  theme() {
    const { app } = this;
    const dark = app.theme ? app.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    app.useTheme(dark ? "light" : "dark");
    app.keepSettings();
  }
}
