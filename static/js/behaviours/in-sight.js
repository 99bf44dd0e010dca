// Where a row of tabs or filters is wider than the screen, it opens with what is current, or on, in sight.
import { behaviour } from "../behaviour.js";

behaviour("in-sight", (row) => {
  const current = row.querySelector("[aria-current='page'], .chip--on")?.getBoundingClientRect();
  if (current) {
    const all = row.getBoundingClientRect();
    row.scrollLeft += current.left + current.width / 2 - all.left - all.width / 2;
  }
});
