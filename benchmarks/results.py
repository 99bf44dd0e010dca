"""What a row of the table says."""

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Result:
    """One measured figure against what is to be reached; `more_is_better` turns the comparison round."""

    row: int
    measure: str
    value: float
    reach: float
    aim: float
    raw: dict = field(default_factory=dict)
    more_is_better: bool = False

    @property
    def met(self):
        return self.value >= self.reach if self.more_is_better else self.value <= self.reach

    @property
    def aim_met(self):
        return self.value >= self.aim if self.more_is_better else self.value <= self.aim

    def as_json(self):
        return {**asdict(self), "met": self.met}


def table(results):
    """Return the results as lines of text."""
    head = f"{'row':>3}  {'measure':<52} {'value':>9} {'reach':>7} {'aim':>7}  met"
    lines = [
        f"{one.row:>3}  {one.measure:<52} {one.value:>9.3g} {one.reach:>7g} {one.aim:>7g}  "
        f"{'aim' if one.aim_met else 'yes' if one.met else 'NO'}"
        for one in results
    ]
    return "\n".join([head, *lines])
