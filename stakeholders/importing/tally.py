"""Counts what an import will do or did, in the numbers the pages and the command show."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from stakeholders.importing.deciding import Action, Decision
from stakeholders.importing.drafts import Choice, Trouble

ABSENT_NAMED: Final = 50


@dataclass(slots=True)
class Tally:
    """What became of the rows so far. `new` counts stakeholders by kind, `outcome` rows, `troubles` rows to look at;
    `seen` are the keys of those recognised, `absent` of those the last list of this layout had and this one has not."""

    rows: int = 0
    outcome: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    troubles: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    updated: int = 0
    fields_filled: int = 0
    fields_replaced: int = 0
    tagged: int = 0
    kept: int = 0
    roles: int = 0
    groups: int = 0
    implied: int = 0
    others: int = 0
    looks: int = 0
    joined: int = 0
    absent: list[int] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    reasons_out: list[list[int | str]] = field(default_factory=list)

    def count(self, decision: Decision) -> None:
        """Take in one row."""
        self.rows += 1
        action = decision.main.action
        self.outcome[action] += 1
        if decision.is_doubtful:
            self.looks += 1
            self.troubles.update({problem.trouble for problem in decision.reading.problems})
        if action == Action.OUT and len(self.reasons_out) < 5:
            self.reasons_out.append([decision.reading.number, decision.reason_out])
        if action in {Action.CREATE, Action.COMPLETE}:
            self.roles += decision.choice == Choice.ROLE
            self.groups += decision.choice == Choice.GROUP
        for step in decision.steps:
            if step.action == Action.CREATE:
                self.new[step.draft.kind] += 1
                self.sectors[step.draft.sector] += 1
            elif step.action == Action.UPDATE:
                self.updated += 1
                self.fields_filled += len(step.changes)
                self.fields_replaced += step.overwritten
                self.tagged += bool(step.tags)
            elif step.action == Action.KEEP:
                self.kept += 1
            elif step.action == Action.COMPLETE:
                self.sectors[step.draft.sector] += 1
        self.joined += decision.joining is not None
        if decision.match and decision.match.pk is not None:
            self.seen.add(decision.match.pk)
        if decision.others:
            self.seen.update(step.pk for step in decision.others if step.pk is not None)
        if decision.implied:
            self.implied += len(decision.implied)
        if decision.others:
            self.others += sum(step.action == Action.CREATE for step in decision.others)

    def to_json(self) -> dict[str, Any]:
        """As it is kept with the import."""
        return {
            "rows": self.rows,
            "written": self.rows - self.outcome[Action.OUT],
            "out": self.outcome[Action.OUT],
            "new": sum(self.new.values()),
            "kinds": dict(self.new),
            "sectors": dict(self.sectors),
            "updated": self.updated,
            "fields_filled": self.fields_filled,
            "fields_replaced": self.fields_replaced,
            "tagged": self.tagged,
            "kept": self.kept,
            "roles": self.roles,
            "groups": self.groups,
            "implied": self.implied,
            "others": self.others,
            "looks": self.looks,
            "joined": self.joined,
            "absent": len(self.absent),
            "absent_keys": self.absent[:ABSENT_NAMED],
            "troubles": {trouble.name.lower(): self.troubles[trouble] for trouble in Trouble if self.troubles[trouble]},
            "reasons_out": self.reasons_out,
        }
