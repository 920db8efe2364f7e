// Heights of rows with fast sums: the place of any row, and the row at any place, in logarithmic time.

export class Heights {
  constructor(heights) {
    this.heights = Float64Array.from(heights);
    this.tree = new Float64Array(this.heights.length + 1);
    for (let n = 1; n < this.tree.length; n += 1) {
      this.tree[n] += this.heights[n - 1];
      const parent = n + (n & -n);
      if (parent < this.tree.length) this.tree[parent] += this.tree[n];
    }
    this.top = 1;
    while (this.top * 2 <= this.heights.length) this.top *= 2;
  }

  set(row, height) {
    const by = height - this.heights[row];
    if (!by) return 0;
    this.heights[row] = height;
    for (let n = row + 1; n < this.tree.length; n += n & -n) this.tree[n] += by;
    return by;
  }

  // Where a row begins: the heights of all rows before it.
  start(row) {
    let sum = 0;
    for (let n = row; n > 0; n -= n & -n) sum += this.tree[n];
    return sum;
  }

  get total() {
    return this.start(this.heights.length);
  }

  // The row at a place; the last one beyond the end. Rows of no height are never given.
  at(place) {
    let row = 0;
    let left = Math.max(0, place);
    for (let step = this.top; step > 0; step >>= 1) {
      if (row + step < this.tree.length && this.tree[row + step] <= left) {
        row += step;
        left -= this.tree[row];
      }
    }
    return Math.min(row, this.heights.length - 1);
  }
}
