"""What an erasure would take and what it would leave, told before anybody decides."""

from dataclasses import dataclass, field
from hashlib import sha256

from engagement.erasing.erase import own_marks
from engagement.erasing.fate import WITH, Fate, batches, fate_of
from engagement.erasing.letters import letters_naming
from engagement.models import Activity, ActivityPartner, Ask, Handover, OutgoingMail, Snooze, Touchpoint
from stakeholders.held.finding import history_of
from stakeholders.held.naming import ERASED, Marks, Shared, halves_of, marks_of, parted
from stakeholders.held.passages import Passage, excerpt_of, passages, without
from stakeholders.held.telling import Words, label, title
from stakeholders.importing.forgetting import open_imports
from stakeholders.models import (
    Assessment,
    BulkEffect,
    DistinctPair,
    ImportedStakeholder,
    Partnership,
    Relationship,
    Respect,
    Seat,
    Stakeholder,
    StakeholderMerge,
)

NAMED = 5
SHOWN = 30
# What goes, in order: what it is called, and what is read along to name each.
GOES = {
    Partnership: ("Partnerships, with all that was agreed", ["stakeholder", "initiative"]),
    Assessment: ("Ratings", []),
    Relationship: ("Ties", ["source_stakeholder", "target_stakeholder"]),
    Touchpoint: ("Touchpoints with nobody else", []),
    Ask: ("Asks and promises", []),
    ActivityPartner: ("Parts in activities", ["partnership__stakeholder", "activity"]),
    Respect: ("What to honor", ["stakeholder"]),
    Snooze: ("Outreach put off", []),
    Handover: ("Handovers between colleagues", None),
    ImportedStakeholder: ("What imports did to them, and would undo", None),
    BulkEffect: ("What changes to many did to them, and would undo", None),
    StakeholderMerge: ("Merges, which can no longer be undone", ["survivor"]),
    DistinctPair: ("Decisions that two are not the same", None),
}
STAYS = {
    (Seat, "stakeholder"): ("Seats, from now on vacant", ["body"]),
    (Stakeholder, "organization"): ("Members, from now on without organization", []),
    (Activity, "accountable_partner"): ("Activities, for which the lead answers from now on", []),
    (OutgoingMail, "partnership"): ("Lines in the list of mail, without the name", None),
}


@dataclass(frozen=True)
class Line:
    """So many of a kind, and what the first are called."""

    label: str
    count: int
    names: tuple = ()

    @property
    def more(self):
        return self.count - len(self.names) if self.names else 0


@dataclass(frozen=True)
class Place:
    """Where a text is that names them: in what, of whom, in which field, and the words around."""

    what: str
    which: str
    field: str
    excerpt: str
    url: str = ""
    key: str = ""


@dataclass
class Foreseen:
    """The page's account of an erasure; `mark` is another one as soon as something of it is."""

    goes: list[Line]
    stays: list[Line]
    places: list[Place] = field(default_factory=list)
    texts: int = 0
    shared: list[Shared] = field(default_factory=list)
    bearers: list[Stakeholder] = field(default_factory=list)
    doubtful: list[Place] = field(default_factory=list)
    doubtful_texts: int = 0
    mark: str = ""


def foresee(stakeholder, district) -> Foreseen:
    fate = fate_of([stakeholder.pk])
    marks = own_marks(district, fate.people)
    goes = [*lines_of(GOES, fate), *rest_of(fate), *outside(district, marks)]
    foreseen = Foreseen(goes, staying(fate))
    look_through(foreseen, district, marks, halves_of([stakeholder]), fate)
    foreseen.shared = parted(marks_of(fate.people), district, fate.people)[1]
    foreseen.bearers = list(bearers_of(marks, district, fate.people))
    seen = stakeholder.version, stakeholder.archived_at, goes, foreseen.stays, foreseen.texts
    foreseen.mark = sha256(repr(seen).encode()).hexdigest()[:32]
    return foreseen


def look_through(foreseen, district, marks, halves, fate):
    """Sort the texts of others: those that name them, and those that hold a last name alone."""
    words = Words(district)
    for one in passages(district, Marks(marks.names | halves.names, marks.emails, marks.phones), fate.gone):
        value = getattr(one.record, one.field.attname)
        if named := excerpt_of(value, marks):
            foreseen.texts += 1
            add(foreseen.places, one, named, words)
        if left := excerpt_of(without(value, marks, ERASED), halves):
            foreseen.doubtful_texts += 1
            add(foreseen.doubtful, one, left, words)


def add(places, passage, excerpt, words):
    if len(places) < SHOWN:
        places.append(place_of(passage, excerpt, words))


def lines_of(kinds, fate: Fate):
    for model, (words, along) in kinds.items():
        if keys := fate.gone.get(model):
            yield line(model, keys, words, along)


def line(model, keys, words, along):
    if along is None:
        return Line(words, len(keys))
    first = model._base_manager.filter(pk__in=sorted(keys)[:NAMED]).select_related(*along).order_by("pk")
    return Line(words, len(keys), tuple(str(one) for one in first))


def rest_of(fate: Fate):
    """Tell of tables that have no line of their own, so that none is ever left out, and of the history of all."""
    for model, keys in fate.gone.items():
        if keys and model not in GOES and model is not Stakeholder and not model._meta.auto_created:
            yield Line(str(model._meta.verbose_name_plural).capitalize(), len(keys))
    merged = len(fate.people) - 1
    if merged:
        yield Line("Others who were merged into them", merged)
    yield Line("Rows of history: who changed what of all this, and when", count_history(fate))


def count_history(fate):
    total = 0
    for model, keys in fate.gone.items():
        history = history_of(model)
        for some in batches(keys) if history is not None else ():
            total += history._base_manager.filter(**{f"{model._meta.pk.attname}__in": some}).count()
    return total


def outside(district, marks):
    if letters := letters_naming(district, marks):
        yield Line("Letters kept on this machine that name them", len(letters))
    if files := open_imports(district, marks):
        names = tuple(str(one) for one in files[:NAMED])
        yield Line("Imports that name them and are not written yet", len(files), names)


def staying(fate: Fate):
    lines = []
    for (model, tie), keys in fate.stays.items():
        words, along = STAYS.get((model, tie.name), (str(model._meta.verbose_name_plural).capitalize(), None))
        lines.append(line(model, keys, words, along))
    with_others = touchpoints_with_others(fate)
    if with_others:
        lines.append(line(Touchpoint, with_others, "Touchpoints with others, from now on without them", []))
    return lines


def touchpoints_with_others(fate):
    found = set()
    for some in batches(fate.gone.get(WITH, ())):
        found.update(WITH._base_manager.filter(pk__in=some).values_list("touchpoint_id", flat=True))
    return found - fate.gone.get(Touchpoint, set())


def place_of(passage: Passage, excerpt, words) -> Place:
    record, model = passage.record, passage.model
    words.learn([record], [one for one in record._meta.concrete_fields if one.is_relation])
    url = record.get_absolute_url() if hasattr(record, "get_absolute_url") and not passage.is_past else ""
    kind = f"{title(model)}, as it was" if passage.is_past else title(model)
    return Place(kind, words.name_of(model, record), label(passage.field), excerpt, url, passage.key)


def bearers_of(marks, district, people):
    """Yield others in whose own name the name stands: it is theirs, and stays."""
    for probe in marks.probes if marks.names else ():
        others = Stakeholder._base_manager.filter(district=district, name__icontains=probe).exclude(pk__in=people)
        yield from (one for one in others.select_related("district")[:SHOWN] if marks.places(one.name))
