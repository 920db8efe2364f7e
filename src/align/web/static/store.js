// What the page knows of the document: rows, their texts, their problems; and how an answer of the server changes it.

import { length } from "./text.js";

export const LOW = 0.8;
export const GROUPS = [
  ["numbers", "Numbers"],
  ["terms", "Terms"],
  ["omissions", "Omissions"],
  ["wording", "Wording"],
  ["style", "Style"],
  ["low", "Low confidence"],
  ["shape", "Non-1:1"],
  ["edges", "Edges"],
  ["bookmarks", "Bookmarks"],
];
// What is to be settled. The other groups are ways to look at the rows.
export const PROBLEM_GROUPS = ["numbers", "terms", "omissions", "wording", "low"];
export const SIDES = ["source", "target"];
const FOLD_FROM = 4;

let uids = 0;

export class Bead {
  constructor([s, sn, t, tn, confidence, status, note, bookmark, accepted]) {
    Object.assign(this, { s, sn, t, tn, confidence, status, note, accepted: !!accepted, bookmark: !!bookmark });
    this.uid = `b${(uids += 1)}`;
    this.findings = [];
    this.marks = null;
    this.version = 0;
    this.groups = new Set();
  }

  first(side) {
    return side === "source" ? this.s : this.t;
  }

  count(side) {
    return side === "source" ? this.sn : this.tn;
  }

  get type() {
    return `${this.sn}-${this.tn}`;
  }

  get open() {
    return this.findings.filter((finding) => !finding.verdict);
  }

  get unsure() {
    return (this.status === "auto" || this.status === "review") && this.confidence < LOW && !this.accepted;
  }

  // What is to be settled in the row, one item each.
  get problems() {
    const found = this.open.filter((finding) => finding.group !== "style");
    if (this.status === "review") found.push({ id: "review", group: "low", severity: "minor", message: this.note ? `Marked for review: ${this.note}` : "Marked for review." });
    else if (this.unsure) found.push({ id: "unsure", group: "low", severity: "minor", message: `The aligner is not sure of this row (${this.confidence.toFixed(2)}): confirm it, or mend it.` });
    return found;
  }

  // What the checks remark on without calling it wrong.
  get remarks() {
    return this.open.filter((finding) => finding.group === "style");
  }

  get confirmed() {
    return this.status === "confirmed";
  }
}

export class Store {
  constructor() {
    this.beads = [];
    this.filter = null;
    this.unfolded = new Set();
  }

  load(doc) {
    const notes = this.name === doc.name;
    this.name = doc.name;
    this.project = doc.project;
    this.languages = doc.languages;
    this.fields = doc.fields;
    this.checks = new Map(doc.checks.map((check) => [check.id, check]));
    this.texts = { source: doc.source, target: doc.target };
    for (const side of SIDES) this.texts[side].lengths = this.texts[side].texts.map(length);
    this.beads = doc.beads.map((record) => new Bead(record));
    this.takeFindings(doc.findings);
    this.take(doc);
    if (!notes) this.unfolded.clear();
  }

  // Undo, redo, progress of the checks: what every answer brings along.
  take(answer) {
    for (const key of ["undo", "redo", "pending", "checked"]) if (key in answer) this[key] = answer[key];
    this.recount();
  }

  takeFindings(found, all = false) {
    if (all) {
      this.beads.forEach((bead, row) => {
        const now = found[row] || [];
        if (JSON.stringify(bead.findings) !== JSON.stringify(now)) {
          bead.findings = now;
          bead.version += 1;
        }
      });
      return;
    }
    for (const [row, list] of Object.entries(found || {})) {
      this.beads[row].findings = list;
      this.beads[row].version += 1;
    }
  }

  // Sentences of a side that took the place of others; the rows after them follow.
  replaceTexts({ side, at, old, new: count, texts, gaps }) {
    const here = this.texts[side];
    // The sentence after them comes along, for the gap before it.
    const extra = texts.length - count;
    here.texts.splice(at, old + extra, ...texts);
    here.gaps.splice(at, old + extra, ...gaps);
    here.lengths.splice(at, old + extra, ...texts.map(length));
    const [first, many] = side === "source" ? ["s", "sn"] : ["t", "tn"];
    if (count !== old) for (const bead of this.beads) if (bead[many] && bead[first] >= at + old) bead[first] += count - old;
  }

  // An operation's answer: texts first, then the rows that took the place of others.
  apply(answer) {
    for (const stretch of (answer.texts || []).toReversed()) this.replaceTexts(stretch);
    if (answer.splice) {
      const { at, removed, beads } = answer.splice;
      const fresh = beads.map((record) => new Bead(record));
      if (beads.length === removed) {
        fresh.forEach((bead, n) => {
          const old = this.beads[at + n];
          const same = !answer.texts?.length && old.s === bead.s && old.sn === bead.sn && old.t === bead.t && old.tn === bead.tn;
          // A row whose text alone changed is the same row: it stays where it is on the screen.
          Object.assign(bead, { uid: old.uid, marks: same ? old.marks : null, version: old.version + 1 });
        });
      }
      this.beads.splice(at, removed, ...fresh);
    }
    if (answer.terms) {
      for (const bead of this.beads) {
        if (bead.marks) bead.version += 1;
        bead.marks = null;
      }
    }
    this.takeFindings(answer.findings);
    this.take(answer);
  }

  segments(bead, side) {
    const first = bead.first(side);
    return this.texts[side].texts.slice(first, first + bead.count(side));
  }

  // The text of a side as one string, and where each of its sentences starts, in code points.
  side(bead, side) {
    const { texts, gaps, lengths } = this.texts[side];
    const first = bead.first(side);
    const starts = [];
    let at = 0;
    for (let n = 0; n < bead.count(side); n += 1) {
      if (n) at += gaps[first + n].length;
      starts.push(at);
      at += lengths[first + n];
    }
    return { texts: texts.slice(first, first + bead.count(side)), starts, length: at };
  }

  recount() {
    const counts = Object.fromEntries(GROUPS.map(([key]) => [key, 0]));
    const beads = this.beads;
    let confirmed = 0;
    let problems = 0;
    for (let n = 0; n < beads.length; n += 1) {
      const bead = beads[n];
      const groups = new Set();
      for (const item of bead.problems) {
        groups.add(item.group);
        problems += 1;
      }
      const odd = bead.sn !== 1 || bead.tn !== 1;
      if (odd && !bead.confirmed && !bead.accepted) groups.add("shape");
      if (bead.remarks.length) groups.add("style");
      if (bead.bookmark) groups.add("bookmarks");
      bead.groups = groups;
      confirmed += bead.confirmed;
    }
    beads.forEach((bead, n) => {
      const beside = [beads[n - 1], beads[n + 1]].some((other) => !other || other.groups.has("shape"));
      if (beside && !bead.groups.has("shape") && !bead.confirmed) bead.groups.add("edges");
      for (const group of bead.groups) counts[group] += 1;
    });
    Object.assign(this, { counts, confirmed, problemsLeft: problems });
    this.hide();
  }

  // Whether a filter leaves no row to act on.
  get empty() {
    return !!this.filter && !this.counts[this.filter];
  }

  // Which rows are not shown: those a filter leaves out, and all but the first of long runs without a counterpart.
  hide() {
    const { beads, filter } = this;
    this.hidden = new Uint8Array(beads.length);
    this.folds = new Map();
    if (filter) {
      this.hidden.fill(1);
      beads.forEach((bead, n) => {
        if (bead.groups.has(filter)) for (const near of [n - 1, n, n + 1]) if (near >= 0 && near < beads.length) this.hidden[near] = 0;
      });
      return;
    }
    const gap = (bead) => (bead.sn && bead.tn ? "" : bead.sn ? "target" : "source");
    for (let n = 0; n < beads.length; ) {
      const kind = gap(beads[n]);
      let end = n + 1;
      while (kind && end < beads.length && gap(beads[end]) === kind) end += 1;
      if (end - n >= FOLD_FROM && !this.unfolded.has(beads[n].uid)) {
        this.hidden.fill(1, n + 1, end);
        this.folds.set(beads[n].uid, end - n - 1);
      }
      n = end;
    }
  }

  // Makes a row visible: unfolds its run, or drops the filter. Says whether anything changed.
  reveal(row) {
    if (!this.hidden[row]) return false;
    if (this.filter) this.filter = null;
    else {
      let first = row;
      while (this.hidden[first]) first -= 1;
      this.unfolded.add(this.beads[first].uid);
    }
    this.hide();
    if (this.hidden[row]) this.reveal(row);
    return true;
  }

  wanted(row) {
    const { groups } = this.beads[row];
    return this.filter ? groups.has(this.filter) : PROBLEM_GROUPS.some((group) => groups.has(group));
  }

  // The next row that a test holds for, from a row in a direction, around the end; -1 for none.
  seek(from, step, test, around = true) {
    const count = this.beads.length;
    for (let n = 1; n <= count; n += 1) {
      const row = from + n * step;
      if (!around && (row < 0 || row >= count)) return -1;
      const at = ((row % count) + count) % count;
      if (test(at)) return at;
    }
    return -1;
  }
}
