"""The colors of the light theme as plain values, read from the stylesheet, for pictures that leave the browser."""

import re
from functools import lru_cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
COLOR = re.compile(r"--(?:color-)?([\w-]+): light-dark\((#[0-9a-f]{3,6}), #[0-9a-f]{3,6}\);")


@lru_cache(maxsize=1)
def light_colors() -> dict[str, str]:
    """Return the color of each token that has two, by its name without `color-` and with underscores: `ink_caption`."""
    found = COLOR.findall(TOKENS.read_text(encoding="utf-8"))
    return {name.replace("-", "_"): value for name, value in found}


def level_colors() -> list[dict[str, str]]:
    """Return for each level, by the slug of its glyph, the colors of fill, mark and line."""
    colors = light_colors()
    levels = [
        name.removeprefix("level_").removesuffix("_fill") for name in colors if re.fullmatch("level_.*_fill", name)
    ]
    return [
        {
            "slug": level.replace("_", "-"),
            **{part: colors[f"level_{level}_{part}"] for part in ("fill", "mark", "line")},
        }
        for level in levels
    ]
