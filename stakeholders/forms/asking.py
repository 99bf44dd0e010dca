from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Question:
    """Something to answer before a form is carried out: a fact, a button that says yes, perhaps a record to look at."""

    name: str
    text: str
    button: str
    record: models.Model | None = None


class Asking:
    """A form that may ask back. `question()` returns what, or None; the button sends the form again with the answer."""

    def question(self):
        return None

    @property
    def open_question(self):
        """The question that a valid form still has to ask, or None."""
        if not hasattr(self, "_open_question"):
            asked = self.question() if self.is_bound and self.is_valid() else None
            self._open_question = None if asked and self.data.get(asked.name) else asked
        return self._open_question
