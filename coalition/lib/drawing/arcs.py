"""Elliptical arcs as cubic curves, one for a quarter turn at most (SVG 2, appendix B.2.4)."""

import math
from collections.abc import Iterator


def arc(x1: float, y1: float, numbers: list[float], x2: float, y2: float) -> Iterator[tuple[str, *tuple[float, ...]]]:
    """Yield the curves from (x1, y1) to (x2, y2); `numbers` are rx, ry, rotation, large, sweep and the end."""
    rx, ry, turn, large, sweep = abs(numbers[0]), abs(numbers[1]), math.radians(numbers[2]), numbers[3], numbers[4]
    if not rx or not ry or (x1, y1) == (x2, y2):
        yield ("L", x2, y2)
        return
    cos, sin = math.cos(turn), math.sin(turn)
    half_x, half_y = (x1 - x2) / 2, (y1 - y2) / 2
    px, py = cos * half_x + sin * half_y, -sin * half_x + cos * half_y
    grow = (px / rx) ** 2 + (py / ry) ** 2
    if grow > 1:
        rx, ry = rx * math.sqrt(grow), ry * math.sqrt(grow)
    below = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(0.0, (rx * ry) ** 2 - below) / below) * (-1 if large == sweep else 1)
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    center_x, center_y = cos * qx - sin * qy + (x1 + x2) / 2, sin * qx + cos * qy + (y1 + y2) / 2
    start = math.atan2((py - qy) / ry, (px - qx) / rx)
    sweep_by = math.atan2((-py - qy) / ry, (-px - qx) / rx) - start
    if sweep and sweep_by < 0:
        sweep_by += 2 * math.pi
    elif not sweep and sweep_by > 0:
        sweep_by -= 2 * math.pi
    pieces = max(1, math.ceil(abs(sweep_by) / (math.pi / 2) - 1e-9))
    piece = sweep_by / pieces
    reach = 4 / 3 * math.tan(piece / 4)

    def at(angle: float, along: float) -> tuple[float, float]:
        ux = math.cos(angle) - along * math.sin(angle)
        uy = math.sin(angle) + along * math.cos(angle)
        return center_x + rx * ux * cos - ry * uy * sin, center_y + rx * ux * sin + ry * uy * cos

    for number in range(pieces):
        begin, end = start + number * piece, start + (number + 1) * piece
        last = (x2, y2) if number == pieces - 1 else at(end, 0)
        yield ("C", *at(begin, reach), *at(end, -reach), *last)
