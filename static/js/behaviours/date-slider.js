// Two dates on a line, moved by keys or by dragging; they fill the two fields, and what they show is asked for when they rest.
import { behaviour } from "../behaviour.js";

const [LEFT, RIGHT] = [8, 1114];
const [DAY, REST] = [86_400_000, 600];
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
const inWords = (options) => new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
const SPOKEN = inWords({ weekday: "short", month: "short", day: "numeric", year: "numeric" });
const SHORT = inWords({ month: "short", day: "numeric" });

behaviour("date-slider", (svg) => {
  const line = {
    svg,
    begin: Date.parse(svg.dataset.begin),
    days: (Date.parse(svg.dataset.end) - Date.parse(svg.dataset.begin)) / DAY,
    range: svg.querySelector(".date-slider__range"),
    marks: svg.querySelectorAll("[class^=rating-]"),
    handles: [...svg.querySelectorAll("[data-fills]")],
  };
  for (const handle of line.handles) {
    handle.setAttribute("role", "slider");
    handle.setAttribute("tabindex", "0");
    handle.setAttribute("aria-label", handle.dataset.name);
    place(line, handle, dayOf(line, fieldOf(handle).value));
    handle.addEventListener("keydown", (event) => onKey(line, handle, event));
    handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
    handle.addEventListener("pointermove", (event) => drag(line, handle, event));
  }
  // Where the line is wider than the page, the newest dates come first.
  svg.parentElement.scrollLeft = svg.parentElement.scrollWidth;
});

function onKey(line, handle, event) {
  const now = dayOf(line, fieldOf(handle).value);
  const end = { Home: 0, End: line.days }[event.key];
  if (event.key in STEPS || end !== undefined) {
    event.preventDefault();
    slide(line, handle, end ?? now + STEPS[event.key]);
  }
}

function drag(line, handle, event) {
  if (handle.hasPointerCapture(event.pointerId)) {
    const { x } = new DOMPoint(event.clientX, 0).matrixTransform(line.svg.getScreenCTM().inverse());
    slide(line, handle, Math.round(((x - LEFT) / (RIGHT - LEFT)) * line.days));
  }
}

// No date passes the other, or leaves the line.
function slide(line, handle, day) {
  const [least, most] = limits(line, handle);
  place(line, handle, Math.min(Math.max(day, least), most));
  fieldOf(handle).value = new Date(line.begin + Number(handle.getAttribute("aria-valuenow")) * DAY).toISOString().slice(0, 10);
  clearTimeout(line.waiting);
  line.waiting = setTimeout(() => line.svg.dispatchEvent(new CustomEvent("rest")), REST);
}

function limits(line, handle) {
  const [first, second] = line.handles.map((one) => dayOf(line, fieldOf(one).value));
  return handle === line.handles[0] ? [0, second] : [first, line.days];
}

function place(line, handle, day) {
  const x = LEFT + (day / Math.max(line.days, 1)) * (RIGHT - LEFT);
  const date = new Date(line.begin + day * DAY);
  const values = { valuemin: 0, valuemax: line.days, valuenow: day, valuetext: `${handle.dataset.word} ${SPOKEN.format(date)}` };
  Object.entries(values).forEach(([name, value]) => handle.setAttribute(`aria-${name}`, value));
  handle.setAttribute("transform", `translate(${x} 0)`);
  line.range.setAttribute(handle === line.handles[0] ? "x1" : "x2", x);
  handle.querySelector("text").textContent = SHORT.format(date);
  const [first, second] = ["x1", "x2"].map((name) => Number(line.range.getAttribute(name)));
  for (const mark of line.marks) {
    const at = Number.parseFloat(mark.getAttribute("d").slice(1));
    mark.classList.toggle(`${mark.classList[0]}--in-range`, first - 1 < at && at < second + 1);
  }
}

const dayOf = (line, value) => Math.round((Date.parse(value) - line.begin) / DAY);
const fieldOf = (handle) => document.getElementById(`date-${handle.dataset.fills}`);
