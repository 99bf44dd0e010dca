// The filters of a list are fetched with their counts each time the menu opens.
import { behaviour } from "../behaviour.js";

behaviour("filter-menu", (menu) => {
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "open") {
      window.htmx.trigger(menu.querySelector("[hx-trigger='opened']"), "opened");
    }
  });
});
