// A map on which nobody is dragged: a move made in its panel is taken back by Control Z too.
import { behaviour } from "../behaviour.js";
import { keepWayBack } from "./map-moves.js";

behaviour("map-undo", keepWayBack);
