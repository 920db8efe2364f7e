// One row of the grid: number, both texts with what is marked in them, type, status.

import { h, plural } from "./dom.js";
import { offsets, UNSEEN, unseenName } from "./text.js";

const LONGEST = 3000;
const STATUS = {
  auto: ["○", "auto"],
  edited: ["✎", "edited"],
  confirmed: ["✓", "confirmed"],
  review: ["?", "review"],
};
export const SYMBOLS = { numbers: "#", terms: "T", omissions: "∅", wording: "¶", low: "≈", style: "~" };
export const LABELS = { numbers: "figure", terms: "term", omissions: "missing", wording: "wording", low: "unsure", style: "style" };
// Which of several marks at one place decides its look: the last.
const WEIGHT = { figure: 0, remark: 0, term: 1, bad: 2, amber: 3, wrong: 4, found: 5 };

export function buildRow(bead, row, view) {
  const { store } = view;
  const worst = worstOf(bead);
  const cells = view.columns.map((side) => buildSide(bead, side, view));
  const [symbol, word] = STATUS[bead.status];
  const badges = badgesOf(bead);
  const element = h(
    "div",
    { class: `row ${worst}`, role: "row", "aria-rowindex": row + 2, data: { row: String(row) } },
    h("div", { class: "number", role: "gridcell" }, String(row + 1), bead.bookmark ? h("span", { class: "bookmark", title: "Bookmark" }, "★", spoken("bookmark")) : null),
    cells[0],
    h("div", { class: "type", role: "gridcell" }, h("span", { class: bead.type === "1-1" ? "" : "odd" }, bead.type)),
    cells[1],
    h(
      "div",
      { class: "status", role: "gridcell" },
      h("span", { class: `badge ${bead.status}`, title: bead.status === "auto" ? `aligned by the program, confidence ${bead.confidence.toFixed(2)}` : null }, h("b", { "aria-hidden": "true" }, symbol), " ", bead.accepted ? "accepted gap" : bead.status === "auto" ? `auto ${bead.confidence.toFixed(2)}` : word),
      ...badges,
      bead.note ? h("span", { class: "note", title: bead.note }, h("b", { "aria-hidden": "true" }, "❞"), " comment") : null,
    ),
  );
  const folded = store.folds.get(bead.uid);
  if (folded) {
    element.append(
      h("div", { class: "fold", role: "gridcell" }, h("button", { type: "button", tabindex: "-1", data: { unfold: String(row) } }, `${plural(folded, "more row")} without a counterpart: show`)),
    );
  }
  return element;
}

const spoken = (text) => h("span", { class: "spoken" }, ` ${text}`);

function worstOf(bead) {
  const problems = bead.problems;
  if (problems.some((item) => item.severity === "critical" || item.severity === "major")) return "has-error";
  if (problems.length) return "has-warning";
  return bead.confirmed ? "is-confirmed" : "";
}

function badgesOf(bead) {
  const counts = new Map();
  for (const item of [...bead.problems, ...bead.remarks]) counts.set(item.group, [...(counts.get(item.group) || []), item]);
  return [...counts].map(([group, items]) => {
    const bad = items.some((item) => item.severity === "major" || item.severity === "critical");
    return h("span", { class: `badge ${group === "style" ? "remark" : bad ? "error" : "warning"}` }, h("b", { "aria-hidden": "true" }, SYMBOLS[group]), ` ${LABELS[group]}${items.length > 1 ? ` ×${items.length}` : ""}`);
  });
}

function buildSide(bead, side, view) {
  const lang = view.store.texts[side].lang;
  const cell = h("div", { class: `side ${side}`, role: "gridcell", id: `c-${bead.uid}-${side}`, data: { side }, lang: lang === "zh" ? "zh-Hans" : lang });
  if (!bead.count(side)) {
    const what = bead.accepted ? "no counterpart, accepted" : "no counterpart";
    cell.append(h("p", { class: "none", lang: "en" }, what));
    return cell;
  }
  const { texts, starts } = view.store.side(bead, side);
  const marks = marksOf(bead, side);
  const body = h("p", { class: "text" });
  texts.forEach((text, n) => {
    if (n) body.append(h("span", { class: "bar", "aria-hidden": "true" }, "‖"));
    body.append(h("bdi", { class: "sentence", data: { sentence: String(n) } }, ...pieces(text, starts[n], marks, view, bead)));
  });
  cell.append(body);
  return cell;
}

// All marks of a side as [start, end, kind, what], in code points from its start.
function marksOf(bead, side) {
  const marks = bead.marks ? [...bead.marks[side]] : [];
  for (const item of bead.open) {
    if (item[side]) marks.push([...item[side], lookOf(item, side), item.message]);
  }
  return marks;
}

function lookOf(item, side) {
  if (item.group === "style") return "remark";
  if (item.group === "terms") return side === "target" ? "amber" : "term";
  return item.severity === "major" || item.severity === "critical" ? "wrong" : "amber";
}

// A sentence cut at the edges of its marks; each piece is a text node or a span around one.
function pieces(text, start, marks, view, bead) {
  const at = offsets(text);
  const spans = [];
  for (const [from, to, kind, what] of marks) {
    const [low, high] = [at(Math.max(0, from - start)), at(Math.max(0, to - start))];
    if (from < start && to <= start) continue;
    if (low < high || (from === to && from >= start && low < text.length)) spans.push([low, Math.min(high, text.length), kind, what]);
  }
  for (const [low, high] of view.foundIn(text)) spans.push([low, high, "found", ""]);
  let end = text.length;
  if (end > LONGEST && !view.whole.has(bead.uid)) end = LONGEST;
  const edges = [...new Set([0, end, ...spans.flatMap(([low, high]) => [low, high])])].filter((edge) => edge <= end).sort((a, b) => a - b);
  const out = [];
  for (let n = 0; n + 1 < edges.length; n += 1) {
    const here = spans.filter(([low, high]) => low <= edges[n] && edges[n + 1] <= high);
    const inner = visible(text.slice(edges[n], edges[n + 1]));
    if (!here.length) out.push(...inner);
    else {
      here.sort((a, b) => WEIGHT[a[2]] - WEIGHT[b[2]]);
      const look = here[here.length - 1];
      const concept = here.find(([, , kind]) => kind === "term" || kind === "bad" || kind === "amber");
      const classes = [...new Set(here.map(([, , kind]) => kind))].join(" ");
      out.push(h("span", { class: `mark ${classes}`, title: ["figure", "remark", "wrong", "amber"].includes(look[2]) ? look[3] : null, data: concept && !/\s/.test(concept[3]) ? { concept: concept[3] } : {} }, ...inner));
    }
  }
  if (end < text.length) out.push(h("button", { type: "button", class: "rest", tabindex: "-1", lang: "en", data: { whole: bead.uid } }, `… ${(text.length - end).toLocaleString("en")} more characters`));
  return out;
}

// Text nodes; characters that cannot be seen, and may turn the text around, are named instead.
export function visible(text) {
  const out = [];
  let last = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match[0] === "\n" || match[0] === "\r" || match[0] === "\t") continue;
    if (match.index > last) out.push(text.slice(last, match.index));
    out.push(h("span", { class: "unseen", lang: "en", title: "a character that cannot be seen" }, unseenName(match[0])));
    last = match.index + match[0].length;
  }
  if (last < text.length) out.push(text.slice(last));
  return out;
}
