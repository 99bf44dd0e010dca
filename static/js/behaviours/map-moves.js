// Sends a move and stays with the partner: the focus lands where they stand afterwards.
import { addressWith, keyOf, showInAddress } from "./map-selection.js";

export function moveTo(region, subject, values) {
  const key = keyOf(subject);
  subject.setAttribute("aria-busy", "true");
  const address = region.dataset.moves.replace("/0/", `/${key}/`) + addressWith(key, region.dataset.map);
  const sent = { ...values, seen: subject.dataset.at };
  return window.htmx
    .ajax("POST", address, { target: "#map-region", swap: "outerHTML", values: sent })
    .finally(() => subject.removeAttribute("aria-busy"));
}

export function landOnMoved(region) {
  const key = region.dataset.moved;
  if (!key) {
    return;
  }
  if (region.querySelector("#map-panel")) {
    showInAddress(key);
  }
  if (region.querySelector("[data-focus-after-swap]")) {
    return;
  }
  const places = region.querySelectorAll(`#chip-${key}, #row-${key} [data-lands]`);
  [...places].find((place) => place.getClientRects().length)?.focus();
}
