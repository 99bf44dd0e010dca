// Where a row of tabs is wider than the screen, it opens with the current one in sight.
import { behaviour } from "../behaviour.js";

behaviour("tabs", (row) => {
  const current = row.querySelector("[aria-current]")?.getBoundingClientRect();
  if (current) {
    const all = row.getBoundingClientRect();
    row.scrollLeft += current.left + current.width / 2 - all.left - all.width / 2;
  }
});
