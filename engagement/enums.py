from django.db import models


class Channel(models.TextChoices):
    """How a contact happened."""

    EMAIL = "email", "Email"
    CALL = "call", "Call"
    MEETING = "meeting", "Meeting"
    EVENT = "event", "Event"
