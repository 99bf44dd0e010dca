// After a filter, a date or another cut of a map: what it shows now, from the parts marked data-told, is said aloud.
import { announce } from "./announce.js";

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (["map-region", "movement-shown"].includes(detail.elt.id) && detail.requestConfig?.verb === "get") {
    const told = [...detail.elt.querySelectorAll("[data-told]")];
    announce(told.map((part) => part.textContent.trim().replace(/\s+/g, " ")).join(". "));
  }
});
