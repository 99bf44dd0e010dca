// The form that opens under its row. Closing it keeps what was typed, and opening it again shows that.
function itemOf(element) {
  return element.closest?.(".outreach-item");
}

function slotOf(item) {
  return item.querySelector(".outreach-item__log");
}

function close(item) {
  slotOf(item).hidden = true;
  item.querySelector("[data-open-log]").focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-close-log]");
  if (button) {
    close(itemOf(button));
  }
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".outreach-item .quick-log");
  if (form && event.key === "Escape" && !event.defaultPrevented) {
    close(itemOf(form));
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.matches("[data-open-log]")) {
    return;
  }
  const slot = slotOf(itemOf(event.target));
  slot.hidden = false;
  if (slot.firstElementChild) {
    event.preventDefault();
    slot.querySelector("input:checked, textarea").focus();
  }
});
