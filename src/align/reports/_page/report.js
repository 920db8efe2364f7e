"use strict";
// Filters and sorts the findings that are on the page already. It writes no markup and asks no host.
(() => {
  const form = document.getElementById("filters");
  const list = document.getElementById("list");
  if (!form || !list) return;
  const cards = Array.from(list.children);
  const shown = document.getElementById("shown");
  const worst = new Map(cards.map((card, index) => [card, index]));
  const texts = new Map();

  const orders = {
    worst: (a, b) => worst.get(a) - worst.get(b),
    text: (a, b) => a.dataset.order - b.dataset.order,
    rule: (a, b) => (a.dataset.rule < b.dataset.rule ? -1 : a.dataset.rule > b.dataset.rule ? 1 : a.dataset.order - b.dataset.order),
  };

  const text = (card) => {
    if (!texts.has(card)) texts.set(card, card.textContent.toLowerCase());
    return texts.get(card);
  };
  const value = (name) => (form.elements[name] ? form.elements[name].value : "");

  const filter = () => {
    const words = value("words").trim().toLowerCase();
    let count = 0;
    for (const card of cards) {
      const fits =
        ["severity", "rule", "name"].every((key) => !value(key) || card.dataset[key] === value(key)) &&
        (!words || text(card).includes(words));
      card.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = count === cards.length ? `All ${count} shown` : `${count} of ${cards.length} shown`;
  };
  const sort = () => list.append(...[...cards].sort(orders[value("sort")]));

  // A link to a finding that the filter hides must still lead there.
  const reveal = () => {
    const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!card || !worst.has(card)) return;
    if (card.hidden) {
      form.reset();
      filter();
      sort();
    }
    card.open = true;
    card.scrollIntoView();
  };

  form.addEventListener("input", (event) => (event.target.name === "sort" ? sort() : filter()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); sort(); }));
  addEventListener("hashchange", reveal);
  form.hidden = false;
  filter();
  sort();
  if (location.hash) reveal();
})();
