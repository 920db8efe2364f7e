// The page: puts the parts together, and does what keys and buttons ask for.

import { Actions } from "./actions.js";
import { Api, Refused, Stale } from "./api.js";
import { bar, chips, notice } from "./bar.js";
import { byId, fill, h, plural, say } from "./dom.js";
import { Editor } from "./edit.js";
import { Finder } from "./find.js";
import { Grid } from "./grid.js";
import { Keymap, names, pressed } from "./keys.js";
import { Minimap } from "./minimap.js";
import { Panel } from "./panel.js";
import { Splitter } from "./split.js";
import { Store } from "./store.js";

// Short names for the toolbar; the whole ones are in the help.
const SHORT = { confirm: "Confirm", "confirm-above": "All above", merge: "Merge", split: "Split", "move-down": "Move ↓", "move-up": "Move ↑", "shift-down": "Shift ↓", "shift-up": "Shift ↑", swap: "Swap", edit: "Edit", accept: "Accept gap", review: "Review", realign: "Realign", term: "Term", comment: "Comment", bookmark: "Bookmark" };
const ROW_ACTIONS = ["confirm", "merge", "split", "move-down", "move-up", "shift-down", "shift-up", "swap", "edit", "accept", "review", "realign", "term", "comment", "bookmark", "confirm-above"];

class App {
  constructor() {
    this.store = new Store();
    this.keymap = new Keymap();
    this.size = 16;
    this.theme = "";
    this.queue = Promise.resolve();
    this.button = this.button.bind(this);
    this.working = 0;
    this.view = {
      store: this.store,
      columns: ["source", "target"],
      whole: new Set(),
      stamp: 0,
      drawn: (rows) => this.drawn(rows),
      moved: () => this.moved(),
      pinned: () => (this.editor.active ? this.editor.uid : this.splitter.active ? this.splitter.uid : ""),
      foundIn: (text) => this.finder.places(text),
    };
    this.editor = new Editor(this);
    this.splitter = new Splitter(this);
    this.finder = new Finder(this);
    this.panel = new Panel(this.store, this);
    this.grid = new Grid(this.store, this.view);
    this.minimap = new Minimap(this.store, this.grid);
    this.actions = new Actions(this);
    this.api = new Api((state, message) => notice(this, state, message));
  }

  async start() {
    this.listen();
    await this.load(this.api.at - 1, true);
    this.poll();
  }

  // The document, whole and new. Stays on its row, or goes to a given one, or to the first open problem.
  async load(row = this.grid.row, first = false) {
    this.api.become("loading");
    let doc;
    try {
      doc = await this.api.get("/api/document");
    } catch (error) {
      if (error.message === "denied") return false;
      this.outdated = error.kind === "outdated";
      if (error.kind) this.api.become("unusable", error.message);
      else this.api.become("gone", "The server does not answer. Start align review again, and open the address that it prints.");
      return false;
    }
    this.api.rev = doc.rev;
    if (first) this.settings(doc.settings || {});
    this.store.load(doc);
    this.view.columns = this.store.texts.target.lang === "zh" ? ["target", "source"] : ["source", "target"];
    document.title = `${doc.name} · Review`;
    this.jumped = !first || row >= 0;
    this.refresh();
    this.grid.go(row >= 0 ? row : this.firstProblem(), "center");
    this.api.become("ready");
    if (first) requestAnimationFrame(() => performance.mark("rows"));
    if (first) this.focusGrid();
    return true;
  }

  // After somebody else changed a text: the whole pair aligned anew, what is decided kept.
  async alignAnew() {
    this.working += 1;
    try {
      const answer = await this.api.operate("realign");
      await this.load();
      const moved = answer.displaced ? ` ${plural(answer.displaced, "row")} must be looked at again.` : "";
      this.tell(`Aligned anew: ${plural(answer.kept, "decided row")} kept.${moved}`);
      this.focusGrid();
    } catch (error) {
      if (error instanceof Refused) this.api.become("unusable", error.message);
      else if (!(error instanceof Stale) && error.message !== "denied") throw error;
    } finally {
      this.working -= 1;
    }
  }

  firstProblem() {
    const { store } = this;
    const problem = store.seek(-1, 1, (row) => store.wanted(row), false);
    if (problem >= 0) {
      this.jumped = true;
      return problem;
    }
    const open = store.seek(-1, 1, (row) => !store.beads[row].confirmed, false);
    return Math.max(0, open);
  }

  settings(given) {
    this.keymap = new Keymap(given.preset, given.keys);
    if (given.reason) this.panel.reason = String(given.reason);
    this.resizeTo(Number(given.size) || 16);
    this.useTheme(["light", "dark"].includes(given.theme) ? given.theme : "");
  }

  keepSettings() {
    this.unsaved = { theme: this.theme, size: this.size, preset: this.keymap.preset, keys: this.keymap.own, reason: this.panel.reason };
    this.saving ||= this.saveSettings();
  }

  // One request at a time, the newest settings last: two on the way could arrive the other way round.
  async saveSettings() {
    while (this.unsaved) {
      const settings = this.unsaved;
      this.unsaved = null;
      await this.api.post("/api/settings", settings).catch(() => {});
    }
    this.saving = null;
  }

  useKeys(keymap) {
    this.keymap = keymap;
    this.keepSettings();
    this.refresh();
  }

  useTheme(theme) {
    this.theme = theme;
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    this.minimap.schedule();
  }

  resizeTo(size) {
    this.size = Math.max(14, Math.min(24, Math.round(size)));
    document.documentElement.style.fontSize = `${this.size}px`;
    if (this.grid.heights) this.grid.restyle();
  }

  resize(by) {
    this.resizeTo(this.size + by);
    this.keepSettings();
  }

  // Everything around the rows, after the store changed.
  refresh() {
    bar(this);
    chips(this);
    this.heads();
    this.grid.refresh();
    this.minimap.schedule();
    this.panel.render();
    this.toolbar();
    this.emptyState();
  }

  redraw() {
    this.view.stamp += 1;
    this.grid.render();
  }

  heads() {
    const { store } = this;
    const title = (side) => ({ zh: "中文", en: "English" })[store.texts[side].lang] || store.texts[side].lang;
    const [left, right] = this.view.columns;
    fill(byId("heads"), ...["no.", title(left), "type", title(right), "status"].map((text) => h("span", {}, text)));
  }

  toolbar() {
    fill(byId("actions"), ...ROW_ACTIONS.map((id) => this.button(id, "", SHORT[id])), h("button", { type: "button", onclick: () => this.run("help") }, "All keys ", h("kbd", {}, this.keymap.label("help"))));
  }

  button(id, look = "", short = "") {
    const label = short || (id === "confirm" && this.grid.bead?.confirmed ? "Confirmed, next" : names.get(id));
    const key = this.keymap.label(id);
    return h("button", { type: "button", class: look, data: { action: id }, title: short ? `${names.get(id)}${key ? ` (${key})` : ""}` : null, onclick: () => { this.run(id); this.focusGrid(); } }, label, key && !(short && key.includes("+")) ? h("kbd", { "aria-hidden": "true" }, key) : null);
  }

  emptyState() {
    const { store } = this;
    const box = byId("empty");
    const nothing = !store.beads.length || (store.filter && !store.counts[store.filter]);
    box.hidden = !nothing;
    if (!store.beads.length) fill(box, h("p", {}, "This document has no sentences yet. "), h("p", {}, "Add text to both files of corpus/, run ", h("code", {}, "align run"), ", and load it here."), this.button("reload", "primary"));
    else if (nothing) fill(box, h("p", {}, ...this.nothingUnder(store.filter)), h("button", { type: "button", class: "primary", onclick: () => this.filter(null) }, "Show all rows"));
  }

  // Why a filter shows nothing, and what to do where that is not simply good news.
  nothingUnder(group) {
    const key = (id) => h("kbd", {}, this.keymap.label(id));
    if (group === "bookmarks") return ["No row is bookmarked. ", key("bookmark"), " marks one to come back to."];
    if (group === "shape") return ["Every row that is not confirmed has one sentence a side."];
    if (group === "edges") return ["No open row stands beside one with more or fewer sentences a side."];
    return this.store.pending > 1 ? ["Nothing here so far: rows are still being checked."] : ["Nothing of this kind is left to settle."];
  }

  filter(group) {
    this.store.filter = group;
    this.store.hide();
    if (group && !this.store.beads[this.grid.row]?.groups.has(group)) {
      const row = this.store.seek(this.grid.row, 1, (at) => this.store.wanted(at));
      if (row >= 0) this.grid.row = row;
    }
    this.refresh();
    this.grid.show("center");
    this.panel.render();
    this.focusGrid();
    say(group ? `${this.store.counts[group]} rows` : "All rows");
  }

  focusGrid() {
    this.grid.element.focus({ preventScroll: true });
  }

  moved() {
    this.jumped = true;
    bar(this);
    this.panel.render();
    this.minimap.schedule();
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      const { bead, row } = this.grid;
      if (bead) say(`Row ${row + 1}, ${bead.status}${bead.problems.length ? `. ${bead.problems[0].message}` : ""}`);
    }, 250);
  }

  jump(row) {
    this.grid.go(row, "center");
    this.focusGrid();
  }

  // The language as pages name it: Chinese here is in simplified characters.
  lang(code) {
    return code === "zh" ? "zh-Hans" : code;
  }

  tell(message, bad = false) {
    const box = byId("save");
    box.textContent = message;
    box.className = bad ? "bad" : "";
    clearTimeout(this.told);
    this.told = setTimeout(() => bar(this), bad ? 6000 : 4000);
  }

  // Marks of the rows just drawn that have none yet.
  drawn(rows) {
    clearTimeout(this.marking);
    const missing = rows.filter((row) => !this.store.beads[row].marks);
    if (!missing.length) return;
    this.marking = setTimeout(() => this.fetchMarks(missing[0], Math.min(missing[missing.length - 1] + 1, missing[0] + 300)), 40);
  }

  async fetchMarks(from, to) {
    if (this.fetching || this.api.state === "gone") return;
    this.fetching = true;
    try {
      const answer = await this.api.get(`/api/marks?from=${from}&to=${to}`);
      if (answer.rev !== this.api.rev) return;
      answer.marks.forEach((marks, n) => {
        const bead = this.store.beads[from + n];
        if (bead && !bead.marks) {
          bead.marks = marks;
          this.panel.marksCame(bead);
        }
      });
    } catch {
      return;
    } finally {
      this.fetching = false;
    }
    this.grid.render();
  }

  // Sends an operation and takes over what it changed. False where it was refused.
  async operate(what, refused = null) {
    return this.exchange("do", what, refused);
  }

  async exchange(kind, what, refused = null) {
    this.working += 1;
    try {
      const answer = await this.api.operate(kind, what);
      await this.take(answer, kind);
      return answer;
    } catch (error) {
      if (error instanceof Refused) {
        if (refused) refused(error.message);
        else {
          this.tell(error.message, true);
          say(error.message);
        }
        return false;
      }
      if (error instanceof Stale || error.message === "denied") return false;
      throw error;
    } finally {
      this.working -= 1;
    }
  }

  async take(answer, kind) {
    if (answer.nothing) {
      this.store.take(answer);
      bar(this);
      return;
    }
    if (answer.reload) await this.load(answer.focus);
    else {
      this.store.apply(answer);
      if (answer.focus !== undefined && (kind !== "do" || answer.splice)) this.grid.row = answer.focus;
      if (answer.splice) this.finder.follow(answer.splice);
      this.refresh();
      if (answer.focus !== undefined && this.store.reveal(this.grid.row)) this.grid.refresh();
      this.grid.show("nearest");
      this.grid.mark();
    }
    if (kind !== "do") this.tell(`${kind === "undo" ? "Undone" : "Done again"}: ${answer.label}`);
    say(`${kind === "undo" ? "Undone: " : ""}${answer.label}`);
  }

  // Does an action by name. What is pressed while an operation is on its way waits its turn.
  run(id, argument) {
    if (["retrying", "gone", "stale", "denied"].includes(this.api.state) && this.actions.writes(id)) {
      this.tell("Not done: the page is not connected to the files now.", true);
      return Promise.resolve();
    }
    if (this.editor.changed && this.actions.writes(id) && id !== "edit") {
      // A button beside an open text: what is typed is neither lost nor saved unasked.
      this.tell("Save or leave your text first.", true);
      queueMicrotask(() => this.editor.area.focus());
      return Promise.resolve();
    }
    if (this.editor.active && this.actions.writes(id) && id !== "edit") this.editor.restore();
    if (this.store.empty && this.actions.writes(id) && !["undo", "redo"].includes(id)) {
      this.tell("No row is shown: show all rows first.", true);
      return Promise.resolve();
    }
    const act = async () => {
      try {
        await this.actions.run(id, argument);
      } catch (error) {
        if (error.message !== "denied") console.error(error);
      } finally {
        this.working -= 1;
      }
    };
    this.working += 1;
    this.queue = this.working === 1 ? act() : this.queue.then(act);
    return this.queue;
  }

  listen() {
    addEventListener("keydown", (event) => this.key(event));
    byId("grid").addEventListener("click", (event) => this.click(event));
    byId("grid").addEventListener("dblclick", (event) => {
      if (event.target.closest(".side.target") && !event.target.closest("button, textarea")) this.run("edit");
    });
    byId("panel").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.focusGrid();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.minimap.schedule());
    addEventListener("beforeunload", (event) => {
      if (["saving", "retrying", "gone"].includes(this.api.state) || this.editor.active) event.preventDefault();
    });
    const channel = new BroadcastChannel("align-review");
    channel.onmessage = ({ data }) => {
      if (data === "here?") channel.postMessage("here");
      this.second();
    };
    channel.postMessage("here?");
  }

  second() {
    if (!this.another) {
      this.another = true;
      notice(this, this.api.state, this.api.message);
    }
  }

  click(event) {
    const { target } = event;
    if (target.closest("textarea")) return;
    const item = target.closest(".row");
    if (!item) return;
    const row = Number(item.dataset.row);
    if (target.dataset.unfold) {
      this.store.unfolded.add(this.store.beads[row].uid);
      this.store.hide();
      this.refresh();
    } else if (target.dataset.whole) {
      this.view.whole.add(target.dataset.whole);
      this.grid.render();
    }
    const side = target.closest(".side")?.dataset.side || this.grid.side;
    const text = String(getSelection());
    if (!this.splitter.active && (row !== this.grid.row || side !== this.grid.side)) this.grid.go(row, "nearest", side);
    const concept = target.closest("[data-concept]")?.dataset.concept;
    if (concept && !text) this.panel.showTerm(concept);
  }

  key(event) {
    const key = pressed(event);
    if (!key) return;
    const { target } = event;
    const typing = target.matches?.("input, textarea, select") || target.closest?.("dialog");
    const id = this.keymap.action(key);
    if (typing) {
      if (key === "Escape" && !target.closest("dialog")) this.focusGrid();
      if (id === "find" && key.startsWith("Ctrl+")) {
        event.preventDefault();
        this.run("find");
      }
      return;
    }
    if (this.splitter.active) {
      if ((!target.closest("button") || key === "Escape") && this.splitter.key(key)) event.preventDefault();
      return;
    }
    if (key === "Escape") {
      if (this.finder.active) this.finder.close();
      else if (this.store.filter) this.filter(null);
      this.focusGrid();
      return;
    }
    const onGrid = target === this.grid.element || target === document.body || target === byId("scroller");
    if (!onGrid && !key.startsWith("Ctrl+") && key !== "F1" && key !== "F3") return;
    if (id) {
      event.preventDefault();
      this.run(id);
    }
  }

  async poll() {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, document.hidden ? 4000 : this.store.pending ? 300 : 1500));
      if (this.working || ["loading", "saving", "denied"].includes(this.api.state)) continue;
      try {
        await this.ask();
      } catch (error) {
        if (error.message === "denied") return;
        if (!["retrying"].includes(this.api.state)) this.api.become("gone", "The server does not answer. What you did is saved. Start align review again, and open the address that it prints.");
      }
    }
  }

  async ask() {
    const { rev } = this.api;
    const state = await this.api.get("/api/status");
    if (this.working || rev !== this.api.rev) return;
    if (this.api.state === "gone") {
      if (state.rev === rev) this.api.become("ready");
    }
    if (state.outside.length) this.api.become("stale", `${state.outside.join(", ")} changed on disk.`);
    else if (state.rev !== rev) this.api.become("stale", "The document was changed in another tab.");
    else if (state.checked !== this.store.checked) {
      const answer = await this.api.get("/api/findings");
      if (this.working || answer.rev !== this.api.rev) return;
      this.store.takeFindings(answer.findings, true);
      this.store.take(answer);
      if (!this.jumped && !this.editor.active) this.grid.row = this.firstProblem();
      this.refresh();
      if (!this.jumped) this.grid.show("center");
      this.panel.render();
    } else if (state.pending !== this.store.pending) {
      this.store.pending = state.pending;
      bar(this);
    }
  }
}

const app = new App();
globalThis.review = app;
app.start();
