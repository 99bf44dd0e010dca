// Menus are native popovers. In a browser without them, their buttons show and hide them all the same.
const isNative = Object.hasOwn(HTMLElement.prototype, "popover");

function menus() {
  return document.querySelectorAll("[popover]");
}

function hideAll(except) {
  for (const menu of menus()) {
    if (menu !== except) {
      menu.hidden = true;
    }
  }
}

if (!isNative) {
  hideAll();
  document.addEventListener("htmx:load", () => hideAll());
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[popovertarget]");
    const menu = button && document.getElementById(button.getAttribute("popovertarget"));
    if (menu) {
      menu.hidden = !menu.hidden;
    }
    if (!event.target.closest("[popover]")) {
      hideAll(menu);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hideAll();
    }
  });
}
