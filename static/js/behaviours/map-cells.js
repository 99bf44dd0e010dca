// The cells of the influence map, from its measures: which one is under the pointer, and how it lights up.
const LEFT = 42;
const WIDTH = (836 - LEFT) / 6;
const LOWEST_SCORE = -2;

// The cell as { at: "score,sway", x, y, width, height }, or null outside the rows.
export function cellUnder(map, { clientX, clientY }) {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(map.getScreenCTM().inverse());
  const edges = map.dataset.rows.split(" ").map(Number);
  const row = edges.findIndex((edge, place) => y >= edge && y < edges[place + 1]);
  const column = Math.floor((x - LEFT) / WIDTH);
  if (row < 0 || column < 0 || column > 5) {
    return null;
  }
  const height = edges[row + 1] - edges[row];
  return { at: `${column + LOWEST_SCORE},${5 - row}`, x: LEFT + column * WIDTH, y: edges[row], width: WIDTH, height };
}

export function light(map, cell) {
  map.querySelector(".map-cell--over")?.remove();
  if (!cell) {
    return;
  }
  const plate = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const name of ["x", "y", "width", "height"]) {
    plate.setAttribute(name, cell[name]);
  }
  plate.classList.add("map-cell--over");
  map.querySelector("text").before(plate);
}
