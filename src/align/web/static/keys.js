// Keys and what they do. Every action has a name, a default key, and a button somewhere.

export const ACTIONS = [
  ["Move", [
    ["down", "Next row", ["ArrowDown", "j"]],
    ["up", "Previous row", ["ArrowUp", "k"]],
    ["page-down", "A page down", ["PageDown"]],
    ["page-up", "A page up", ["PageUp"]],
    ["first", "First row", ["Home"]],
    ["last", "Last row", ["End"]],
    ["left", "Left text", ["ArrowLeft"]],
    ["right", "Right text", ["ArrowRight"]],
    ["next-problem", "Next problem", ["n"]],
    ["previous-problem", "Previous problem", ["N"]],
    ["next-unconfirmed", "Next unconfirmed", ["u"]],
    ["previous-unconfirmed", "Previous unconfirmed", ["U"]],
    ["goto", "Go to a row", ["g"]],
    ["find", "Find", ["/", "Ctrl+f"]],
    ["find-next", "Next place found", ["F3"]],
    ["find-previous", "Previous place found", ["Shift+F3"]],
    ["unfold", "Show or fold a run without counterpart", ["z"]],
  ]],
  ["Decide", [
    ["confirm", "Confirm and next", ["Enter"]],
    ["confirm-above", "Confirm all above", ["C"]],
    ["review", "Mark for review", ["v"]],
    ["accept", "Accept the gap", ["o"]],
    ["fix", "Fix as suggested", ["f"]],
    ["dismiss", "Dismiss and go on", ["i"]],
    ["reason", "Reason for dismissing", ["I"]],
    ["next-item", "Next problem of this row", ["p"]],
    ["reopen", "Reopen a dismissed problem", ["O"]],
    ["comment", "Comment", ["c"]],
    ["bookmark", "Bookmark", ["b"]],
  ]],
  ["Mend", [
    ["merge", "Merge with next", ["m"]],
    ["merge-previous", "Merge with previous", ["M"]],
    ["split", "Split", ["s"]],
    ["move-down", "Move a sentence down", ["Alt+ArrowDown"]],
    ["move-up", "Move a sentence up", ["Alt+ArrowUp"]],
    ["shift-down", "Shift this side down", ["Shift+Alt+ArrowDown"]],
    ["shift-up", "Shift this side up", ["Shift+Alt+ArrowUp"]],
    ["swap", "Swap translation with next", ["x"]],
    ["edit", "Edit the translation", ["e", "F2"]],
    ["realign", "Align anew between decided rows", ["r"]],
    ["term", "Term: add or edit", ["t"]],
    ["candidates", "Term candidates", ["T"]],
    ["undo", "Undo", ["Ctrl+z"]],
    ["redo", "Redo", ["Ctrl+y", "Ctrl+Shift+z"]],
  ]],
  ["Page", [
    ["help", "Keys", ["?", "F1"]],
    ["theme", "Light or dark", ["L"]],
    ["larger", "Larger text", ["+", "="]],
    ["smaller", "Smaller text", ["-"]],
    ["reload", "Load newer", []],
  ]],
];

export const PRESETS = {
  default: {},
  // As the manual of InterText Editor has them: a column moves with Enter and Backspace, one sentence with Ctrl and an
  // arrow, M is the bookmark, S the status. What it has no key for keeps ours, or another where ours is taken.
  InterText: { "shift-down": ["Enter"], "shift-up": ["Backspace"], "move-down": ["Ctrl+ArrowDown"], "move-up": ["Ctrl+ArrowUp"], "merge-previous": ["Ctrl+Backspace"], "bookmark": ["m"], "confirm": ["s"], "edit": ["e", "F2"], "merge": ["M"], "split": ["Ctrl+Enter"], "swap": ["x"] },
  // As the menu of OmegaT's aligner has them: U, D, S, M, E, A, R.
  OmegaT: { "move-up": ["u"], "move-down": ["d"], "split": ["s"], "merge": ["m"], "edit": ["e", "F2"], "confirm": ["a", "Enter"], "review": ["r", "v"], "realign": ["R"], "next-unconfirmed": ["Ctrl+u"], "previous-unconfirmed": ["Ctrl+Shift+u"] },
};

export const names = new Map(ACTIONS.flatMap(([, list]) => list.map(([id, label]) => [id, label])));

const WIDE = { "？": "?", "／": "/", "＋": "+", "－": "-", "＝": "=" };

// What was pressed, as keys are written above; null for what never is a command.
export function pressed(event) {
  if (event.isComposing || event.keyCode === 229) return null;
  let { key } = event;
  if (["Shift", "Control", "Alt", "Meta", "Dead", "Process", "Unidentified", "CapsLock"].includes(key)) return null;
  key = WIDE[key] || key;
  const ctrl = event.ctrlKey || event.metaKey;
  if (/^[a-z]$/i.test(key)) {
    if (event.altKey) return null;
    if (ctrl) return `Ctrl+${event.shiftKey ? "Shift+" : ""}${key.toLowerCase()}`;
    // Caps Lock must not turn "merge with next" into "merge with previous".
    return event.shiftKey ? key.toUpperCase() : key.toLowerCase();
  }
  const plain = key.length === 1 && key !== " ";
  return `${ctrl ? "Ctrl+" : ""}${event.shiftKey && !plain ? "Shift+" : ""}${event.altKey ? "Alt+" : ""}${key}`;
}

export class Keymap {
  constructor(preset = "default", own = {}) {
    this.preset = preset in PRESETS ? preset : "default";
    this.own = {};
    for (const [id, keys] of Object.entries(own || {})) if (names.has(id) && Array.isArray(keys)) this.own[id] = keys.filter((key) => typeof key === "string");
    this.rebuild();
  }

  rebuild() {
    this.keys = new Map();
    this.byKey = new Map();
    const chosen = { ...PRESETS[this.preset], ...this.own };
    const taken = new Set(Object.values(chosen).flat());
    for (const id of names.keys()) {
      const standard = ACTIONS.flatMap(([, list]) => list).find(([other]) => other === id)[2];
      this.keys.set(id, chosen[id] || standard.filter((key) => !taken.has(key)));
    }
    for (const [id, keys] of this.keys) for (const key of keys) this.byKey.set(key, id);
  }

  action(key) {
    return this.byKey.get(key) || null;
  }

  // Gives an action a key, taking it away from whatever had it.
  assign(id, key) {
    for (const [other, keys] of this.keys) if (other !== id && keys.includes(key)) this.own[other] = keys.filter((old) => old !== key);
    this.own[id] = [key];
    this.rebuild();
  }

  label(id) {
    const [key] = this.keys.get(id) || [];
    return key ? readable(key) : "";
  }
}

const NICE = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", " ": "Space", PageDown: "PgDn", PageUp: "PgUp" };

export function readable(key) {
  const parts = key === "+" ? ["+"] : key.split(/\+(?!$)/);
  const last = parts.pop();
  if (/^[A-Z]$/.test(last)) parts.push("Shift");
  return [...parts, NICE[last] || (last.length === 1 ? last.toUpperCase() : last)].join("+");
}
