// Behaviours are attached to elements marked data-behaviour="name other-name": on load, and in whatever htmx swaps in.
const attachers = new Map();
const attached = new WeakMap();

export function behaviour(name, attach) {
  attachers.set(name, attach);
}

export function start() {
  attachWithin(document.body);
  document.addEventListener("htmx:load", (event) => attachWithin(event.detail.elt));
}

function attachWithin(root) {
  const marked = [...root.querySelectorAll("[data-behaviour]")];
  if (root.matches("[data-behaviour]")) {
    marked.unshift(root);
  }
  for (const element of marked) {
    for (const name of element.dataset.behaviour.split(/\s+/)) {
      attachOnce(element, name);
    }
  }
}

function attachOnce(element, name) {
  const names = attached.get(element) ?? new Set();
  if (names.has(name) || !attachers.has(name)) {
    return;
  }
  attached.set(element, names.add(name));
  attachers.get(name)(element);
}
