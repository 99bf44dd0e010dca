// A map of hundreds is looked at closely: larger and smaller by button or Control and wheel, moved by dragging the paper.
import { behaviour } from "../behaviour.js";

const FACTOR = 1.4;
const LARGEST = 6;

function zoom(frame, wanted) {
  const map = frame.querySelector("svg");
  const middle = (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth;
  const height = (frame.scrollTop + frame.clientHeight / 2) / frame.scrollHeight;
  const factor = Math.min(LARGEST, Math.max(1, wanted));
  frame.dataset.factor = factor;
  map.style.inlineSize = `${factor * 100}%`;
  map.style.maxInlineSize = "none";
  frame.scrollLeft = middle * frame.scrollWidth - frame.clientWidth / 2;
  frame.scrollTop = height * frame.scrollHeight - frame.clientHeight / 2;
}

behaviour("network-zoom", (bar) => {
  const frame = document.getElementById(bar.dataset.frame);
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const step = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (step !== undefined) {
      zoom(frame, step === "0" ? 1 : Number(frame.dataset.factor ?? 1) * FACTOR ** Number(step));
    }
  });
  frame.addEventListener("wheel", (event) => {
    if (event.ctrlKey) {
      event.preventDefault();
      zoom(frame, Number(frame.dataset.factor ?? 1) * FACTOR ** Math.sign(-event.deltaY));
    }
  }, { passive: false });
});

behaviour("network-pan", (frame) => {
  let pan = null;
  frame.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType === "mouse" && !event.target.closest("a")) {
      pan = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
      frame.setPointerCapture(event.pointerId);
    }
  });
  frame.addEventListener("pointermove", (event) => pan && frame.scrollTo(pan.x - event.clientX, pan.y - event.clientY));
  for (const end of ["pointerup", "pointercancel"]) {
    frame.addEventListener(end, () => {
      pan = null;
    });
  }
});
