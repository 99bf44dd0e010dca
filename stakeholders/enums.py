"""The fixed vocabularies of who, why and where they stand. Tables that administrators edit are models instead."""

from django.db import models


class Kind(models.TextChoices):
    """What a stakeholder is."""

    PERSON = "person", "Person"
    GROUP = "group", "Group"
    ORGANIZATION = "organization", "Organization"


class PersonType(models.TextChoices):
    """In what capacity a person is listed; it decides who may rate them and who sees the rating."""

    OFFICIAL = "official", "Office holder, official or employee, in that role"
    PRIVATE = "private", "Private individual, such as a family member or resident"
    STUDENT = "student", "Student"


class ContactWay(models.TextChoices):
    """How somebody prefers to be reached."""

    IN_PERSON = "in-person", "In person"
    PHONE = "phone", "Phone call"
    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    THROUGH = "through", "Through somebody they trust"


class Phase(models.TextChoices):
    """The three reasons to need a partner, after the framework's why."""

    SHAPE = "shape", "Shape"
    IMPLEMENT = "implement", "Implement"
    SUSTAIN = "sustain", "Sustain"

    @property
    def icon(self):
        """The name of its Lucide icon."""
        return {"shape": "compass", "implement": "hammer", "sustain": "sprout"}[self.value]


class Participation(models.IntegerChoices):
    """How much say a partner has, on the IAP2 spectrum."""

    INFORM = 1, "Inform"
    CONSULT = 2, "Consult"
    INVOLVE = 3, "Involve"
    COLLABORATE = 4, "Collaborate"
    EMPOWER = 5, "Empower"


class Score(models.IntegerChoices):
    """The fixed scores of the six levels of investment; their labels are in the table InvestmentLevel."""

    ADVERSARY = -2, "Adversary"
    SKEPTICAL = -1, "Skeptical"
    UNAWARE = 0, "Unaware"
    AWARE = 1, "Aware"
    ON_BOARD = 2, "On board"
    CHAMPION = 3, "Champion"


class RatingSource(models.TextChoices):
    STAFF = "staff", "Staff estimate"
    SELF_REPORT = "self-report", "Their own answer"


class Confidence(models.IntegerChoices):
    """How sure the assessor is."""

    GUESS = 1, "A guess"
    FAIRLY = 2, "Fairly sure"
    SURE = 3, "Sure"


class RelationshipKind(models.TextChoices):
    WORKS_WITH = "works-with", "Works with"
    REPORTS_TO = "reports-to", "Reports to"
    FUNDS = "funds", "Funds"
    MEMBER_OF = "member-of", "Member of"
    KNOWS = "knows", "Knows personally"
    IN_TENSION = "in-tension", "In tension"
    ADVISES = "advises", "Advises"


class RelationshipSource(models.TextChoices):
    STAFF = "staff", "Staff"
    SELF_REPORT = "self-report", "Self-reported"
    INFERRED = "inferred", "Inferred"


class Trust(models.IntegerChoices):
    """Trust between two stakeholders, rated as the PARTNER survey does."""

    NOT_AT_ALL = 1, "Not at all"
    LITTLE = 2, "A little"
    FAIR = 3, "A fair amount"
    GREAT = 4, "A great deal"


class Amount(models.IntegerChoices):
    """How much one end of a tie brings to the other, rated as the PARTNER survey does."""

    NOTHING = 1, "Nothing"
    LITTLE = 2, "A little"
    FAIR = 3, "A fair amount"
    GREAT = 4, "A great deal"


class BodyKind(models.TextChoices):
    VISION_TEAM = "vision-team", "Vision team"
    DESIGN_TEAM = "design-team", "Design team"
    BOARD = "board", "School board"
    OTHER = "other", "Other"
