"""What the page of checked rows shows: views of the rows, what there is to look at, two records side by side."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from coalition.districts.models import School
from coalition.lib.tabular import Row
from stakeholders.importing.drafts import Choice, Trouble
from stakeholders.importing.duplicates import MAIL_RENAMED, MAIL_SHARED, RENAMED
from stakeholders.importing.known import missing_tags
from stakeholders.importing.outcomes import ALL, LOOK, OUT, READY, Outcome, Outcomes
from stakeholders.importing.rows import RowReader
from stakeholders.importing.staging import pick
from stakeholders.importing.steps import layout_of
from stakeholders.models import Sector, Stakeholder
from stakeholders.tagging import names_in

ROWS_ON_A_PAGE = 20
VIEWS = ((ALL, "All rows", "rows"), (READY, "Ready", ""), (LOOK, "Need a look", "looks"), (OUT, "Left out", "out"))
ICONS = {
    Trouble.SAME: "copy",
    Trouble.PRIVATE: "user-x",
    Trouble.STUDENT: "shield-ban",
    Trouble.UNREADABLE: "triangle-alert",
    Trouble.DETAIL: "pencil",
}
LABELS = {
    "short_name": "Name on maps",
    "influence": "Sway",
    "influence_basis": "Sway rests on",
    "under_represented": "Under-represented",
    "under_represented_reason": "Why",
    "role_title": "Role",
    "email": "Email",
    "phone": "Phone",
    "languages": "Language",
    "what_matters": "What matters",
    "notes": "Notes",
}


LEANS_ON = 200
ADVICE = {
    RENAMED: "The list calls it by another name now. Update takes that over, unless somebody edited the record.",
    MAIL_RENAMED: "The list has another name at this address. Update takes the new name and what else the file says.",
    MAIL_SHARED: "Two people may share an address: Add as new keeps both. Update takes the name of the file as well.",
    "": "Merge fills only what is empty; another email or phone goes to the notes. Update takes what the file says.",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A tab or a chip: `query` leads to a view of the rows."""

    label: str
    number: int
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row on the page; `choice` and `name` are fields of the form, where it asks for them."""

    outcome: Outcome
    sector: str
    problems: list[tuple[Trouble, str, str]]
    choice: Any
    name: Any
    compare: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the page stands in its view: addresses before and after it."""

    previous_url: str
    next_url: str
    position: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of two records side by side; `is_added` when the file fills it."""

    label: str
    here: str
    there: str
    is_added: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A row of the file and the record it resembles."""

    number: int
    match: Stakeholder
    fields: list[Compared]
    advice: str


def views_of_rows():
    """The names of all views: the four tabs, and one for each trouble."""
    return [name for name, _, _ in VIEWS] + [trouble.name.lower() for trouble in Trouble]


def first_view(counts):
    """The view a person should see first."""
    return LOOK if counts.get("looks") else ALL


def outcomes_of(one) -> Outcomes:
    return Outcomes(one.file.outcomes, one.file.places)


def rows_on_page(outcomes, view, page):
    """The outcomes of one page of a view, and how many the view has."""
    places = outcomes.places(view)
    start = (page - 1) * ROWS_ON_A_PAGE
    return list(outcomes.at(places[start : start + ROWS_ON_A_PAGE])), len(places)


def address(one, view, page=1, **more):
    """The address of a page of a view; `more` is the row to compare."""
    asked = {"view": view, **({"page": page} if page > 1 else {}), **more}
    return f"{reverse('stakeholders:import-rows', args=[one.district.slug, one.pk])}?{urlencode(asked)}"


def shown(one, form, view, page) -> list[RowShown]:
    names = dict(Sector.objects.values_list("slug", "name"))
    matches = [one.match for one in form.outcomes if one.match]
    known = dict(Stakeholder.objects.filter(pk__in=matches).values_list("pk", "name")) if matches else {}

    def field(name):
        return form[name] if name in form.fields else None

    return [
        RowShown(
            outcome=outcome,
            sector=names.get(outcome.sector, ""),
            problems=[
                (trouble, ICONS[trouble], with_names(text, outcome, known)) for trouble, text in outcome.problems
            ],
            choice=field(f"choice-{outcome.number}"),
            name=field(f"name-{outcome.number}"),
            compare=address(one, view, page, compare=outcome.number) if outcome.match else "",
        )
        for outcome in form.outcomes
    ]


def with_names(text, outcome, known):
    """What is said of a row, and under which name the record is where the row has another one."""
    name = known.get(outcome.match)
    if name and text == MAIL_RENAMED:
        return f"{text}: {name} becomes {outcome.name}"
    return f"{text}: {name}" if name and text == MAIL_SHARED else text


def pages(one, view, page, total) -> Pages:
    last = page * ROWS_ON_A_PAGE >= total
    first = (page - 1) * ROWS_ON_A_PAGE + 1
    return Pages(
        previous_url=address(one, view, page - 1) if page > 1 else "",
        next_url="" if last else address(one, view, page + 1),
        position=f"{first:,} to {min(page * ROWS_ON_A_PAGE, total):,} of {total:,}" if total else "",
    )


def tabs(one, view) -> list[Link]:
    """The four views of the rows."""
    counts = one.counts
    ready = counts.get("rows", 0) - counts.get("looks", 0)
    is_trouble = view not in {name for name, _, _ in VIEWS}
    return [
        Link(
            label,
            ready if name == READY else counts.get(key, 0),
            address(one, name),
            name == view or (is_trouble and name == LOOK),
        )
        for name, label, key in VIEWS
    ]


def chips(one, view) -> list[Link]:
    """The troubles there are, each with its number of rows."""
    found = one.counts.get("troubles", {})
    if view not in {LOOK, *found}:
        return []
    return [
        Link("All problems", one.counts.get("looks", 0), address(one, LOOK), view == LOOK),
        *(
            Link(trouble.value, found[name], address(one, name), view == name)
            for trouble in Trouble
            if (name := trouble.name.lower()) in found
        ),
    ]


def beside(one, outcomes, number) -> Beside | None:
    """The row asked for, else the first that resembles a record, with both side by side."""
    matched = [outcome for outcome in outcomes if outcome.match]
    alike = [outcome for outcome in matched if any(trouble == Trouble.SAME for trouble, _ in outcome.problems)]
    outcome = next((outcome for outcome in matched if outcome.number == number), alike[0] if alike else None)
    if outcome is None:
        return None
    match = Stakeholder.objects.select_related("sector", "organization", "school").filter(pk=outcome.match).first()
    # Some cells mean the one above them.
    rows = list(pick(one.file.rows, range(max(0, outcome.place - LEANS_ON), outcome.place + 1)))
    if match is None or not rows:
        return None
    reader = RowReader(layout_of(one))
    draft = [reader.read(Row(*row)) for row in rows][-1].main
    sector = Sector.objects.filter(slug=draft.sector).first()
    pairs = [
        ("Name", match.name, draft.name),
        ("Sector", str(match.sector or ""), str(sector or "")),
        ("Organization", str(match.organization or ""), draft.organization),
        ("School", str(match.school or ""), str(School.objects.filter(pk=draft.school_id).first() or "")),
        *((label, in_words(getattr(match, name)), in_words(getattr(draft, name))) for name, label in LABELS.items()),
    ]
    fields = [Compared(label, here, there, bool(there) and not here) for label, here, there in pairs if here or there]
    if match.tag_names or draft.tags:
        named = ", ".join(names_in(draft.tags))
        fields.append(Compared("Tags", match.tag_names, named, bool(missing_tags(match, draft))))
    advice = next((ADVICE[text] for _, text in outcome.problems if text in ADVICE), ADVICE[""])
    return Beside(outcome.number, match, fields, advice)


def in_words(value):
    if value is True:
        return "Yes"
    return f"{value} of 5" if isinstance(value, int) and value else str(value or "")


@dataclass(frozen=True, slots=True)
class ForAll:
    """One decision for all rows of a trouble: how many they are, and the buttons with what each sends."""

    number: int
    buttons: list[tuple[str, str]]


DECISIONS = {
    Trouble.SAME: ((Choice.MERGE, "Merge all"), (Choice.UPDATE, "Update all"), (Choice.SKIP, "Skip all")),
    Trouble.PRIVATE: ((Choice.ROLE, "Keep the roles only"), (Choice.SKIP, "Skip all")),
    Trouble.STUDENT: ((Choice.SKIP, "Skip all"),),
}


def for_all(one, view) -> ForAll | None:
    """What can be decided at once for the rows of a view about one trouble, or for the only trouble there is."""
    found = one.counts.get("troubles", {})
    names = [view] if view in found else list(found) if view == LOOK and len(found) == 1 else []
    trouble = Trouble[names[0].upper()] if names else None
    if trouble not in DECISIONS or found[trouble.name.lower()] < 2:
        return None
    buttons = [(f"{trouble.name}:{choice}", label) for choice, label in DECISIONS[trouble]]
    return ForAll(found[trouble.name.lower()], buttons)
