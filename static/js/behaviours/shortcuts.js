// Single keys: / searches, ? lists the keys, G and a letter goes to a section. They act outside fields only and can be
// turned off in the list (WCAG 2.1.4); the choice is kept in this browser. After G the next key counts, however long
// it takes (WCAG 2.2.1), unless a click comes first.
import { behaviour } from "../behaviour.js";

const KEPT_AS = "coalition-single-keys";
let isGoing = false;

function areOn() {
  return localStorage.getItem(KEPT_AS) !== "off";
}

// Keys mean something to a field of their own, but nothing to a box that is ticked by Space. (Focus rests on that of the
// list of keys for a moment after the list was closed.)
export function isTyping(element) {
  return element.isContentEditable || element.matches("input:not([type='checkbox']), select, textarea");
}

// The single key that was pressed, or "" where it is none: in a field, with a modifier, after G, or turned off.
export function singleKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !areOn() || isGoing) {
    return "";
  }
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

function search() {
  const field = document.querySelector("main input[type='search']");
  field?.focus();
  field?.select();
}

function go(letter) {
  document.querySelector(`[data-go-key="${CSS.escape(letter)}"]`)?.click();
}

function onKey(event, dialog) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !areOn() || dialog.open) {
    return;
  }
  const key = event.key.toLowerCase();
  if (isGoing) {
    isGoing = false;
    go(key);
  } else if (key === "g") {
    isGoing = true;
  } else if (key === "/") {
    event.preventDefault();
    search();
  } else if (key === "?") {
    event.preventDefault();
    dialog.showModal();
  }
}

behaviour("shortcuts", () => {
  const dialog = document.getElementById("keyboard");
  const toggle = dialog.querySelector("[data-single-keys]");
  toggle.checked = areOn();
  toggle.addEventListener("change", () => localStorage.setItem(KEPT_AS, toggle.checked ? "on" : "off"));
  for (const opener of document.querySelectorAll("[data-opens-keyboard]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
  // On the document: while nothing has the focus, keys do not pass through the body.
  document.addEventListener("keydown", (event) => onKey(event, dialog));
  document.addEventListener("pointerdown", () => {
    isGoing = false;
  });
});
