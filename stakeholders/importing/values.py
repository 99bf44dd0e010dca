"""What the values of a column mean in our vocabulary: sectors, sway, kinds, yes and no, languages."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final

from stakeholders.text import fold

# Fields whose values come from a fixed list of ours.
CLOSED: Final = frozenset({"sector", "influence", "kind", "under_represented"})
_MISSING: Final = frozenset(
    {"", "no data", "n/a", "na", "#n/a", "null", "none", "-", "--", "–", "—", "†", "‡", ".", "?", "anonymous"}
)
_LONGEST_MISSING: Final = 9

_SECTORS: Final[dict[str, str]] = {
    "students": (
        "student students pupil pupils learner learners youth estudiante estudiantes alumnos schuler "
        "schulerin eleve eleves student-group"
    ),
    "families": (
        "parent parents guardian guardians family families parent/guardian caregiver caregivers household "
        "pta pto ptsa mother father padre madre padres familia familias eltern familie familien famille "
        "familles"
    ),
    "educators": (
        "teacher teachers educator educators staff faculty principal principals counselor counselors "
        "paraprofessional aide professor instructor administrator administrators school-staff union "
        "teachers-union lehrer lehrerin lehrkraft docente docentes maestro maestros profesor enseignant "
        "enseignants school-leader coach"
    ),
    "community-leaders": (
        "community community-leader community-leaders clergy faith faith-leader faith-based religious "
        "pastor church civic neighborhood resident residents volunteer nonprofit non-profit npo ngo charity "
        "community-group community-organization community-based-organization cbo media press elder elders "
        "verein gemeinde comunidad lider-comunitario iglesia brigade association associations"
    ),
    "education-institutions": (
        "school schools education k12 k-12 academy institution preschool early-childhood library libraries "
        "schule schulen escuela escuelas ecole ecoles education-institution charter-school district-school"
    ),
    "higher-education": (
        "university universities college colleges higher-ed higher-education community-college "
        "postsecondary universitat hochschule universidad universidades universite"
    ),
    "employers": (
        "business businesses biz employer employers company corporate corporation industry commerce chamber "
        "private-sector for-profit startup unternehmen firma wirtschaft arbeitgeber empresa empresas "
        "empleador entreprise"
    ),
    "policymakers": (
        "government gov govt policymaker policymakers legislator legislature elected elected-official "
        "official board-member school-board politician city county state federal council senator "
        "representative public-sector behorde politik regierung gobierno politico gouvernement public"
    ),
    "peer-districts": ("district districts peer peer-district school-district lea other-district distrito"),
    "support-organizations": (
        "foundation funder funders philanthropy consultant consultants vendor vendors provider partner "
        "partners support support-organization intermediary technical-assistance stiftung fundacion "
        "fondation donor donors"
    ),
}
_SECTOR_WORDS: Final = {word.replace("-", " "): slug for slug, words in _SECTORS.items() for word in words.split()} | {
    "parent/guardian": "families"
}
_INFLUENCE: Final[dict[str, int]] = {
    **dict.fromkeys(("h", "hi", "high", "hoch", "alto", "alta", "eleve", "haut", "strong", "major", "key", "a"), 5),
    **dict.fromkeys(("very high", "highest", "sehr hoch", "muy alto", "tres eleve", "critical", "vh"), 5),
    **dict.fromkeys(("medium high", "mh", "above average", "considerable", "m/h", "h/m"), 4),
    **dict.fromkeys(("m", "med", "medium", "moderate", "mittel", "medio", "media", "moyen", "average", "some", "b"), 3),
    **dict.fromkeys(("l", "lo", "low", "niedrig", "gering", "bajo", "baja", "faible", "little", "minor", "c"), 2),
    **dict.fromkeys(("very low", "lowest", "none", "no", "sehr niedrig", "muy bajo", "minimal", "vl"), 1),
}
_KINDS: Final[dict[str, str]] = {
    **dict.fromkeys(("person", "individual", "i", "contact", "people", "human", "kontakt", "persona", "personne"),
                    "person"),
    **dict.fromkeys(("group", "team", "committee", "coalition", "gruppe", "grupo", "groupe", "household"), "group"),
    **dict.fromkeys(
        ("organization", "organisation", "org", "o", "company", "account", "institution", "business", "agency",
         "school", "firma", "organizacion", "empresa", "entreprise", "college", "university", "department", "district",
         "nonprofit", "verein", "ministry", "ministryofeducation"),
        "organization",
    ),
}  # fmt: skip
_YES: Final = frozenset(
    {"yes", "y", "true", "t", "1", "x", "ja", "j", "si", "s", "oui", "o", "✓", "✔", "wahr", "verdadero"}
)
_NO: Final = frozenset({"no", "n", "false", "f", "0", "nein", "non", "falsch", "falso"})
_LANGUAGES: Final[dict[str, str]] = {
    "en": "English", "eng": "English", "es": "Spanish", "spa": "Spanish", "vi": "Vietnamese", "vie": "Vietnamese",
    "zh": "Chinese", "zho": "Chinese", "chi": "Chinese", "ar": "Arabic", "ara": "Arabic", "so": "Somali",
    "som": "Somali", "fr": "French", "fra": "French", "fre": "French", "de": "German", "deu": "German",
    "ger": "German", "ru": "Russian", "rus": "Russian", "pt": "Portuguese", "por": "Portuguese", "ko": "Korean",
    "kor": "Korean", "tl": "Tagalog", "fil": "Filipino", "hmn": "Hmong", "pl": "Polish", "pol": "Polish",
    "uk": "Ukrainian", "ukr": "Ukrainian", "ja": "Japanese", "jpn": "Japanese", "hi": "Hindi", "ur": "Urdu",
    "fa": "Persian", "ht": "Haitian Creole", "am": "Amharic", "sw": "Swahili", "nv": "Navajo", "it": "Italian",
    "asl": "American Sign Language", "ase": "American Sign Language", "en us": "English", "es mx": "Spanish",
    "ingles": "English", "espanol": "Spanish", "englisch": "English", "deutsch": "German", "spanisch": "Spanish",
    **{fold(name): english for name, english in (
        ("Tiếng Việt", "Vietnamese"), ("Tiếng Anh", "English"), ("Português", "Portuguese"), ("中文", "Chinese"),
        ("普通话", "Chinese (Mandarin)"), ("國語", "Chinese (Mandarin)"), ("粵語", "Chinese (Cantonese)"),
        ("العربية", "Arabic"), ("한국어", "Korean"), ("Русский", "Russian"), ("Soomaali", "Somali"),
        ("Af Soomaali", "Somali"), ("Hmoob", "Hmong"), ("Kreyòl", "Haitian Creole"), ("日本語", "Japanese"),
    )},
    "anglais": "English", "francais": "French", "castellano": "Spanish", "mandarin": "Chinese (Mandarin)",
}  # fmt: skip
_BETWEEN_LANGUAGES: Final = re.compile(r"\s*(?:,|;|/|\||:::|\n|\band\b|\bund\b|\by\b|&|\+)\s*", re.IGNORECASE)


def is_missing(text: str) -> bool:
    """Whether a cell says that there is nothing: "No Data", "N/A", a dash."""
    text = text.strip()
    return len(text) <= _LONGEST_MISSING and fold(text) in _MISSING


def understand(field: str, value: str) -> str:
    """What a value means for a closed field, as we store it ("families", "5", "person", "yes"), or ""."""
    folded = fold(value).replace("’", "").replace("'", "").strip(" .*")
    if field == "sector":
        return _sector(folded)
    if field == "influence":
        return _influence(folded)
    if field == "kind":
        return _KINDS.get(folded, "")
    return "yes" if folded in _YES else "no" if folded in _NO else ""


def translator(key: str, chosen: Mapping[str, str]) -> Callable[[str], str]:
    """From a cell to what it means: as people chose, else as we understand it. Each value is thought about once."""

    @lru_cache(maxsize=4096)
    def translate(cell: str) -> str:
        value = cell.strip()
        return chosen[value] if value in chosen else understand(key, value)

    return translate


def share_understood(field: str, values: Iterable[str]) -> float:
    """The share of the values that mean something for `field`."""
    found = [bool(understand(field, value)) for value in values if not is_missing(value)]
    return sum(found) / len(found) if found else 0.0


def _sector(folded: str) -> str:
    plain = re.sub(r"[\s\-_]+", " ", folded).strip()
    if plain in _SECTOR_WORDS:
        return _SECTOR_WORDS[plain]
    for word in (plain.removesuffix("s"), re.sub(r"s?\b(?=[/&,( ])", "", plain)):
        if word in _SECTOR_WORDS:
            return _SECTOR_WORDS[word]
    for part in re.split(r"\s*[/&,;|()]\s*|\s+(?:and|or|und|y|et)\s+", plain):
        if part in _SECTOR_WORDS:
            return _SECTOR_WORDS[part]
    if plain.split(" ")[-1] in {"university", "college", "district", "school"}:
        return _SECTOR_WORDS[plain.split(" ")[-1]]
    return ""


def _influence(folded: str) -> str:
    if folded in _INFLUENCE:
        return str(_INFLUENCE[folded])
    number = re.fullmatch(r"([1-5])(?:\.0+)?(?:\s*(?:of|/|out of|von|de)\s*5)?", folded)
    if number:
        return number[1]
    worded = re.match(r"([1-5])\s*[-–:=(]|(?:very )?(?:high|low|medium)\b", folded)
    if worded:
        return worded[1] or str(_INFLUENCE.get(worded[0], ""))
    return ""


@lru_cache(maxsize=4096)
def languages(text: str) -> str:
    """The languages of a cell by their English names: "en; es" is "English, Spanish". Unknown ones stay as written."""
    found: list[str] = []
    if is_missing(text):
        return ""
    for part in _BETWEEN_LANGUAGES.split(text.strip()):
        key = fold(part).replace("-", " ").replace("_", " ")
        name = _LANGUAGES.get(key) or part.strip()
        if name and name not in found and not is_missing(name):
            found.append(name)
    return ", ".join(found)
