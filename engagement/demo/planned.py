"""What is planned and asked in the demo; days are counted from the day it is loaded, negative ones are past."""

from typing import NamedTuple

VOTE = "Board vote"
BUDGET = 118_000
WEEKLY_HOURS = {"CS": 5, "CD": 12, "CT": 12, "PH": 12, "PE": 9}


class Planned(NamedTuple):
    """One activity, from day `begin` to day `end`; `percent` 100 is done and kept as `kept`.

    `partners` are keys, each with a role after a colon where it is another than asked first; `works` are colleagues who
    do the work, each with their hours after a colon.
    """

    name: str
    purpose: str
    lead: str
    begin: int
    end: int
    hours: int
    budget: int
    participation: int
    percent: int = 0
    partners: str = ""
    risk: str = ""
    waits: bool = False
    notes: str = ""
    languages: str = ""
    time_of_day: str = ""
    place: str = ""
    child_care: bool = False
    transport: bool = False
    accountable: str = ""
    works: str = ""
    asked: str = ""
    kept: int | None = None


class Asked(NamedTuple):
    """One ask, `ago` days back; `answered` and `settled` are days back too, `due` is days ahead."""

    key: str
    side: str
    kind: str
    what: str
    by: str
    ago: int
    state: str
    answered: int | None = None
    due: int | None = None
    settled: int | None = None


MASTERY = (
    Planned("Vision team, first three meetings", "shape-the-vision", "CD", -96, -74, 30, 900, 5, 100,
            "students pta spanish", notes="The team wrote the first draft of the vision in its own words.",
            languages="English, Spanish", time_of_day="After six", child_care=True, kept=4),
    Planned("Listening sessions, five languages", "shape-the-vision", "CD", -69, 10, 50, 4200, 2, 86,
            "spanish:responsible el-students eastside",
            notes="Eight evenings. What was said goes back to those who said it.",
            languages="English, Spanish, Vietnamese, Somali, Arabic", time_of_day="After six, and one Saturday",
            place="Eastside Elementary and the library", child_care=True, transport=True, works="PE:14", asked="PH"),
    Planned("Student showcase night", "make-the-case", "CD", -5, 22, 38, 2800, 4, 50,
            "students:accountable chamber hospital:informed",
            risk="The gym is taken on the evening we announced.", time_of_day="Six to eight",
            place="West Mesa High", transport=True),
    Planned("One-page case for employers", "make-the-case", "CT", -2, 31, 16, 600, 3, 20, "chamber workforce"),
    Planned("Spring pilot, three schools", "do-the-work", "CS", 23, 200, 180, 61_000, 5, 0,
            "teachers teacher-leaders principals", waits=True, accountable="CS", works="PH:40", asked="PE",
            notes="Hillcrest Middle, Mesa View Middle and the evening program."),
    Planned("Teacher peer visits", "do-the-work", "PH", -42, 152, 116, 18_500, 5, 42,
            "teacher-leaders:responsible teachers", accountable="CS", works="PE:24"),
    Planned("Transcript for college admissions", "extend-the-work", "CT", -60, -4, 92, 9000, 4, 35,
            "university college counselors", notes="A transcript an admissions reader can use in three minutes."),
    Planned("Family guide to progress reports", "support-the-work", "PE", -11, 78, 46, 3400, 3, 25, "pta iep spanish",
            languages="English, Spanish, Vietnamese"),
    Planned("Three-year foundation request", "stay-the-course", "CS", -23, 56, 34, 0, 4, 40,
            "foundation board-president"),
    Planned("Board policy, first reading", "stay-the-course", "CS", 62, 176, 58, 1200, 2, 0, "board-president board-3"),
)  # fmt: skip

WORK = (
    Planned("Host handbook for small employers", "support-the-work", "CT", -14, 35, 24, 800, 3, 30,
            "merchants workforce"),
    Planned("Safety training before the first day", "do-the-work", "CT", 14, 60, 18, 1500, 3, 0, "trades utility"),
)  # fmt: skip

MASTERY_ASKS = (
    Asked("hospital", "ours", "advocate", "Say at the board meeting what a graduate should show", "CS", 12, "asked"),
    Asked("hospital", "ours", "invest", "Lend a meeting room for showcase night", "CD", 26, "kept", 22, -8, 8),
    Asked("university", "ours", "work-differently", "Read ten mock-up transcripts and mark what is unclear", "CT", 33,
          "accepted", 24, -3),
    Asked("teachers", "ours", "work-differently", "Try peer visits in four buildings", "PH", 60, "accepted", 51, 40),
    Asked("teachers", "theirs", "work-differently", "Planning time for pilot teachers, in the calendar", "CS", 48,
          "accepted", 41, 6),
    Asked("spanish", "theirs", "", "Tell us what changed because of the first session", "CD", 30, "kept", 29, -10, 11),
    Asked("chamber", "ours", "advocate", "A word in the December letter to members", "CD", 20, "declined", 15),
    Asked("foundation", "ours", "invest", "Three years of coaching", "CS", 18, "asked", None, 60),
    Asked("eastside", "theirs", "", "Hold one session at the neighborhood center", "CD", 70, "not-kept", 66, -30, 28),
)  # fmt: skip

WORK_ASKS = (
    Asked("hospital", "ours", "invest", "Twelve seats for February", "CT", 35, "accepted", 28, 70),
    Asked("workforce", "ours", "advocate", "Name two hosts from the board", "CT", 22, "accepted", 16, 14),
)  # fmt: skip
