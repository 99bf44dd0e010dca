// The whole dashed box takes a dropped file; one that is too large is said so before it travels.
import { behaviour } from "../behaviour.js";

behaviour("drop-zone", (zone) => {
  const input = zone.querySelector("input[type='file']");
  const most = Number(zone.dataset.mostBytes);

  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.dataset.over = "";
  });
  zone.addEventListener("dragleave", () => delete zone.dataset.over);
  zone.addEventListener("drop", (event) => {
    delete zone.dataset.over;
    if (event.target === input || !event.dataTransfer.files.length) {
      return;
    }
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => {
    const file = input.files[0];
    const problem = file && file.size > most ? zone.dataset.tooLarge : "";
    input.setCustomValidity(problem);
    zone.querySelector("[data-problem]").textContent = problem;
  });
});
