// The menu that moves a partner: it opens under what asked for it, arrows and keys choose, closing gives the focus back.
import { behaviour } from "../behaviour.js";

let opener = null;
let expected = "move-here";

// Show the menu of the panel, now or, where the panel is still to come, when it is there.
export function openPanelMenu(element, isComing) {
  opener = element;
  if (isComing) {
    expected = "move-menu";
  } else {
    document.getElementById("move-menu")?.showPopover();
  }
}

// Fetch the menu at `address` and show it after `element`; resolves when it is there.
export function openMenu(element, address) {
  opener = element;
  expected = "move-here";
  const place = document.getElementById("move-place");
  if (element instanceof HTMLElement) {
    element.insertAdjacentElement("afterend", place);
  }
  return window.htmx.ajax("GET", address, { target: place, swap: "innerHTML" });
}

behaviour("move-menu", (menu) => {
  menu.addEventListener("keydown", (event) => onKey(event, menu));
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "open") {
      landIn(menu);
    } else if (opener?.isConnected && (menu.contains(document.activeElement) || document.activeElement === document.body)) {
      opener.focus();
    }
  });
  if (menu.id === expected) {
    expected = "move-here";
    menu.showPopover(opener instanceof HTMLElement ? { source: opener } : undefined);
  }
});

function landIn(menu) {
  const wanted = menu.querySelector("[data-first]") ?? menu.querySelector("[aria-checked='true']");
  (wanted ?? menu.querySelector("[role='menuitemradio']"))?.focus();
}

function onKey(event, menu) {
  if (event.target.matches("input")) {
    return;
  }
  const items = [...menu.querySelectorAll("[role='menuitemradio']")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const keyed = menu.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (step) {
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    items[(at + step + items.length) % items.length]?.focus();
  } else if (event.key === "Home" || event.key === "End") {
    event.preventDefault();
    items.at(event.key === "Home" ? 0 : -1)?.focus();
  } else if (keyed && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    keyed.click();
  }
}
