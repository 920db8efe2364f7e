// Dialogs: keys, go to, comment, a new term. Each closes with Escape and gives the focus back.

import { fill, h } from "./dom.js";
import { ACTIONS, Keymap, PRESETS, names, pressed, readable } from "./keys.js";

export function dialog(app, title, content, about = {}) {
  const close = h("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => box.close() }, "✕");
  const heading = h("h2", { id: "dialog-title" }, title);
  const box = h("dialog", { "aria-labelledby": "dialog-title", class: about.class || "" }, h("header", {}, heading, close), ...content);
  box.addEventListener("close", () => {
    box.remove();
    if (about.closed) about.closed();
    app.focusGrid();
  });
  box.addEventListener("keydown", (event) => event.stopPropagation());
  document.body.append(box);
  box.showModal();
  return box;
}

export const composing = (event) => event.isComposing || event.keyCode === 229;

export function goTo(app) {
  const count = app.store.beads.length;
  const input = h("input", { type: "text", inputmode: "numeric", id: "goto-row", autocomplete: "off", autofocus: true, required: true, "aria-describedby": "goto-hint" });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const form = h("form", { method: "dialog" }, h("label", { for: "goto-row" }, "Row "), input, h("p", { id: "goto-hint", class: "dim" }, `1 to ${count}`), wrong, h("div", { class: "do" }, h("button", { class: "primary" }, "Go")));
  const box = dialog(app, "Go to row", [form], { class: "small" });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const row = Number(input.value.normalize("NFKC").trim());
    if (!Number.isInteger(row) || row < 1 || row > count) {
      wrong.textContent = `There are rows 1 to ${count}.`;
      return;
    }
    box.close();
    app.jump(row - 1);
  });
}

export function comment(app) {
  const { bead, row } = app.grid;
  const area = h("textarea", { id: "comment", rows: "4", maxlength: "4000", autofocus: true });
  area.value = bead.note;
  const save = async () => {
    if (await app.operate({ op: "comment", row, text: area.value })) box.close();
  };
  area.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  });
  const box = dialog(app, `Comment on row ${row + 1}`, [h("label", { for: "comment", class: "spoken" }, "Comment"), area, h("div", { class: "do" }, h("button", { type: "button", class: "primary", onclick: save }, "Save"), h("span", { class: "dim" }, h("kbd", {}, "Enter"), " saves, ", h("kbd", {}, "Shift+Enter"), " starts a new line. An empty comment takes it away."))]);
  area.setSelectionRange(area.value.length, area.value.length);
}

// A new concept: both sides proposed, from what is selected and what the row says.
export function newTerm(app, proposed) {
  const { store } = app;
  const { source, target } = store.languages;
  const field = h("select", { id: "term-field" }, ...store.fields.map((name) => h("option", { value: name, selected: name === proposed.field }, name)));
  const input = (id, value, lang) => {
    const element = h("input", { id, type: "text", autocomplete: "off", spellcheck: "false", maxlength: "200", lang });
    element.value = value;
    return element;
  };
  const inputs = { source: input("term-source", proposed.source, source), target: input("term-target", proposed.target, target) };
  const definition = input("term-definition", "", "en");
  const wrong = h("p", { class: "wrong", role: "alert" });
  const options = h("p", { class: "dim options" });
  if (proposed.options?.length) options.append("Also here: ", ...proposed.options.flatMap((text) => [h("button", { type: "button", class: "link", lang: target === "zh" ? "zh-Hans" : target, onclick: () => { inputs[proposed.optionSide].value = text; } }, text), " "]));
  const form = h(
    "form",
    { method: "dialog", class: "fields" },
    h("label", { for: "term-source" }, `Original (${source})`), inputs.source,
    h("label", { for: "term-target" }, `Translation (${target})`), inputs.target,
    options,
    h("label", { for: "term-definition" }, "Meaning"), definition,
    h("label", { for: "term-field" }, "Glossary file"), field,
    wrong,
    h("div", { class: "do" }, h("button", { class: "primary" }, "Add to the glossary")),
  );
  const box = dialog(app, "New term", [form]);
  (inputs.source.value ? inputs.target : inputs.source).focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = { source: inputs.source.value.trim(), target: inputs.target.value.trim() };
    if (!values.source || !values.target) {
      wrong.textContent = "Both sides are needed.";
      return;
    }
    const done = await app.operate({ op: "term-add", row: app.grid.row, ...values, definition: definition.value.trim(), field: field.value || "terms" }, (message) => { wrong.textContent = message; });
    if (done) box.close();
  });
}

export function help(app) {
  const body = h("div", { class: "keys" });
  const chosen = h("select", { id: "preset" }, ...Object.keys(PRESETS).map((name) => h("option", { value: name, selected: name === app.keymap.preset }, name === "default" ? "align" : name)));
  chosen.addEventListener("change", () => {
    app.useKeys(new Keymap(chosen.value, {}));
    draw();
  });
  const draw = () => {
    fill(
      body,
      ...ACTIONS.map(([group, list]) =>
        h(
          "section",
          {},
          h("h3", {}, group),
          h(
            "table",
            {},
            h("tbody", {}, ...list.map(([id, label]) =>
              h("tr", {}, h("td", {}, h("button", { type: "button", class: "link", title: "Do it", onclick: () => { box.close(); app.run(id); } }, label)), h("td", {}, keyButton(id))),
            )),
          ),
        ),
      ),
    );
  };
  const keyButton = (id) => {
    const keys = app.keymap.keys.get(id);
    const button = h("button", { type: "button", class: "key", "aria-label": `${keys.map(readable).join(" ") || "none"}: change the key of ${names.get(id)}` }, ...(keys.length ? keys.flatMap((key, n) => [n ? " " : "", h("kbd", {}, readable(key))]) : ["none"]));
    button.addEventListener("click", () => {
      fill(button, "press a key …");
      const listen = (event) => {
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Escape") {
          button.removeEventListener("keydown", listen);
          draw();
          return;
        }
        const key = pressed(event);
        if (!key) return;
        app.keymap.assign(id, key);
        app.useKeys(app.keymap);
        draw();
        const again = [...body.querySelectorAll(".key")].find((other) => other.getAttribute("aria-label").endsWith(` key of ${names.get(id)}`));
        again?.focus();
      };
      button.addEventListener("keydown", listen);
      button.addEventListener("blur", () => draw(), { once: true });
    });
    return button;
  };
  draw();
  const size = h("output", { id: "size-value" }, `${app.size} px`);
  const resize = (by) => {
    app.resize(by);
    size.textContent = `${app.size} px`;
  };
  const box = dialog(
    app,
    "Keys",
    [
      h("div", { class: "settings" }, h("label", { for: "preset" }, "Keys like "), chosen, h("span", { class: "sep" }), "Text ", h("button", { type: "button", "aria-label": "− smaller text", onclick: () => resize(-1) }, "−"), " ", size, " ", h("button", { type: "button", "aria-label": "+ larger text", onclick: () => resize(1) }, "+"), h("span", { class: "sep" }), h("button", { type: "button", onclick: () => app.run("theme") }, "Light or dark")),
      h("p", { class: "dim" }, "Single keys act while the rows have the focus; Escape brings it there. Choose a key to change it."),
      body,
    ],
    { class: "wide" },
  );
}
