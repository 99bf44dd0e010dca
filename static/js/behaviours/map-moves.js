// Sends a move and stays with the partner: the focus lands where they stand afterwards, and Control Z takes it back.
import { addressWith, keyOf, showInAddress } from "./map-selection.js";

let wayBack = "";

export function moveTo(region, subject, values) {
  const key = keyOf(subject);
  subject.setAttribute("aria-busy", "true");
  const address = region.dataset.moves.replace("/0/", `/${key}/`) + addressWith(key, region.dataset.map);
  return send(address, { ...values, seen: subject.dataset.at }).finally(() => subject.removeAttribute("aria-busy"));
}

export function keepWayBack(region) {
  wayBack = region.dataset.undo || wayBack;
}

export function landOnMoved(region) {
  const key = region.dataset.moved;
  keepWayBack(region);
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

function send(address, values) {
  return window.htmx.ajax("POST", address, { target: "#map-region", swap: "outerHTML", values });
}

document.addEventListener("keydown", (event) => {
  const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (isUndo && wayBack && !isTyping && document.getElementById("map-region")) {
    event.preventDefault();
    const address = wayBack;
    wayBack = "";
    send(address, {});
    for (const form of document.querySelectorAll("#toasts form")) {
      if (form.getAttribute("action") === address) {
        form.closest(".toast").remove();
      }
    }
  }
});
