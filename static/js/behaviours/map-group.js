// Several partners at once: Control, Command or Shift and a click, or X, pick a name; boxes do it in the table.
import { behaviour } from "../behaviour.js";
import { announce } from "./announce.js";
import { keyOf } from "./map-selection.js";
import { singleKey } from "./shortcuts.js";

behaviour("map-group", (form) => {
  const region = form.closest("#map-region");
  const onMap = form.querySelector("[data-picked]");
  const picked = new Set(onMap ? onMap.value.split(",").filter(Boolean) : keysOfBoxes(form));
  const pick = (chip) => {
    const key = keyOf(chip);
    const isNew = !picked.delete(key);
    if (isNew) {
      picked.add(key);
    }
    chip.classList.toggle("map-chip--picked", isNew);
    onMap.value = [...picked].join(",");
    show(form, picked);
    const label = chip.getAttribute("aria-label");
    chip.setAttribute("aria-label", isNew ? `${label}. Picked` : label.replace(/\. Picked$/, ""));
    const name = label.split(". ")[0];
    announce(`${name} ${isNew ? "picked" : "no longer picked"}, ${picked.size} in all.`);
  };
  region.addEventListener(
    "click",
    (event) => {
      const chip = event.target.closest(".map-chip[data-at]");
      if (chip && onMap && (event.ctrlKey || event.metaKey || event.shiftKey)) {
        event.preventDefault();
        event.stopPropagation();
        pick(chip);
      }
    },
    { capture: true },
  );
  region.addEventListener("keydown", (event) => {
    const chip = event.target.closest(".map-chip[data-at]");
    if (chip && onMap && singleKey(event) === "x") {
      event.preventDefault();
      pick(chip);
    } else if (singleKey(event) === "x") {
      event.target.closest("tr[data-at]")?.querySelector("input[name='picked']")?.click();
    }
  });
  region.addEventListener("change", (event) => {
    if (event.target.matches("input[name='picked']")) {
      picked.clear();
      keysOfBoxes(form).forEach((key) => picked.add(key));
      show(form, picked);
    }
  });
});

function keysOfBoxes(form) {
  return [...form.elements].filter((box) => box.name === "picked" && box.checked).map((box) => box.value);
}

// The count in the bar, and the address that restores who is picked.
function show(form, picked) {
  form.querySelector("[data-count]").textContent = `${picked.size} picked`;
  const asked = new URLSearchParams(location.search);
  asked.delete("picked");
  if (picked.size) {
    asked.set("picked", [...picked].join(","));
  }
  const query = asked.toString();
  history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : ""));
}
