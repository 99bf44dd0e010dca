// Short messages at the bottom left: six seconds, with Undo; errors stay until closed. The server asks for one with
// HX-Trigger: {"toast": {"message": "…", "undo": "/address/", "undoTarget": "#what-undo-swaps"}}.
import { announce } from "./announce.js";
import { behaviour } from "../behaviour.js";
import { offerUndo } from "./undo.js";

const SHOWN_FOR = 6000;

export function showToast({ message, undo = "", undoTarget = "", error = false }) {
  const region = document.getElementById("toasts");
  const template = document.getElementById(error ? "toast-error-template" : "toast-template");
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.querySelector("[data-toast-text]").textContent = message;
  prepareUndo(toast.querySelector("form"), undo, undoTarget);
  region.append(toast);
  live(toast);
}

function prepareUndo(form, undo, target) {
  if (!form || !undo) {
    form?.remove();
    return;
  }
  form.action = undo;
  if (target) {
    form.setAttribute("hx-post", undo);
    form.setAttribute("hx-target", target);
    form.setAttribute("hx-swap", "outerHTML");
    window.htmx?.process(form);
  }
}

function live(toast) {
  const isError = toast.matches(".toast--error");
  const text = toast.querySelector("[data-toast-text]").textContent;
  const undo = toast.querySelector("form");
  offerUndo(undo);
  announce(undo ? `${text} Undo, Control Z.` : text, { assertive: isError });
  toast.querySelector("[data-toast-close]")?.addEventListener("click", () => toast.remove());
  if (isError) {
    return;
  }
  let timer;
  const wait = () => {
    timer = setTimeout(() => toast.remove(), SHOWN_FOR);
  };
  // Whoever is reading it, or has the focus on Undo, has all the time they need.
  for (const name of ["pointerenter", "focusin"]) {
    toast.addEventListener(name, () => clearTimeout(timer));
  }
  for (const name of ["pointerleave", "focusout"]) {
    toast.addEventListener(name, wait);
  }
  wait();
}

document.addEventListener("toast", (event) => {
  const { value, message } = event.detail ?? {};
  showToast({ ...event.detail, message: message ?? value });
});

behaviour("toasts", (region) => {
  for (const toast of region.querySelectorAll(".toast")) {
    live(toast);
  }
});
