// A button that prints the page; without JavaScript it is not there.
import { behaviour } from "../behaviour.js";

behaviour("print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
