// The bar above the rows, the chips, and the notices of what is wrong with the page itself.

import { byId, fill, h, plural } from "./dom.js";
import { GROUPS, PROBLEM_GROUPS } from "./store.js";

const SAVE = { loading: "Loading …", ready: "All saved", saving: "Saving …", saved: "Saved" };

export function bar(app) {
  const { store } = app;
  if (!store.languages) return;
  const { source, target } = store.languages;
  fill(byId("name"), h("b", {}, store.name), h("span", { class: "dim" }, ` ${source} → ${target}`));
  const share = store.beads.length ? Math.floor((100 * store.confirmed) / store.beads.length) : 0;
  fill(
    byId("counts"),
    h("span", { id: "confirmed" }, h("b", {}, store.confirmed.toLocaleString("en")), ` of ${store.beads.length.toLocaleString("en")} confirmed`),
    h("meter", { min: "0", max: "100", value: String(share), "aria-label": "Share of rows confirmed", title: `${share} %` }),
    h("span", { id: "left", class: store.problemsLeft ? "" : "ok" }, h("b", {}, store.problemsLeft.toLocaleString("en")), ` ${store.problemsLeft === 1 ? "problem" : "problems"} left`),
    store.pending > 1 ? h("span", { class: "dim", id: "pending" }, `checking ${plural(store.pending, "row")} …`) : null,
  );
  if (SAVE[app.api.state]) {
    byId("save").textContent = SAVE[app.api.state];
    byId("save").className = app.api.state;
  }
  const tool = (id, label, off, title) => h("button", { type: "button", id: `tool-${id}`, disabled: off, title, onclick: () => { app.run(id); app.focusGrid(); } }, label, app.keymap.label(id) ? h("kbd", { "aria-hidden": "true" }, app.keymap.label(id)) : null);
  fill(
    byId("tools"),
    tool("undo", "Undo", !store.undo, store.undo ? `Undo: ${store.undo.label}` : "Nothing to undo"),
    tool("redo", "Redo", !store.redo, store.redo ? `Redo: ${store.redo.label}` : "Nothing to redo"),
    tool("find", "Find"),
    tool("candidates", "Terms"),
    h("button", { type: "button", id: "tool-help", onclick: () => app.run("help") }, "Keys", h("kbd", { "aria-hidden": "true" }, app.keymap.label("help"))),
  );
}

export function chips(app) {
  const { store } = app;
  const held = document.activeElement?.dataset?.chip;
  const chip = (group, label, count) =>
    h(
      "button",
      { type: "button", class: PROBLEM_GROUPS.includes(group) && count ? "chip some" : "chip", data: { chip: group || "all" }, "aria-pressed": String(store.filter === group), onclick: () => app.filter(store.filter === group ? null : group) },
      label,
      " ",
      h("b", {}, count.toLocaleString("en")),
    );
  fill(
    byId("chips"),
    chip(null, "All rows", store.beads.length),
    ...GROUPS.map(([group, label]) => chip(group, label, store.counts[group])),
    h("button", { type: "button", class: "go", onclick: () => { app.run("next-problem"); app.focusGrid(); } }, "Next problem", h("kbd", { "aria-hidden": "true" }, app.keymap.label("next-problem"))),
  );
  if (held) byId("chips").querySelector(`[data-chip="${CSS.escape(held)}"]`)?.focus();
}

// States of the page itself. Nothing is ever lost quietly: what is not saved says so until it is.
export function notice(app, state, message) {
  const box = byId("notice");
  const line = byId("save");
  if (SAVE[state]) {
    line.textContent = SAVE[state];
    line.className = state;
  } else {
    line.textContent = { retrying: "Not saved, retrying …", stale: "Out of date", gone: "No connection", denied: "No access", unusable: "Cannot be shown" }[state];
    line.className = "bad";
  }
  document.body.dataset.state = state;
  const action = (label, run) => h("button", { type: "button", class: "primary", onclick: run }, label);
  const texts = {
    retrying: ["Not saved yet.", `${message} Your last action is tried again every second; nothing else is taken meanwhile.`],
    stale: ["Your page is not the newest.", `${message} Your last action was not applied.`, action("Load newer", () => app.run("reload"))],
    gone: ["No connection.", message],
    denied: ["No access.", message],
    unusable: ["The document cannot be shown.", message, ...(app.outdated ? [action("Align anew, keep what is decided", () => app.alignAnew())] : []), action("Try again", () => app.run("reload"))],
  };
  const text = texts[state];
  if (state === "stale" && !message.includes("last action") && !app.working) texts.stale[1] = message;
  const second = app.another ? h("p", { class: "second" }, "This review is open in another tab as well. What you do there shows here once you load it.") : null;
  box.hidden = !text && !second;
  box.className = text ? "bad" : "";
  if (text) fill(box, h("p", { role: "alert" }, h("b", {}, text[0]), " ", text[1]), ...text.slice(2), second);
  else if (second) fill(box, second, h("button", { type: "button", onclick: () => { app.another = false; box.hidden = true; app.focusGrid(); } }, "Good"));
}
