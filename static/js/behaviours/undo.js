// Control Z takes back what the last message with Undo told, on screen or gone: whoever listens or types seldom reaches a
// button in six seconds.
import { isTyping } from "./shortcuts.js";

let latest = null;

export function offerUndo(form) {
  latest = form ?? latest;
}

document.addEventListener("submit", ({ target }) => {
  if (target === latest) {
    latest = null;
  }
});

// Not before the answer stands: htmx finds the other parts of it from the form.
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (detail.successful && target.matches(".toast__form")) {
    target.closest(".toast").remove();
  }
});

document.addEventListener("keydown", (event) => {
  const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (isUndo && latest && !isTyping(event.target)) {
    event.preventDefault();
    document.getElementById("toasts").append(latest.closest(".toast"));
    latest.requestSubmit();
  }
});
