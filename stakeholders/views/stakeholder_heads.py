"""The frame of the registry's table: its heads, the tabs above it, the pages around it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from stakeholders.registry.listing import COUNTED_UP_TO
from stakeholders.registry.ordering import Sort, order_of

VIEWS = (
    ("Everyone", ""),
    ("Partners", "here=yes"),
    ("Decision table", "table=1"),
    ("Under-represented voices", "voice=1"),
    ("High sway, not yet on board", "sway=5&sway=4&stands=aware&stands=unaware&stands=skeptical&stands=adversary"),
    ("No contact in 30 days", "here=yes&contact=30"),
)
COLUMNS = (
    ("Name", "", Sort.NAME),
    ("Sector", "", Sort.SECTOR),
    ("Sway", "", Sort.SWAY),
    ("Investment", "and target", Sort.STANDS),
    ("Participation", "", Sort.PARTICIPATION),
    ("Lead", "", Sort.LEAD),
    ("Next step", "", Sort.NEXT_STEP),
    ("Due", "", Sort.DUE),
)


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A tab: a list that is asked for often."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `url` orders by it, or turns the order round; `direction` as aria-sort has it."""

    label: str
    more: str
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where the page is in the list: the addresses before and after it."""

    previous_url: str
    next_url: str
    is_inside: bool
    position: str = ""


def address(url, query):
    return f"{url}?{query}" if query else url


def size_words(size):
    """Return a count that was taken up to COUNTED_UP_TO + 1 as it stands beside the name of a list."""
    return f"{COUNTED_UP_TO:,}+" if size > COUNTED_UP_TO else f"{size:,}"


def count_words(page):
    if page.is_capped:
        return f"More than {COUNTED_UP_TO:,}"
    return f"{page.total:,} listed" if page.total else "No one matches"


def views(filters, list_url):
    """Return the tabs, of which one is current whatever the order, the columns and the search."""
    shown = filters.query(sort="", initiative="", q="", show="")
    return [ViewLink(label, address(list_url, query), query == shown) for label, query in VIEWS]


def columns_of(filters):
    """Return the query string of the list with its columns and nothing else."""
    return urlencode({"show": filters.asked.get("show", [])}, doseq=True)


def heads(filters):
    """Return the heads; the first press on one orders by it, the second turns it round.

    Their addresses stand on the list itself, whose own is long and would be there eight times.
    """
    current, is_turned = order_of(filters.asked)
    rest = filters.query(sort="", initiative="") if current in Sort.ABOUT_PARTNERS else filters.query(sort="")
    return [
        Head(
            label,
            more,
            sorted_address(rest, f"-{sort}" if sort == current and not is_turned else sort),
            direction(sort, is_turned) if sort == current else "",
        )
        for label, more, sort in (*COLUMNS, *extra_columns(filters))
    ]


def extra_columns(filters):
    return [(label, "", key) for key, label, is_shown in filters.columns if is_shown]


def sorted_address(rest, sort):
    asked = "" if sort == Sort.NAME else f"sort={sort}"
    return "?" + "&".join(part for part in (rest, asked) if part)


def direction(sort, is_turned):
    return "descending" if (sort in Sort.HIGHEST_FIRST) != is_turned else "ascending"


def order_words(filters):
    """Say by what the list is ordered now, and which way."""
    sort, is_turned = order_of(filters.asked)
    label = {key: label for label, _, key in (*COLUMNS, *extra_columns(filters))}.get(sort, sort)
    ways = ("highest first", "lowest first") if sort in Sort.HIGHEST_FIRST else ("ascending", "descending")
    return f"Sorted by {label.lower()}, {ways[is_turned]}"


def page_words(filters, page):
    """Say how many more are shown now, and of how many; where in the list they stand is not counted."""
    return f"{'Previous' if 'before' in filters.asked else 'Next'} {len(page.rows)}. {count_words(page)}"


def places(list_url, filters, page):
    return Places(
        previous_url=address(list_url, filters.query(before=page.previous)) if page.previous else "",
        next_url=address(list_url, filters.query(after=page.next)) if page.next else "",
        is_inside=bool(filters.asked.keys() & set(filters.PLACE)),
    )
