// A map of partners: a name opens its panel, single keys move the partner that has the focus, links keep who is selected.
import { behaviour } from "../behaviour.js";
import { announce } from "./announce.js";
import { closePanel, isShown, keepSelection, select } from "./map-selection.js";
import { landOnMoved, moveTo } from "./map-moves.js";
import { openMenu, openPanelMenu } from "./move-menu.js";
import { singleKey } from "./shortcuts.js";

behaviour("map-region", (region) => {
  region.addEventListener("click", (event) => onClick(event, region));
  region.addEventListener("keydown", (event) => onKey(event, region));
  region.addEventListener("htmx:configRequest", (event) => keepSelection(event, region));
  landOnMoved(region);
});

function onClick(event, region) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const chip = event.target.closest(".map-chip");
  const opener = event.target.closest("[data-opens-menu]");
  if (chip) {
    event.preventDefault();
    select(region, chip);
  } else if (opener) {
    event.preventDefault();
    openMenu(opener, opener.href);
  } else if (event.target.closest("[data-close-panel]")) {
    event.preventDefault();
    closePanel(region);
  }
}

function onKey(event, region) {
  if (event.target.closest("[popover]")) {
    return;
  }
  const key = singleKey(event);
  const subject = event.target.closest(".map-chip, tr[data-at]");
  if (key === "Escape" && region.querySelector(".map-panel--open")) {
    closePanel(region);
  } else if (key === "t") {
    region.querySelector("#filter-targets")?.click();
  } else if (key === "v") {
    document.querySelector("[data-other-view]")?.click();
  } else if (subject?.dataset.at !== undefined && act(key, subject, region)) {
    event.preventDefault();
  }
}

function act(key, subject, region) {
  const [, sway] = subject.dataset.at.split(",").map(Number);
  if (/^[1-6]$/.test(key)) {
    const level = region.dataset.levels.trim().split(" ")[key - 1];
    moveTo(region, subject, { level });
  } else if (key === "[" || key === "]") {
    const wanted = sway ? sway + (key === "]" ? 1 : -1) : 3;
    if (wanted >= 1 && wanted <= 5) {
      moveTo(region, subject, { sway: wanted });
    } else {
      announce(`Sway ${sway} is the ${sway === 5 ? "highest" : "lowest"}.`);
    }
  } else if (key === "m" && subject.matches(".map-chip")) {
    openPanelMenu(subject, !isShown(region, subject));
    if (!isShown(region, subject)) {
      select(region, subject, true);
    }
  } else if (key === "m") {
    subject.querySelector("[data-lands]")?.click();
  } else {
    return false;
  }
  return true;
}
