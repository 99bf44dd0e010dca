// What a drop does: a new sway is written at once; a new level first asks "What changed?" in one line that may be skipped.
import { moveTo } from "./map-moves.js";
import { addressWith, keyOf } from "./map-selection.js";

export function dropAt(cell, chip, event, putBack) {
  const region = chip.closest("#map-region");
  const [score, sway] = cell.at.split(",");
  if (chip.dataset.at.split(",")[0] === score) {
    moveTo(region, chip, { sway }).finally(() => chip.isConnected && putBack());
  } else {
    const level = region.dataset.levels.trim().split(" ")[Number(score) + 2];
    askWhatChanged(region, keyOf(chip), { level, sway }, event, putBack);
  }
}

async function askWhatChanged(region, key, { level, sway }, { clientX, clientY }, putBack) {
  const address = `${region.dataset.moves.replace("/0/", `/${key}/`)}new/`;
  const query = new URLSearchParams(addressWith(key, region.dataset.map));
  query.set("to_level", level);
  query.set("to_sway", sway);
  const place = document.getElementById("move-place");
  place.replaceChildren();
  await window.htmx.ajax("GET", `${address}?${query}`, { target: place, swap: "innerHTML" });
  const menu = place.querySelector("[popover]");
  if (!menu) {
    putBack();
    return;
  }
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "open") {
      placeAt(menu, clientX, clientY);
    } else if (!menu.querySelector("form").dataset.sending) {
      putBack();
    }
  });
  menu.addEventListener("htmx:responseError", putBack);
}

function placeAt(menu, x, y) {
  menu.style.positionArea = "none";
  menu.style.position = "fixed";
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y + 14, innerHeight - height - 8))}px`;
}
