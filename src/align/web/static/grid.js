// The rows in view, and no others: 20,000 rows open as fast as 200.

import { byId } from "./dom.js";
import { Heights } from "./fenwick.js";
import { buildRow } from "./row.js";

const OVERSCAN = 400;

export class Grid {
  constructor(store, view) {
    this.store = store;
    this.view = view;
    this.scroller = byId("scroller");
    this.element = byId("grid");
    this.rows = new Map();
    this.measured = new Map();
    this.row = 0;
    this.side = "target";
    this.width = 0;
    this.scroller.addEventListener("scroll", () => this.schedule(), { passive: true });
    new ResizeObserver(() => this.resize()).observe(this.scroller);
  }

  get bead() {
    return this.store.beads[this.row];
  }

  schedule() {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.render();
    });
  }

  resize() {
    const width = this.scroller.clientWidth;
    if (width !== this.width) {
      this.width = width;
      this.restyle();
    } else this.schedule();
  }

  // After a change of width or of the size of the text: no height is known any more.
  restyle() {
    this.measured.clear();
    for (const { element } of this.rows.values()) element.remove();
    this.rows.clear();
    this.refresh();
    this.show("nearest");
  }

  // After the rows changed: heights anew, what is drawn already is kept.
  refresh() {
    const { store } = this;
    if (!store.texts) return;
    const narrow = this.width < 720;
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const column = narrow ? this.width - 40 : (this.width - 15 * size) / 2;
    const lengths = { source: store.texts.source.lengths, target: store.texts.target.lengths };
    const wide = { source: this.charWidth("source", size), target: this.charWidth("target", size) };
    const guess = (bead) => {
      const lines = ["source", "target"].map((side) => {
        let chars = 2;
        for (let n = 0; n < bead.count(side); n += 1) chars += Math.min(3000, lengths[side][bead.first(side) + n]);
        return Math.ceil((chars * wide[side]) / column);
      });
      return (narrow ? lines[0] + lines[1] : Math.max(...lines)) * size * 1.75 + size * 1.2;
    };
    this.heights = new Heights(store.beads.map((bead, n) => (store.hidden[n] ? 0 : (this.measured.get(bead.uid) ?? guess(bead)))));
    this.element.setAttribute("aria-rowcount", store.beads.length + 1);
    const kept = new Set(store.beads.map((bead) => bead.uid));
    for (const uid of this.measured.keys()) if (!kept.has(uid)) this.measured.delete(uid);
    this.row = Math.max(0, Math.min(this.row, store.beads.length - 1));
    this.render();
  }

  charWidth(side, size) {
    return this.store.texts[side].lang === "zh" ? size : size * 0.5;
  }

  // Draw what is in view. Heights that turn out otherwise move the rest, never what the eye is on.
  render() {
    if (!this.heights || !this.store.beads.length) {
      for (const { element } of this.rows.values()) element.remove();
      this.rows.clear();
      this.element.style.height = "0px";
      return;
    }
    const { scroller, heights, store } = this;
    const top = scroller.scrollTop;
    const view = scroller.clientHeight;
    const anchor = this.inView(this.row, top, view) ? this.row : heights.at(top);
    const offset = heights.start(anchor) - top;
    const drawn = this.draw(top, view);
    let moved = false;
    for (const item of drawn) {
      if (item.fresh) {
        const height = item.element.offsetHeight;
        this.measured.set(store.beads[item.row].uid, height);
        if (heights.set(item.row, height)) moved = true;
        item.fresh = false;
      }
    }
    this.element.style.height = `${heights.total}px`;
    for (const item of drawn) item.element.style.transform = `translateY(${heights.start(item.row)}px)`;
    if (moved) {
      const wanted = heights.start(anchor) - offset;
      if (Math.abs(wanted - scroller.scrollTop) > 0.5) scroller.scrollTop = wanted;
      this.schedule();
    }
    this.mark();
    this.view.drawn(drawn.map((item) => item.row));
  }

  inView(row, top, view) {
    const start = this.heights.start(row);
    return row < this.store.beads.length && start + this.heights.heights[row] > top && start < top + view;
  }

  draw(top, view) {
    const { heights, store, rows } = this;
    const last = heights.at(top + view + OVERSCAN);
    const wanted = [];
    for (let row = heights.at(Math.max(0, top - OVERSCAN)); row <= last; row += 1) if (!store.hidden[row]) wanted.push(row);
    const pinned = this.view.pinned();
    const pin = pinned ? store.beads.findIndex((bead) => bead.uid === pinned) : -1;
    if (pin >= 0 && !wanted.includes(pin)) wanted.push(pin);
    const keep = new Set(wanted.map((row) => store.beads[row].uid));
    for (const [uid, item] of rows) {
      if (!keep.has(uid)) {
        item.element.remove();
        rows.delete(uid);
      }
    }
    wanted.sort((a, b) => a - b);
    let before = null;
    return wanted.map((row) => {
      const bead = store.beads[row];
      let item = rows.get(bead.uid);
      const stamp = `${row}/${bead.version}/${bead.marks ? 1 : 0}/${this.view.stamp}/${store.folds.get(bead.uid) || 0}/${this.view.whole.has(bead.uid)}`;
      if (!item || (item.stamp !== stamp && bead.uid !== pinned)) {
        const element = buildRow(bead, row, this.view);
        if (item) item.element.replaceWith(element);
        item = { element, stamp, row, fresh: true };
        rows.set(bead.uid, item);
      }
      item.row = row;
      item.element.dataset.row = row;
      const place = before ? before.element.nextSibling : this.element.firstChild;
      if (place !== item.element) this.element.insertBefore(item.element, place);
      before = item;
      return item;
    });
  }

  // A row drawn anew at its next turn, its height unknown.
  remeasure(uid) {
    const item = this.rows.get(uid);
    if (item) item.fresh = true;
    this.schedule();
  }

  // A row that an editor had taken over, drawn as a row again.
  release(uid) {
    const item = this.rows.get(uid);
    if (item) item.stamp = "";
    this.render();
    this.remeasure(uid);
  }

  // Shows which cell the keys act on.
  mark() {
    for (const [uid, { element, row }] of this.rows) {
      const here = row === this.row;
      element.classList.toggle("here", here);
      if (here) element.setAttribute("aria-selected", "true");
      else element.removeAttribute("aria-selected");
      for (const cell of element.querySelectorAll(".side")) cell.classList.toggle("active", here && cell.dataset.side === this.side);
      if (here) this.element.setAttribute("aria-activedescendant", `c-${uid}-${this.side}`);
    }
  }

  // Go to a row. "center" for jumps, "nearest" for steps.
  go(row, how = "nearest", side = this.side) {
    if (!this.store.beads.length) return;
    this.row = Math.max(0, Math.min(row, this.store.beads.length - 1));
    this.side = side;
    if (this.store.reveal(this.row)) this.refresh();
    this.show(how);
    this.view.moved();
  }

  show(how) {
    const { scroller } = this;
    if (!this.heights) return;
    for (let pass = 0; pass < 4; pass += 1) {
      const start = this.heights.start(this.row);
      const end = start + this.heights.heights[this.row];
      const view = scroller.clientHeight;
      const top = scroller.scrollTop;
      const edge = Math.min(72, view / 6);
      let wanted = top;
      if (how === "center") wanted = start - Math.max(edge, (view - (end - start)) / 3);
      else if (start < top + edge || end - start > view - 2 * edge) wanted = start - edge;
      else if (end > top + view - edge) wanted = end - view + edge;
      wanted = Math.max(0, Math.min(wanted, this.heights.total - view));
      if (Math.abs(wanted - top) > 0.5) scroller.scrollTop = wanted;
      else if (pass) break;
      this.render();
    }
  }

  // The next row that is shown, up or down.
  step(by) {
    let row = this.row;
    do row += by;
    while (row >= 0 && row < this.store.beads.length && this.store.hidden[row]);
    if (row >= 0 && row < this.store.beads.length) this.go(row);
  }

  page(by) {
    const place = this.heights.start(this.row) + by * this.scroller.clientHeight * 0.8;
    const row = this.heights.at(Math.max(0, place));
    if (row === this.row) this.step(by);
    else this.go(row);
  }
}
