// Enter in the search field of a picker goes to the first match instead of sending the form around it.
import { behaviour } from "../behaviour.js";

behaviour("picker", (picker) => {
  picker.querySelector("input[type='search']").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      picker.querySelector(".picker__options input")?.focus();
    }
  });
});
