// A figure of the relationship map opens in place: the picture is drawn around it and the focus stays with it. Escape
// shows everyone again. Among very many the link is followed as it is, which is quicker. Under a pointer it says its name.
import { behaviour } from "../behaviour.js";

behaviour("network-open", (map) => {
  map.addEventListener("pointerover", (event) => explain(event.target.closest("a[aria-label]")));
  if (map.classList.contains("network-map--many")) {
    return;
  }
  map.addEventListener("click", (event) => {
    const figure = event.target.closest("a.node");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (figure && isPlain && !event.defaultPrevented) {
      event.preventDefault();
      open(figure.getAttribute("href"));
    }
  });
  map.addEventListener("keydown", (event) => {
    const everyone = document.querySelector("[data-everyone]");
    if (event.key === "Escape" && everyone) {
      open(everyone.getAttribute("href"));
    }
  });
});

async function open(query) {
  const address = location.pathname + query;
  await window.htmx.ajax("GET", address, { target: "#map-region", swap: "outerHTML" });
  // The place left is marked as htmx marks its own, so that the back button fetches it again.
  history.replaceState({ htmx: true }, "");
  history.pushState({ htmx: true }, "", address);
}

function explain(figure) {
  if (figure && !figure.querySelector("title")) {
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = figure.getAttribute("aria-label");
    figure.prepend(title);
  }
}
