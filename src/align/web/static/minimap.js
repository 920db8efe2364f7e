// The whole document at the right edge: a tick for each problem, what is confirmed, what is in view.

import { byId } from "./dom.js";
import { PROBLEM_GROUPS } from "./store.js";

export class Minimap {
  constructor(store, grid) {
    this.store = store;
    this.grid = grid;
    this.canvas = byId("minimap");
    this.canvas.addEventListener("pointerdown", (event) => {
      const share = event.offsetY / this.canvas.clientHeight;
      grid.go(Math.floor(share * store.beads.length), "center");
      grid.element.focus();
      event.preventDefault();
    });
    grid.scroller.addEventListener("scroll", () => this.schedule(), { passive: true });
  }

  schedule() {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.draw();
    });
  }

  draw() {
    const { canvas, store } = this;
    const scale = devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!width || !height) return;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
    const pen = canvas.getContext("2d");
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    const count = store.beads.length || 1;
    const one = Math.max(2, height / count);
    const confirmed = colour("--ok");
    const [error, warning, focus] = [colour("--error"), colour("--warn-line"), colour("--focus")];
    store.beads.forEach((bead, n) => {
      const y = (n / count) * height;
      if (bead.confirmed) {
        pen.fillStyle = confirmed;
        pen.globalAlpha = 0.35;
        pen.fillRect(0, y, 3, Math.max(1, height / count));
        pen.globalAlpha = 1;
      }
      if (PROBLEM_GROUPS.some((group) => bead.groups.has(group))) {
        const bad = bead.problems.some((item) => item.severity === "major" || item.severity === "critical");
        pen.fillStyle = bad ? error : warning;
        pen.fillRect(bad ? 4 : 7, y, width - (bad ? 4 : 7) - 1, Math.min(one, 3));
      }
    });
    const heights = this.grid.heights;
    if (!heights) return;
    const { scrollTop, clientHeight } = this.grid.scroller;
    const first = (heights.at(scrollTop) / count) * height;
    const last = ((heights.at(scrollTop + clientHeight) + 1) / count) * height;
    pen.strokeStyle = focus;
    pen.lineWidth = 1.5;
    pen.strokeRect(0.75, first, width - 1.5, Math.max(6, last - first));
  }
}
