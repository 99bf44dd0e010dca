// A summary of errors that comes with a whole page takes the focus, so that it is read first.
import { behaviour } from "../behaviour.js";

behaviour("take-focus", (element) => {
  element.focus();
});
