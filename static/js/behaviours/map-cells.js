// The places a name can be dropped on, from the drawing's measures: cells of the influence map, wedges of the spectrum.
const LEFT = 42;
const WIDTH = (836 - LEFT) / 6;
const LOWEST_SCORE = -2;

// What is under the pointer: { at: "score,sway" } with the measures of a cell or the path of a wedge; null elsewhere.
export function cellUnder(map, { clientX, clientY }, chip) {
  const point = new DOMPoint(clientX, clientY).matrixTransform(map.getScreenCTM().inverse());
  return map.dataset.rows ? cellAt(map, point) : wedgeAt(map, point, chip);
}

function cellAt(map, { x, y }) {
  const edges = map.dataset.rows.split(" ").map(Number);
  const row = edges.findIndex((edge, place) => y >= edge && y < edges[place + 1]);
  const column = Math.floor((x - LEFT) / WIDTH);
  if (row < 0 || column < 0 || column > 5) {
    return null;
  }
  const height = edges[row + 1] - edges[row];
  return { at: `${column + LOWEST_SCORE},${5 - row}`, x: LEFT + column * WIDTH, y: edges[row], width: WIDTH, height };
}

// A wedge is a level; how much they sway stays as it is.
function wedgeAt(map, { x, y }, chip) {
  const wedges = [...map.querySelectorAll(".wedge")];
  const wedge = wedges.find((path) => path.isPointInFill(new DOMPoint(x, y)));
  return wedge ? { at: `${wedges.indexOf(wedge) + LOWEST_SCORE},${chip.dataset.at.split(",")[1]}`, wedge } : null;
}

export function light(map, cell) {
  map.querySelector(".map-cell--over")?.remove();
  map.querySelector(".wedge--over")?.classList.remove("wedge--over");
  if (cell?.wedge) {
    cell.wedge.classList.add("wedge--over");
  } else if (cell) {
    const plate = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const name of ["x", "y", "width", "height"]) {
      plate.setAttribute(name, cell[name]);
    }
    plate.classList.add("map-cell--over");
    map.querySelector("text").before(plate);
  }
}
