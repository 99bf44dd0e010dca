"""Tags on stakeholders: the ties are the truth, the words on each stakeholder are what lists and search read.

Whoever changes the ties in bulk, or renames a tag, has the words written anew here. A change of tags is a change of
the stakeholder, so it stands in their history like any other.
"""

from collections import defaultdict

from django.db.models import F
from django.utils import timezone

from stakeholders.many_rows import CHANGED, write_history
from stakeholders.models import Stakeholder, Tag
from stakeholders.text import fold, found_by

AT_ONCE = 1000
Tied = Stakeholder.tags.through


def names_in(text):
    """Return the names in a text with commas, each once whatever its accents and capitals, as first written."""
    found = {}
    for part in text.split(","):
        name = " ".join(part.split())
        if fold(name):
            found.setdefault(fold(name), name)
    return list(found.values())


def find_or_make(district, names):
    """Return the tags of these names in order of name; those nobody used before are made."""
    there = {tag.key for tag in Tag.objects.named(names)}
    made = [Tag(district=district, name=name, key=fold(name)) for name in names if fold(name) not in there]
    Tag.objects.bulk_create(made, ignore_conflicts=True)
    return list(Tag.objects.named(names))


def words_of(tags):
    """Return what a stakeholder with these tags shows, and what search looks for."""
    ordered = sorted(tags, key=lambda tag: tag.key)
    return {
        "tag_names": ", ".join(tag.name for tag in ordered),
        "tag_text": found_by(" ".join(tag.key for tag in ordered)),
    }


def tie(pairs):
    """Tag each stakeholder of (key, keys of tags); a tag they have already is no harm."""
    Tied.objects.bulk_create(
        [Tied(stakeholder_id=pk, tag_id=tag) for pk, tags in pairs for tag in tags], ignore_conflicts=True
    )


def tag_more(pairs):
    """Tag each stakeholder of (key, keys of tags), and write their words anew."""
    if pairs:
        tie(pairs)
        refresh_words([key for key, _ in pairs])


def untie(pairs):
    """Take tags off, one statement for each tag."""
    by_tag = defaultdict(list)
    for pk, tags in pairs:
        for tag in tags:
            by_tag[tag].append(pk)
    for tag, keys in by_tag.items():
        Tied.objects.filter(tag=tag, stakeholder__in=keys).delete()


def refresh_words(keys, **also):
    """Write anew the words of these stakeholders, and `also`: one statement for each set of tags among them."""
    tied = defaultdict(list)
    for start in range(0, len(keys), AT_ONCE):
        ties = Tied.objects.filter(stakeholder__in=keys[start : start + AT_ONCE])
        for tie in ties.select_related("tag"):
            tied[tie.stakeholder_id].append(tie.tag)
    alike = defaultdict(list)
    for key in keys:
        alike[tuple(sorted(words_of(tied[key]).items()))].append(key)
    for words, those in alike.items():
        for start in range(0, len(those), AT_ONCE):
            Stakeholder.objects.filter(pk__in=those[start : start + AT_ONCE]).update(**dict(words), **also)


def retag(keys, signature):
    """Write the words of these stakeholders anew as their next version, with a row of history."""
    refresh_words(keys, version=F("version") + 1, updated_at=signature["date"])
    for start in range(0, len(keys), AT_ONCE):
        write_history(keys[start : start + AT_ONCE], CHANGED, **signature)


def rename(tag, *, user):
    """Save a tag under the name it has now, wherever it is in use."""
    tag.save()
    keys = list(tag.stakeholders.order_by("pk").values_list("pk", flat=True))
    retag(keys, {"user": user, "reason": f"Tag renamed to {tag}"[:100], "date": timezone.now()})
