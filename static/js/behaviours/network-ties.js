// The ties of the relationship map, read from its paths: a tie ends exactly where its two figures stand.
const PIECE = /M(-?[\d.]+) (-?[\d.]+)L(-?[\d.]+) (-?[\d.]+)/g;

export function placeOf(figure) {
  const { e, f } = figure.transform.baseVal.consolidate().matrix;
  return { x: round(e), y: round(f) };
}

export function round(number) {
  return Math.round(number * 10) / 10;
}

function at({ x, y }) {
  return `${x} ${y}`;
}

// What the tie between two figures says, or "".
export function wordsBetween(map, one, other) {
  const ends = [at(placeOf(one)), at(placeOf(other))];
  const isTie = ([, x1, y1, x2, y2]) => ends.includes(`${x1} ${y1}`) && ends.includes(`${x2} ${y2}`);
  const paths = [...map.querySelectorAll("[data-ties]")];
  return paths.find((path) => [...path.getAttribute("d").matchAll(PIECE)].some(isTie))?.dataset.ties ?? "";
}

// Everyone tied to a figure, whichever way the tie goes.
export function neighborsOf(map, figure) {
  const here = at(placeOf(figure));
  const there = new Set();
  for (const path of map.querySelectorAll("[data-ties]")) {
    for (const [, x1, y1, x2, y2] of path.getAttribute("d").matchAll(PIECE)) {
      if (at({ x: +x1, y: +y1 }) === here) {
        there.add(at({ x: +x2, y: +y2 }));
      } else if (at({ x: +x2, y: +y2 }) === here) {
        there.add(at({ x: +x1, y: +y1 }));
      }
    }
  }
  return [...map.querySelectorAll("a[transform]")].filter((other) => other !== figure && there.has(at(placeOf(other))));
}

// Put a figure somewhere, its ties with it.
export function put(map, figure, to) {
  const from = at(placeOf(figure));
  for (const path of map.querySelectorAll("[data-ties], .tie-band")) {
    const before = path.getAttribute("d");
    const after = before.replace(PIECE, (piece, x1, y1, x2, y2) => {
      const one = at({ x: +x1, y: +y1 }) === from ? to : { x: x1, y: y1 };
      const other = at({ x: +x2, y: +y2 }) === from ? to : { x: x2, y: y2 };
      return `M${one.x} ${one.y}L${other.x} ${other.y}`;
    });
    if (after !== before) {
      path.setAttribute("d", after);
    }
  }
  figure.setAttribute("transform", `translate(${to.x} ${to.y})`);
  drawTension(map);
}

// Two short bars across the middle of every tie in tension, as the server draws them.
function drawTension(map) {
  const bars = [];
  for (const path of map.querySelectorAll(".tie--tense")) {
    for (const [, ...ends] of path.getAttribute("d").matchAll(PIECE)) {
      const [x1, y1, x2, y2] = ends.map(Number);
      const length = Math.hypot(x2 - x1, y2 - y1) || 1;
      const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
      for (const step of [-2.5, 2.5]) {
        const [x, y] = [(x1 + x2) / 2 + dx * step, (y1 + y2) / 2 + dy * step];
        bars.push(`M${round(x - dy * 5)} ${round(y + dx * 5)}L${round(x + dy * 5)} ${round(y - dx * 5)}`);
      }
    }
  }
  map.querySelector(".tie-tension")?.setAttribute("d", bars.join(""));
}
