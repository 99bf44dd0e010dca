"""What can be chosen when stakeholders become one: the fields in which they differ, each with what it could be."""

from dataclasses import dataclass

from stakeholders.models import Stakeholder

BOTH = "both"
# Fields that only make sense together are chosen together.
GROUPS = (
    ("Name", ("name",)),
    ("Name on maps", ("short_name",)),
    ("What they are", ("kind", "person_type")),
    ("Sector", ("sector",)),
    ("Belongs to", ("organization",)),
    ("School", ("school",)),
    ("Role", ("role_title",)),
    ("Sway", ("influence", "influence_basis")),
    ("Historically under-represented", ("under_represented", "under_represented_reason")),
    ("Best reached", ("preferred_contact",)),
    ("Languages", ("languages",)),
    ("What matters to them", ("what_matters",)),
    ("E-mail", ("email",)),
    ("Phone", ("phone",)),
    ("Notes", ("notes",)),
)
# Texts of which both may stay, with what stands between them.
JOINED = {"languages": ", ", "phone": ", ", "what_matters": "\n\n", "notes": "\n\n"}
NOTHING = "Nothing"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a field could hold: `value` is what the form sends, `words` what people read."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A field, or fields that go together, in which they differ; `name` is the first of them."""

    name: str
    label: str
    options: tuple[Option, ...]
    first: str


def choices(stakeholders) -> list[Choice]:
    """Return what there is to choose: where more than one of `stakeholders` says something, and not the same."""
    said = [(label, names, who_says(stakeholders, names)) for label, names in GROUPS]
    return [choice(label, names, those) for label, names, those in said if len(those) > 1]


def taken(stakeholders) -> list[Option]:
    """Return what the one who stays takes without a choice, as only others say it: the label and the words."""
    said = [(label, names, who_says(stakeholders, names)) for label, names in GROUPS]
    return [Option(label, words_of(those[0], names)) for label, names, those in said if is_news(those, stakeholders)]


def is_news(those, stakeholders):
    return len(those) == 1 and those[0] != stakeholders[0]


def who_says(stakeholders, names):
    """Return for each thing that is said the first who says it; those who say nothing are left out."""
    held = {}
    for one in stakeholders:
        if says_something(one, names):
            held.setdefault(values_of(one, names), one)
    return list(held.values())


def choice(label, names, those):
    options = [Option(str(one.pk), words_of(one, names)) for one in those]
    if names[0] in JOINED and fits(names[0], joined(names[0], those)):
        options.append(Option(BOTH, "All of them"))
    return Choice(names[0], label, tuple(options), str(those[0].pk))


def chosen_values(stakeholders, chosen) -> dict:
    """Return the values by attribute that follow from `chosen`: the option of each choice by its name.

    What only one says is taken without a choice.
    """
    by_key = {str(one.pk): one for one in stakeholders}
    values = {}
    for _, names in GROUPS:
        picked, those = chosen.get(names[0]), who_says(stakeholders, names)
        if picked == BOTH:
            values[names[0]] = joined(names[0], stakeholders)
        elif picked is not None or len(those) == 1:
            source = by_key[picked] if picked is not None else those[0]
            values.update({attribute(name): getattr(source, attribute(name)) for name in names})
    return values


def joined(name, stakeholders):
    """Return what each of them says, once."""
    texts = dict.fromkeys(getattr(one, name).strip() for one in stakeholders)
    return JOINED[name].join(text for text in texts if text)


def fits(name, text):
    longest = Stakeholder._meta.get_field(name).max_length
    return longest is None or len(text) <= longest


def values_of(stakeholder, names):
    return tuple(getattr(stakeholder, attribute(name)) for name in names)


def says_something(stakeholder, names):
    return any(value not in (None, "", False) for value in values_of(stakeholder, names))


def words_of(stakeholder, names):
    """Say what these fields hold, as people read it."""
    told = []
    for name in names:
        value = getattr(stakeholder, name)
        display = getattr(stakeholder, f"get_{name}_display", None)
        if value is True or value is False:
            told.append("Yes" if value else "No")
        elif value not in (None, ""):
            told.append(str(display() if display else value))
    return ". ".join(told) or NOTHING


def attribute(name):
    return Stakeholder._meta.get_field(name).attname
