"""What axe finds wrong with a page: WCAG 2.0 to 2.2, A and AA, and best practice."""

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Preloading would build style elements, which the policy of the page forbids and reports.
OPTIONS = {"runOnly": RULES, "preload": False}

# Colors do not depend on the width, nor the layout on the theme: two visits see both of each.
PHONE, NARROWEST = 500, 320
TABLET, NARROWEST_WITH_SIDEBAR = 768, 961
THEMES = [("light", 1440), ("dark", 390)]
each_theme = pytest.mark.parametrize(("scheme", "width"), THEMES, ids=str)


def violations(page):
    """Each violation as its rule and the first element that breaks it."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def scrolls_sideways(page):
    """Whether something runs off the side: of a phone at its narrowest, 320 px (WCAG 1.4.10), else of a tablet held
    upright, of the narrowest window with a sidebar, or of the window.
    """
    size = page.viewport_size
    runs_off = False
    for width in (NARROWEST,) if size["width"] < PHONE else (TABLET, NARROWEST_WITH_SIDEBAR, size["width"]):
        page.set_viewport_size({**size, "width": width})
        runs_off |= page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.set_viewport_size(size)
    return runs_off


# WCAG 1.4.4: letters twice as large, until the page is left.
DOUBLE_THE_LETTERS = """() => {
    const all = [...document.querySelectorAll("body, body *")].filter((one) => !one.closest("svg"));
    const sizes = all.map((one) => parseFloat(getComputedStyle(one).fontSize));
    all.forEach((one, place) => { one.style.fontSize = `${2 * sizes[place]}px`; });
}"""
