// Which partner of a map is selected: the mark on the map, the panel beside it, the address that restores it.
import { announce } from "./announce.js";

export function keyOf(element) {
  return element.id.replace(/^\D+/, "");
}

// The query string of the page with one more thing asked for, or without it; `map` where another address must know it.
export function addressWith(partner, map) {
  const asked = new URLSearchParams(location.search);
  if (map) {
    asked.set("map", map);
  }
  if (partner) {
    asked.set("partner", partner);
  } else {
    asked.delete("partner");
  }
  const query = asked.toString();
  return query ? `?${query}` : "";
}

export function showInAddress(partner) {
  history.replaceState(history.state, "", location.pathname + addressWith(partner));
}

// `isQuiet` where something else is about to be said.
export function select(region, chip, isQuiet = false) {
  mark(region, chip);
  const key = keyOf(chip);
  showInAddress(key);
  const address = region.dataset.panel.replace("/0/", `/${key}/`) + addressWith(key, region.dataset.map);
  return window.htmx.ajax("GET", address, { target: "#map-panel", swap: "outerHTML" }).then(() => {
    const name = document.querySelector("#map-panel h2")?.textContent.trim();
    announce(name && !isQuiet ? `${name}: panel open. Tab goes there, Escape closes it.` : "");
  });
}

export function isShown(region, chip) {
  return region.querySelector("#map-panel").dataset.partnership === keyOf(chip);
}

export function closePanel(region) {
  const panel = region.querySelector("#map-panel");
  const chip = region.querySelector(".map-chip--selected");
  const empty = region.querySelector("template[data-empty-panel]").content.cloneNode(true);
  panel.replaceWith(empty);
  mark(region, null);
  showInAddress("");
  if (chip && !region.querySelector("svg").contains(document.activeElement)) {
    chip.focus();
  }
}

// The links of the filters were written before the partner was selected: they take the selection along.
export function keepSelection(event, region) {
  const chip = region.querySelector(".map-chip--selected");
  const { detail } = event;
  // Closing the menu first gives the focus back to its button, where it is after the swap too.
  event.target.closest("[popover]")?.hidePopover();
  if (chip && detail.verb === "get" && detail.boosted && !/[?&]partner=/.test(detail.path)) {
    detail.path += `${detail.path.includes("?") ? "&" : "?"}partner=${keyOf(chip)}`;
  }
}

function mark(region, chip) {
  for (const old of region.querySelectorAll(".map-chip--selected")) {
    old.classList.remove("map-chip--selected");
    old.removeAttribute("aria-current");
  }
  chip?.classList.add("map-chip--selected");
  chip?.setAttribute("aria-current", "true");
}
