// Dragging somebody on the relationship map, their ties with them; Escape puts them back, letting go keeps the place.
import { behaviour } from "../behaviour.js";
import { announce } from "./announce.js";
import { placeOf, put, round } from "./network-ties.js";

const FAR_ENOUGH = 5;

export function keepPlace(map, figure) {
  const { x, y } = placeOf(figure);
  const values = { scene: map.dataset.scene, key: figure.id.replace("node-", ""), x, y };
  return window.htmx.ajax("POST", map.dataset.move + location.search, { source: map, swap: "none", values });
}

behaviour("network-drag", (map) => {
  let drag = null;
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("pointerdown", (event) => {
    const figure = event.target.closest("a[id^='node-']");
    // A finger scrolls the map; who has no mouse moves people with the arrows in the panel.
    if (figure && event.button === 0 && event.pointerType !== "touch" && map.dataset.scene) {
      event.stopPropagation();
      drag = { figure, x: event.clientX, y: event.clientY, from: placeOf(figure), isMoving: false };
    }
  });
  map.addEventListener("pointermove", (event) => drag && follow(map, drag, event));
  map.addEventListener("pointerup", () => {
    if (drag?.isMoving) {
      map.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => map.removeEventListener("click", swallow, { capture: true }));
      keepPlace(map, drag.figure);
    }
    drag = null;
  });
  const stop = () => {
    if (drag?.isMoving) {
      put(map, drag.figure, drag.from);
    }
    drag = null;
  };
  map.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
  map.addEventListener("htmx:responseError", () => announce("The place was not kept. Reload the page.", { assertive: true }));
});

function follow(map, drag, event) {
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!drag.isMoving && Math.hypot(dx, dy) < FAR_ENOUGH) {
    return;
  }
  if (!drag.isMoving) {
    map.setPointerCapture(event.pointerId);
    drag.isMoving = true;
  }
  const scale = map.getScreenCTM().a;
  const to = { x: Math.max(20, drag.from.x + dx / scale), y: Math.max(20, drag.from.y + dy / scale) };
  put(map, drag.figure, { x: round(to.x), y: round(to.y) });
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
