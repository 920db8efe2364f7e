// Terms decided by keys: the candidates one after the other, or one concept of the glossary.

import { composing, dialog } from "./dialogs.js";
import { fill, h, plural } from "./dom.js";
import { pressed } from "./keys.js";

const STATUS_KEYS = { p: "preferred", d: "admitted", y: "deprecated", f: "forbidden", 0: "none" };
const STATUS_LABELS = { preferred: "Preferred", admitted: "Admitted", deprecated: "Deprecated", forbidden: "Forbidden", none: "Not a term of it" };

export async function candidates(app) {
  let list;
  try {
    ({ candidates: list } = await app.api.get("/api/candidates"));
  } catch (error) {
    app.tell(error.message, true);
    return;
  }
  new Curator(app, list, true).open();
}

export function concept(app, id) {
  new Curator(app, [{ id }], false).open();
}

class Curator {
  constructor(app, list, queue) {
    Object.assign(this, { app, list, queue, at: 0, chosen: new Set(), asking: null });
    this.body = h("div", { class: "curate", tabindex: "-1" });
    this.wrong = h("p", { class: "wrong", role: "alert" });
  }

  get item() {
    return this.list[this.at];
  }

  // Nothing is decided while a decision is under way or what it would be about is not shown yet.
  get busy() {
    return this.body.getAttribute("aria-busy") === "true";
  }

  set busy(is) {
    this.body.setAttribute("aria-busy", String(is));
  }

  open() {
    this.box = dialog(this.app, this.queue ? "Term candidates" : "Term", [this.body, this.wrong], { class: "wide" });
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.show();
  }

  // The concept as the glossary has it now, with its terms and their counts.
  async show() {
    const { item } = this;
    const asked = {};
    Object.assign(this, { asked, busy: true, asking: null, about: null });
    this.chosen.clear();
    let about = null;
    let wrong = "";
    if (item) {
      try {
        about = await this.app.api.get(`/api/term?id=${encodeURIComponent(item.id)}`);
      } catch (error) {
        wrong = error.message;
      }
      if (asked !== this.asked) return; // another one was asked for meanwhile
    }
    if (wrong) this.wrong.textContent = wrong;
    this.about = about;
    this.draw();
    this.busy = false;
  }

  draw() {
    const { item, about, app } = this;
    if (!about) {
      fill(this.body, item ? null : this.nothing());
      this.body.focus();
      return;
    }
    const names = (lang) => about.terms.find((term) => term.lang === lang)?.text || "–";
    const { source, target } = app.store.languages;
    fill(
      this.body,
      h("p", { class: "dim" }, this.queue ? `${this.at + 1} of ${this.list.length} · ` : "", h("code", {}, about.id), ` · ${about.path}:${about.line}`),
      h("p", { class: "pair" }, h("span", { lang: source }, names(source)), h("span", { class: "dim", "aria-hidden": "true" }, " → "), h("span", { lang: app.lang(target) }, names(target))),
      about.definition ? h("p", {}, about.definition) : null,
      this.terms(),
      this.asking ? this.form() : this.buttons(),
      h("p", { class: "dim" }, item.together === undefined ? `${plural(about.count, "place")} in this document, ${plural(about.lacking, "row")} without an accepted rendering` : `${plural(item.together, "row")} with both, ${item.alone} with the original only`),
      app.panel.places({ places: about.places.slice(0, 12), more: 0 }, (row) => { this.box.close(); app.jump(row); }),
    );
    if (this.asking) this.body.querySelector("input").focus();
    else this.body.focus();
  }

  nothing() {
    if (this.decided) return h("p", { class: "quiet" }, "Every candidate is decided.");
    return h("p", { class: "quiet" }, "The glossary has no candidate. ", h("code", {}, "align glossary update"), " proposes some; select words in a row and press ", h("kbd", {}, this.app.keymap.label("term")), " to add one yourself.");
  }

  terms() {
    const one = (term, n) =>
      h("li", { class: term.status }, h("button", { type: "button", "aria-pressed": String(this.chosen.has(n)), data: { term: String(n) }, onclick: () => this.choose(n) }, n < 9 ? h("kbd", {}, String(n + 1)) : null, " ", h("span", { lang: this.app.lang(term.lang) }, term.text), " ", h("small", {}, `${term.status}${term.count ? ` · ${term.count}×` : ""}`)));
    return h("ul", { class: "terms choose", "aria-label": "Terms of the concept" }, ...this.about.terms.map(one));
  }

  buttons() {
    const button = (label, key, run, look = "") => h("button", { type: "button", class: look, data: { decide: label.toLowerCase() }, onclick: run }, `${label} `, h("kbd", { "aria-hidden": "true" }, key));
    const undecided = this.about.terms.every((term) => term.status === "candidate");
    return h(
      "div",
      { class: "do" },
      undecided ? button("Accept", "A", () => this.accept(), "primary") : null,
      undecided && this.homeless() ? this.fields() : null,
      undecided ? button("Reject", "X", () => this.ask("reject")) : null,
      button("Merge into", "M", () => this.ask("merge")),
      button("Split", "S", () => this.ask("split")),
      ...(this.chosen.size ? Object.entries(STATUS_KEYS).map(([key, status]) => button(STATUS_LABELS[status], key.toUpperCase(), () => this.status(status))) : []),
      this.queue ? button("Later", "→", () => this.step(1)) : null,
      this.chosen.size ? null : h("span", { class: "dim" }, "Choose a term by its number to set its status or to split it off."),
    );
  }

  // Whether the concept stands among the program's candidates, so that accepting it needs a file of its field.
  homeless() {
    return this.about.field === "candidates";
  }

  fields() {
    const options = this.app.store.fields.map((name) => h("option", { value: name, selected: name === this.field }, name));
    const select = h("select", { id: "curate-field" }, h("option", { value: "", selected: !this.field }, "choose …"), ...options);
    select.addEventListener("change", () => { this.field = select.value; });
    select.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.accept();
    });
    return h("label", { for: "curate-field" }, "into ", h("kbd", { "aria-hidden": "true" }, "G"), " ", select);
  }

  accept() {
    if (!this.homeless()) return this.decide({ op: "candidate-accept" }, true);
    if (this.field) return this.decide({ op: "candidate-accept", field: this.field }, true);
    this.wrong.textContent = "Choose the glossary file that accepted terms go to, then Enter; it stays chosen.";
    this.body.querySelector("#curate-field").focus();
    return null;
  }

  // One line to type: why not, into which concept, or what the other sense is.
  form() {
    const labels = { reject: "Why not a term? (may stay empty)", merge: "Into which concept?", split: "What the chosen terms mean" };
    const words = { reject: "Reject", merge: "Merge", split: "Split" };
    const input = h("input", { id: "curate-words", type: "text", autocomplete: "off", spellcheck: "false", maxlength: "300", list: this.asking === "merge" ? "curate-concepts" : null });
    const options = h("datalist", { id: "curate-concepts" });
    const own = this.about.id;
    if (this.asking === "merge") input.addEventListener("input", () => this.propose(input, options, own));
    const form = h("form", { class: "do" }, h("label", { for: "curate-words" }, labels[this.asking]), input, options, h("button", { class: "primary" }, words[this.asking]), h("button", { type: "button", onclick: () => this.leave() }, "Leave"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (this.asking === "reject") this.decide({ op: "candidate-reject", why: text }, true);
      else if (this.asking === "merge") this.decide({ op: "term-merge", into: text }, true);
      else this.decide({ op: "term-split", terms: [...this.chosen].map((n) => [this.about.terms[n].lang, this.about.terms[n].text]), definition: text });
    });
    return form;
  }

  // Concepts whose words fit what is typed; where the server gives none, the name can still be typed.
  async propose(input, options, own) {
    const words = input.value;
    const { concepts } = await this.app.api.get(`/api/concepts?words=${encodeURIComponent(words)}`).catch(() => ({ concepts: [] }));
    if (input.value === words) fill(options, ...concepts.filter(({ id }) => id !== own).map(({ id, terms }) => h("option", { value: id }, terms)));
  }

  leave() {
    this.asking = null;
    this.draw();
  }

  ask(what) {
    if (this.deciding) return;
    if (what === "split" && !this.chosen.size) {
      this.wrong.textContent = "Choose the terms of the other sense first, by their numbers.";
      return;
    }
    this.wrong.textContent = "";
    this.asking = what;
    this.draw();
  }

  choose(n) {
    if (n >= (this.about?.terms.length || 0)) return;
    if (this.chosen.has(n)) this.chosen.delete(n);
    else this.chosen.add(n);
    this.wrong.textContent = "";
    this.draw();
  }

  status(status) {
    if (this.chosen.size !== 1) {
      this.wrong.textContent = "Choose one term first, by its number.";
      return null;
    }
    const { lang, text } = this.about.terms[[...this.chosen][0]];
    return this.decide({ op: "term-status", lang, term: text, status });
  }

  // Carries a decision out; ``gone`` says that the concept is no candidate then.
  async decide(what, gone = false) {
    if (this.busy || !this.about) return;
    this.busy = true;
    this.deciding = true;
    const done = await this.app.operate({ ...what, row: this.app.grid.row, id: this.about.id }, (message) => { this.wrong.textContent = message; });
    this.deciding = false;
    if (!done) {
      this.busy = false;
      return;
    }
    this.wrong.textContent = "";
    this.decided = true;
    if (gone && !this.queue) {
      this.box.close();
      return;
    }
    if (gone) {
      this.list.splice(this.at, 1);
      if (this.at >= this.list.length) this.at = 0;
    }
    await this.show();
  }

  step(by) {
    if (this.deciding) return;
    this.at = Math.max(0, Math.min(this.list.length - 1, this.at + by));
    this.show();
  }

  key(event) {
    if (composing(event)) return;
    if (event.target.matches("input, textarea, select")) {
      if (event.key === "Escape" && this.asking) {
        event.preventDefault();
        this.leave();
      }
      return;
    }
    const key = pressed(event);
    const undecided = this.about?.terms.every((term) => term.status === "candidate");
    if (/^[1-9]$/.test(key)) this.choose(Number(key) - 1);
    else if (key in STATUS_KEYS && this.about) this.status(STATUS_KEYS[key]);
    else if (key === "a" && undecided) this.accept();
    else if (key === "g" && undecided) this.body.querySelector("#curate-field")?.focus();
    else if (key === "x" && undecided) this.ask("reject");
    else if (key === "m" && this.about) this.ask("merge");
    else if (key === "s" && this.about) this.ask("split");
    else if (this.queue && (key === "ArrowRight" || key === "ArrowDown")) this.step(1);
    else if (this.queue && (key === "ArrowLeft" || key === "ArrowUp")) this.step(-1);
    else if (key === "Ctrl+z") this.undo();
    else return;
    event.preventDefault();
  }

  async undo() {
    await this.app.run("undo");
    if (!this.queue) {
      this.show();
      return;
    }
    try {
      ({ candidates: this.list } = await this.app.api.get("/api/candidates"));
    } catch (error) {
      this.wrong.textContent = error.message;
      return;
    }
    this.at = Math.min(this.at, this.list.length);
    this.show();
  }
}
