// A form that is on its way is not sent again by a double click; its button says so while it waits.
// A form that gives a file (data-download) leaves the page as it is and may be sent again.
const isSaving = (form) => form instanceof HTMLFormElement && form.method === "post" && !("download" in form.dataset);

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!isSaving(form)) {
      return;
    }
    if (form.dataset.sending) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sending = "true";
    markBusy(event.submitter ?? form.querySelector("button:not([type='button'])"));
    // Another listener may have stopped it, as a dialog that asks first does.
    setTimeout(() => {
      if (event.defaultPrevented && !form.matches(".htmx-request") && !form.querySelector(".htmx-request")) {
        release(form);
      }
    });
  },
  { capture: true },
);

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form");
  if (form) {
    release(form);
  }
});

// The back button may bring the page back as it was left, with its button still busy.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    release(form);
  }
});

function markBusy(button) {
  if (!button) {
    return;
  }
  button.setAttribute("aria-busy", "true");
  if (button.dataset.busyLabel) {
    button.dataset.restLabel = button.textContent;
    button.textContent = button.dataset.busyLabel;
  }
}

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("button[aria-busy='true']")) {
    button.removeAttribute("aria-busy");
    if (button.dataset.restLabel !== undefined) {
      button.textContent = button.dataset.restLabel;
    }
  }
}
