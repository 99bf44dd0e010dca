"""What the team may honor with two partners, written down with their consent, and why the district does so."""

from engagement.demo.rows import Honor

WHY = "The board's equity policy of June asks that each conversation honor whom it is with."
HONORS = (
    Honor(
        "tribal",
        culture="No meetings in the week of the fall gathering. Elders speak first.",
        identity="A government of its own, not a community group.",
        values="Nothing about their children without them.",
        agreed="By letter from the education director, in September.",
    ),
    Honor(
        "spanish",
        culture="Evenings, with children welcome and food shared. Spanish first, then English.",
        values="A promise is kept, or taken back in person.",
        agreed="At the meeting in October, by show of hands.",
    ),
)
