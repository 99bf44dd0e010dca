// Dragging a name on the influence map or the spectrum: it snaps to a cell or a wedge, Escape puts it back.
import { behaviour } from "../behaviour.js";
import { cellUnder, light } from "./map-cells.js";
import { dropAt } from "./map-drop.js";

const FAR_ENOUGH = 5;

behaviour("map-drag", (map) => {
  let drag = null;
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("pointerdown", (event) => {
    const chip = event.target.closest(".map-chip[data-at]");
    if (chip && event.button === 0 && event.isPrimary) {
      drag = { chip, x: event.clientX, y: event.clientY, ghost: null, cell: null };
    }
  });
  // A finger on a name drags it instead of the page; touch-action does not reach the drawings of a link.
  map.addEventListener("touchmove", (event) => drag && event.preventDefault(), { passive: false });
  map.addEventListener("pointermove", (event) => drag && follow(map, drag, event));
  const endWith = (finish) => (event) => {
    if (drag?.ghost) {
      finish(event);
    }
    drag = null;
  };
  const stop = endWith(() => putBack(drag));
  map.addEventListener("pointerup", endWith((event) => drop(map, drag, event)));
  map.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
});

function follow(map, drag, event) {
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!drag.ghost && Math.hypot(dx, dy) < FAR_ENOUGH) {
    return;
  }
  if (!drag.ghost) {
    map.setPointerCapture(event.pointerId);
    drag.stood = drag.chip.getAttribute("transform");
    drag.ghost = drag.chip.cloneNode(true);
    drag.ghost.removeAttribute("id");
    drag.ghost.classList.add("map-chip--ghost");
    drag.chip.replaceWith(drag.ghost);
    drag.ghost.parentNode.append(drag.chip);
    drag.chip.classList.add("map-chip--dragged");
  }
  const scale = map.getScreenCTM().a;
  drag.chip.setAttribute("transform", `translate(${dx / scale} ${dy / scale}) ${drag.stood}`);
  drag.cell = cellUnder(map, event, drag.chip);
  light(map, drag.cell);
}

function putBack(drag) {
  light(drag.chip.ownerSVGElement);
  drag.ghost.replaceWith(drag.chip);
  drag.chip.classList.remove("map-chip--dragged");
  drag.chip.setAttribute("transform", drag.stood);
  drag.chip.focus({ preventScroll: true });
}

function drop(map, drag, event) {
  map.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => map.removeEventListener("click", swallow, { capture: true }));
  const { chip, cell } = drag;
  light(map);
  if (!cell || cell.at === chip.dataset.at) {
    putBack(drag);
  } else {
    dropAt(cell, chip, event, () => putBack(drag));
  }
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
