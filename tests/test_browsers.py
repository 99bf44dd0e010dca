"""Nothing the oldest supported browsers lack is used, but where a page is whole without it.

They are Chrome and Edge 123, Firefox 128 and Safari 17.5; README.md names them. Nobody opens every page in each of
them, so what is newer is kept out by its name.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What each kind of file may not hold.
TOO_NEW = {
    ".css": (
        r"@(?:function|scope|starting-style|view-transition|position-try|container scroll-state)\b"
        r"|::(?:details-content|picker)"
        r"|\b(?:if|calc-size|contrast-color|sibling-index|sibling-count|anchor|anchor-size|shape|random|progress)\("
        r"|(?<![-\w])(?:anchor-name|position-anchor|position-area|position-try[\w-]*|field-sizing|interpolate-size|text-box"
        r"|corner-shape|reading-flow|animation-timeline|scroll-timeline|scrollbar-(?:color|gutter)|view-transition-name)\s*:"
        # Safari reads nothing but a line here, and drops what it cannot read: the link then has no line at all.
        r"|text-decoration:(?! (?:none|underline);)"
    ),
    ".js": (
        r"\b(?:Promise\.try|RegExp\.escape|Array\.fromAsync|URL\.parse|Math\.sumPrecise|Error\.isError|Temporal"
        r"|Iterator\.|startViewTransition|moveBefore|setHTML|scrollend|commandForElement|requestIdleCallback|scheduler\."
        r"|navigation\.)"
    ),
    ".html": r'\b(?:commandfor|closedby|interestfor)=|hidden="until-found"|popover="hint"|<selectedcontent',
}

# What is used all the same, and what stands in where it is missing.
WHOLE_WITHOUT = {
    ("menu.css", "position-area:"): "menus.js puts the menu under its button",
    ("menu.css", "position-try-fallbacks:"): "menus.js keeps the menu inside the window",
    ("map-panel.css", "anchor-name:"): "menus.js",
    ("map-panel.css", "position-anchor:"): "menus.js",
    ("print.css", "::details-content"): "paper shows what somebody unfolded before",
    ("quick-log.css", "field-sizing:"): "the box is drawn larger by hand",
}


def own_files(ending):
    return [path for folder in ("static", "templates") for path in (ROOT / folder).rglob(f"*{ending}")]


def test_nothing_newer_than_the_oldest_supported_browser_is_used():
    used = {
        (path.name, found.group())
        for ending, too_new in TOO_NEW.items()
        for path in own_files(ending)
        for found in re.finditer(too_new, re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL))
    }

    assert used == set(WHOLE_WITHOUT)


def test_readme_names_the_oldest_supported_browsers():
    oldest = re.search(r"They are (.+?);", __doc__)[1]

    assert oldest in " ".join((ROOT / "README.md").read_text().split())
