// Tab enters a map once, at the first name; arrows go to the nearest name in that direction, Home and End to the first and last.
import { behaviour } from "../behaviour.js";

const LANES_IN_A_COLUMN = 132 / 24;
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

behaviour("map-roving", (map) => {
  const stops = [...map.querySelectorAll("a")];
  let current = stops.find((stop) => stop.hasAttribute("aria-current")) ?? stops.find((stop) => stop.matches(".map-chip")) ?? stops[0];
  for (const stop of stops) {
    stop.setAttribute("tabindex", stop === current ? "0" : "-1");
  }
  map.addEventListener("focusin", (event) => {
    const stop = event.target.closest("a");
    if (stop && stop !== current) {
      current?.setAttribute("tabindex", "-1");
      stop.setAttribute("tabindex", "0");
      current = stop;
    }
  });
  map.addEventListener("pointerover", (event) => explain(event.target.closest(".map-chip, .node")));
  map.addEventListener("keydown", (event) => {
    const next = goal(event, stops, current);
    if (next && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      // Safari shows no ring where the last focus came from a click, unless it is told to.
      next.focus({ focusVisible: true });
    }
  });
});

// The tooltip: the full name and place, which the page says once only, in the label.
function explain(chip) {
  if (chip && !chip.querySelector("title")) {
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = chip.getAttribute("aria-label");
    chip.prepend(title);
  }
}

function goal(event, stops, current) {
  if (event.key === "Home") {
    return stops[0];
  }
  if (event.key === "End") {
    return stops.at(-1);
  }
  const direction = DIRECTIONS[event.key];
  return direction && current ? nearest(stops, current, direction) : null;
}

function nearest(stops, current, [dx, dy]) {
  const from = middle(current);
  let best = null;
  let least = Infinity;
  for (const stop of stops) {
    const to = middle(stop);
    const ahead = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    // Straight on counts more than near: what is beside the way is three times as far.
    const distance = ahead + 3 * aside;
    if (stop !== current && ahead > 2 && distance < least) {
      best = stop;
      least = distance;
    }
  }
  return best;
}

// The left end of the name: names of one column then stand exactly under each other. A lane down counts as much as a
// column across.
function middle(stop) {
  const across = Number(stop.closest("svg").dataset.across ?? LANES_IN_A_COLUMN);
  const box = (stop.querySelector("text") ?? stop).getBoundingClientRect();
  return { x: box.left, y: (box.top + box.height / 2) * across };
}
