// A menu stands under its button by CSS. A browser without anchors (Firefox before 147, Safari before 26) would leave it
// halfway above the window: there it is put under its button when it opens.
const ROOM = 12;

if (!CSS.supports("position-area", "block-end")) {
  const onToggle = ({ target, newState }) => {
    if (target.matches(".menu")) {
      target.style.left = target.style.top = "";
    }
    if (target.matches(".menu") && newState === "open") {
      putUnder(target, openerOf(target));
    }
  };
  document.addEventListener("toggle", onToggle, { capture: true });
}

function openerOf(menu) {
  const button = document.querySelector(`[popovertarget="${menu.id}"]:not([popovertargetaction])`);
  return button ?? menu.parentElement.previousElementSibling;
}

function putUnder(menu, opener) {
  // On a phone a menu is a sheet at the bottom.
  if (!opener || getComputedStyle(menu).position !== "absolute") {
    return;
  }
  const at = opener.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = at.left + width + ROOM > innerWidth ? at.right - width : at.left;
  const isAbove = at.bottom + height + ROOM > innerHeight && at.top > height + ROOM;
  menu.style.left = `${scrollX + Math.max(ROOM, left)}px`;
  menu.style.top = `${scrollY + (isAbove ? at.top - height - ROOM : at.bottom)}px`;
}
