"""What goes wrong when somebody hands over a file, said to the person who did."""


class UnreadableFile(ValueError):
    """The file cannot be read as a table.

    `str()` is one sentence for a superintendent. `line` is the row as a spreadsheet numbers it, when it is known.
    """

    def __init__(self, sentence: str, *, line: int | None = None) -> None:
        super().__init__(sentence)
        self.line = line
