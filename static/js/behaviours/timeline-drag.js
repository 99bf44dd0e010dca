// Moving an activity along the timeline: by dragging its bar, a day at a time, or with Shift and an arrow, a week.
import { behaviour } from "../behaviour.js";

const FAR_ENOUGH = 4;
const WEEKS = { ArrowLeft: -7, ArrowRight: 7 };

behaviour("timeline-drag", (svg) => {
  let drag = null;
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    const part = event.target.closest("[data-move] .timeline__moving");
    if (part && event.button === 0 && event.isPrimary) {
      drag = { row: part.closest("[data-move]"), part, x: event.clientX, days: 0, isMoving: false };
    }
  });
  svg.addEventListener("pointermove", (event) => drag && follow(svg, drag, event));
  svg.addEventListener("pointerup", () => {
    if (drag?.isMoving) {
      svg.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => svg.removeEventListener("click", swallow, { capture: true }));
      finish(drag);
    }
    drag = null;
  });
  const stop = () => {
    drag = drag && putBack(drag);
  };
  svg.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
  svg.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-move]");
    if (row && event.shiftKey && WEEKS[event.key] && !row.hasAttribute("aria-busy")) {
      event.preventDefault();
      send(row, WEEKS[event.key]);
    }
  });
});

function follow(svg, drag, event) {
  const dx = event.clientX - drag.x;
  if (!drag.isMoving && Math.abs(dx) < FAR_ENOUGH) {
    return;
  }
  if (!drag.isMoving) {
    drag.isMoving = true;
    svg.setPointerCapture(event.pointerId);
    drag.row.classList.add("timeline__row--moving");
  }
  const perDay = Number(svg.dataset.pixelsADay);
  drag.days = Math.round(dx / svg.getScreenCTM().a / perDay);
  drag.part.setAttribute("transform", `translate(${drag.days * perDay} 0)`);
}

function finish(drag) {
  if (drag.days) {
    send(drag.row, drag.days).finally(() => drag.part.isConnected && putBack(drag));
  } else {
    putBack(drag);
  }
}

function putBack(drag) {
  drag.part.removeAttribute("transform");
  drag.row.classList.remove("timeline__row--moving");
  return null;
}

function send(row, by) {
  row.setAttribute("aria-busy", "true");
  const values = { by, version: row.dataset.version };
  const sent = window.htmx.ajax("POST", row.dataset.move, { target: "#plan-region", swap: "outerHTML", values });
  return sent.finally(() => row.removeAttribute("aria-busy"));
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
