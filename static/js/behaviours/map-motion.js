// A moved name slides from where it stood, and a ring marks that place for two seconds; not where no motion is wanted.
const SLIDE = 200;
const RING = 2000;
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
let stood = new Map();

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  stood = new Map();
  if (detail.target?.id === "map-region" && !isCalm.matches) {
    for (const chip of detail.target.querySelectorAll(".map-chip[id]")) {
      stood.set(chip.id, place(chip));
    }
  }
});

document.addEventListener("htmx:afterSettle", () => {
  const region = document.getElementById("map-region");
  const chip = region?.dataset.moved && document.getElementById(`chip-${region.dataset.moved}`);
  const from = chip && stood.get(chip.id);
  stood = new Map();
  const to = from && place(chip);
  if (to && (from.x !== to.x || from.y !== to.y)) {
    const slide = [from, to].map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` }));
    chip.animate(slide, { duration: SLIDE, easing: "cubic-bezier(.2,0,.1,1)" });
    leaveRing(chip, from);
  }
});

function place(chip) {
  const { e, f } = chip.transform.baseVal.consolidate().matrix;
  return { x: e, y: f };
}

function leaveRing(chip, { x, y }) {
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const [name, value] of Object.entries({ class: "map-chip__left", cx: x + 8, cy: y, r: 10 })) {
    ring.setAttribute(name, value);
  }
  chip.before(ring);
  const fading = ring.animate([{ opacity: 1 }, { opacity: 0 }], { duration: RING });
  fading.finished.then(() => ring.remove(), () => ring.remove());
}
