// After a swap the focus is on what changed: the element marked data-focus-after-swap, else a heading near the place
// where the focus was; after a choice in a menu, the button that opened it. A swap that nobody's focus was in leaves the
// focus alone.
let place = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, elt } = event.detail;
  const focused = document.activeElement;
  const isInside = focused && focused !== document.body && target?.contains(focused);
  place = isInside || (elt === focused && target) ? { target, parent: target.parentElement, opener: openerOf(focused) } : place;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.elt;
  const wanted = swapped.matches?.("[data-focus-after-swap]")
    ? swapped
    : swapped.querySelector?.("[data-focus-after-swap]");
  if (wanted) {
    place = null;
    moveTo(wanted);
  } else {
    rescue(swapped);
  }
});

// A swap that leaves nothing behind settles nothing: look once more when the request is over.
document.addEventListener("htmx:afterRequest", () => {
  setTimeout(() => rescue(place?.parent), 80);
});

function rescue(near) {
  if (!place) {
    return;
  }
  const { parent } = place;
  if (document.activeElement && document.activeElement !== document.body) {
    place = null;
    return;
  }
  const landing = document.getElementById(place.opener) ?? landingNear(near) ?? landingNear(parent) ?? document.getElementById("main");
  if (landing) {
    place = null;
    moveTo(landing);
  }
}

function openerOf(element) {
  const menu = element?.closest("[popover]");
  return menu ? document.querySelector(`[popovertarget="${menu.id}"][id]`)?.id : undefined;
}

function landingNear(element) {
  if (!element?.isConnected) {
    return null;
  }
  const heading = "h1, h2, h3, caption, [data-focus-landing]";
  return element.querySelector(heading) ?? element.closest("section, dialog, main")?.querySelector(heading);
}

function moveTo(element) {
  if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) {
    element.tabIndex = -1;
  }
  element.focus({ preventScroll: element.id === "main" });
}
