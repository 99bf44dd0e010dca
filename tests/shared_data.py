"""Where the real files lie that are tried beside the repository's own; None on a machine without them."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SHARED_DATA = FOLDER if FOLDER.is_dir() else None
