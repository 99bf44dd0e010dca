// Tab enters the relationship map once; arrows walk along ties to the one that lies most in that direction, and where
// no tie leads there to the nearest; Home and End go to the first and last. With Shift they move who has the focus.
import { behaviour } from "../behaviour.js";
import { announce } from "./announce.js";
import { keepPlace } from "./network-drag.js";
import { neighborsOf, placeOf, put, round, wordsBetween } from "./network-ties.js";

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 12;
const SOON = 600;
let waiting = 0;

behaviour("network-keys", (map) => {
  const stops = [...map.querySelectorAll("a[href]")];
  let current = stops.find((stop) => stop.hasAttribute("aria-current")) ?? stops[0];
  for (const stop of stops) {
    stop.setAttribute("tabindex", stop === current ? "0" : "-1");
  }
  map.addEventListener("focusin", (event) => {
    const stop = event.target.closest("a[href]");
    if (stop && stop !== current) {
      current?.setAttribute("tabindex", "-1");
      stop.setAttribute("tabindex", "0");
      current = stop;
    }
  });
  map.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    if (!current || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.shiftKey && direction && map.dataset.move && map.dataset.scene) {
      event.preventDefault();
      nudge(map, current, direction);
    } else if (direction || event.key === "Home" || event.key === "End") {
      event.preventDefault();
      walk(map, current, next(map, stops, current, event.key, direction));
    }
  });
});

// Go to a stop, and say by which tie: the name is read with the focus, the tie is not.
function walk(map, from, to) {
  // Safari shows no ring where the last focus came from a click, unless it is told to.
  to?.focus({ focusVisible: true });
  const words = to && wordsBetween(map, from, to);
  announce(words ? `Tie: ${words}.` : "");
}

function next(map, stops, current, key, direction) {
  if (!direction) {
    return key === "Home" ? stops[0] : stops.at(-1);
  }
  const tied = neighborsOf(map, current).filter((stop) => stop.hasAttribute("href"));
  return nearest(tied, current, direction, 1) ?? nearest(stops, current, direction, 3);
}

// The one ahead whose way there is shortest; what is beside the way counts `aside` times.
function nearest(stops, current, [dx, dy], aside) {
  const from = placeOf(current);
  const ranked = stops
    .filter((stop) => stop !== current)
    .map((stop) => [placeOf(stop), stop])
    .map(([{ x, y }, stop]) => [(x - from.x) * dx + (y - from.y) * dy, Math.abs((x - from.x) * dy + (y - from.y) * dx), stop])
    .filter(([ahead, off]) => ahead > 2 && (aside > 1 || ahead >= off));
  return ranked.sort((one, other) => one[0] + aside * one[1] - other[0] - aside * other[1])[0]?.[2];
}

function nudge(map, figure, [dx, dy]) {
  const { x, y } = placeOf(figure);
  put(map, figure, { x: round(Math.max(20, x + dx * STEP)), y: round(Math.max(20, y + dy * STEP)) });
  clearTimeout(waiting);
  waiting = setTimeout(() => keepPlace(map, figure), SOON);
}
