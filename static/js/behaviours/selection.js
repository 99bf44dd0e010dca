// The ticked rows of a list: how many there are, all of the page at once, none of them again. B leads from among them
// to what can be done with them, which stands after the last row.
import { announce } from "./announce.js";
import { behaviour } from "../behaviour.js";
import { singleKey } from "./shortcuts.js";

behaviour("selection", (list) => {
  const head = list.querySelector("[data-select-page]");
  const counter = list.querySelector("[data-selection-count]");
  const everyone = list.querySelector("[data-select-all]");
  if (!head || !counter) {
    return;
  }
  const rows = () => [...list.querySelectorAll("tbody input[name='pick']")];

  function show() {
    const ticked = rows().filter((row) => row.checked).length;
    head.checked = ticked > 0 && ticked === rows().length;
    head.indeterminate = ticked > 0 && !head.checked;
    counter.textContent = everyone?.checked ? "Everyone" : `${ticked} selected`;
  }

  head.hidden = false;
  head.addEventListener("change", () => {
    for (const row of rows()) {
      row.checked = head.checked;
    }
  });
  list.addEventListener("change", () => {
    show();
    announce(counter.textContent);
  });
  list.addEventListener("keydown", (event) => {
    if (singleKey(event) === "b") {
      list.querySelector(".bulk-bar button")?.focus();
    }
  });
  // The boxes stand in a form of their own; it tells them after its reset.
  list.querySelector("#selection").addEventListener("reset", () => {
    setTimeout(() => {
      show();
      (rows()[0] ?? head).focus();
    });
  });
  show();
});
