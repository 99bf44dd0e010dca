"""Opens an Office package (a zip) only after it has been found harmless, and reads its XML without ever expanding an
entity, fetching an address or holding a part in memory."""

import io
import posixpath
import stat
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from defusedxml.common import DTDForbidden, EntitiesForbidden  # type: ignore[import-untyped]

from coalition.lib.tabular.errors import UnreadableFile
from coalition.lib.tabular.limits import Limits, in_megabytes
from coalition.lib.tabular.sniffing import SAVE_AS

_CHUNK: Final = 64 * 1024
# What every workbook has: one of Excel, one of OpenDocument.
_ENTRIES: Final = frozenset({"[content_types].xml", "content.xml"})
_MENTIONED_BYTES: Final = 1024 * 1024
_DAMAGED: Final = "This workbook is damaged and cannot be opened: open it in Excel, save it again and choose that file."
_HOSTILE: Final = (
    "This workbook holds instructions that a contact list never needs, so it was not opened: save the list as CSV."
)

Attributes = dict[str, str]


@dataclass(slots=True)
class Handlers:
    """What to do with a part: `start(name, attributes)`, `end(name)`, `text(data)`; names come without a prefix unless
    the handlers know which are used."""

    start: Callable[[str, Attributes], None]
    end: Callable[[str], None] | None = None
    text: Callable[[str], None] | None = None
    keeps_prefixes: bool = False


class Package:
    """A zip that passed the checks. The deadline runs over everything read from it."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, IndexError) as error:
            raise UnreadableFile(_DAMAGED) from error
        _check_entries(entries, len(data), limits)
        self.limits = limits
        self._deadline = time.thread_time() + limits.seconds
        self._names = {_tidy(entry.filename).lower(): entry for entry in entries}
        self._check_is_workbook()

    def _check_is_workbook(self) -> None:
        names = self._names
        if "xl/workbook.bin" in names:
            raise UnreadableFile(f"This is a binary Excel workbook (.xlsb): open it in Excel and {SAVE_AS}.")
        if "word/document.xml" in names or "ppt/presentation.xml" in names:
            raise UnreadableFile(f"This is a Word or PowerPoint file, not a spreadsheet: {SAVE_AS}.")
        if any(name.endswith(".iwa") for name in names):
            raise UnreadableFile(f"This is an Apple Numbers file: export it and {SAVE_AS}.")
        if not names.keys() & {"[content_types].xml", "content.xml"} and not any(
            name.startswith("xl/") for name in names
        ):
            raise UnreadableFile("This is a zip archive, not a spreadsheet: unpack it and choose the list inside.")

    def has(self, name: str) -> bool:
        """Whether the package holds this part, whatever the case of its name."""
        return _tidy(name).lower() in self._names

    def mentions(self, name: str, word: bytes) -> bool:
        """Whether a part, as far as a program would write it, holds these bytes."""
        entry = self._names.get(_tidy(name).lower())
        if entry is None:
            return False
        try:
            with self._zip.open(entry) as part:
                return word in part.read(_MENTIONED_BYTES)
        except (RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise UnreadableFile(_DAMAGED) from error

    def read(self, name: str, handlers: Handlers) -> None:
        """Read one whole XML part; raises `UnreadableFile` when it is damaged or hostile."""
        for _ in self.stream(name, handlers):
            pass

    def stream(self, name: str, handlers: Handlers) -> Iterator[None]:
        """Read one XML part piece by piece: what the handlers gathered can be taken away after each."""
        entry = self._names.get(_tidy(name).lower())
        if entry is None:
            raise UnreadableFile(_DAMAGED)
        parser = _parser(handlers)
        taken = depth = 0
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    if time.thread_time() > self._deadline:
                        raise UnreadableFile("This workbook takes too long to read: save the list alone as CSV.")
                    depth += _deeper(chunk)
                    if depth > self.limits.declarations:
                        raise UnreadableFile(_HOSTILE)
                    parser.Parse(chunk, False)
                    taken += len(chunk)
                    if taken - parser.CurrentByteIndex > self.limits.silent_bytes:
                        raise UnreadableFile(_HOSTILE)
                    yield
                parser.Parse(b"", True)
                yield
        except (DTDForbidden, EntitiesForbidden) as error:
            raise UnreadableFile(_HOSTILE) from error
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise UnreadableFile(_DAMAGED) from error
        except (RuntimeError, LookupError, ValueError) as error:
            if isinstance(error, UnreadableFile):
                raise
            raise UnreadableFile(_DAMAGED) from error


def _deeper(chunk: bytes) -> int:
    """About how many more elements a piece of XML opens than it closes: expat keeps a record of each open one."""
    text = chunk.replace(b"\x00", b"") if b"\x00" in chunk else chunk
    others = text.count(b"/>") + text.count(b"<?") + text.count(b"<!")
    return text.count(b"<") - 2 * text.count(b"</") - others


def hostile() -> UnreadableFile:
    """What to say to a workbook that no program would write."""
    return UnreadableFile(_HOSTILE)


def locked() -> UnreadableFile:
    """What to say to a workbook that opens with a password only."""
    return UnreadableFile(
        "This workbook is protected with a password: remove the password, save it and choose it again."
    )


def damaged() -> UnreadableFile:
    """What to say to a workbook whose parts do not fit together."""
    return UnreadableFile(_DAMAGED)


def _tidy(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


def _check_entries(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    if len(entries) > limits.zip_entries:
        raise UnreadableFile(_HOSTILE)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise locked()
        if stat.S_ISLNK(entry.external_attr >> 16) or ".." in entry.filename.replace("\\", "/").split("/"):
            raise UnreadableFile(_HOSTILE)
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = unpacked > limits.unpacked_free_bytes and unpacked > limits.unpacked_ratio * packed
    if unpacked > limits.unpacked_bytes or too_dense:
        raise UnreadableFile(
            f"This workbook unpacks to {in_megabytes(unpacked)}, far more than a contact list: save it as CSV."
        )


def _parser(handlers: Handlers) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK

    def on_root(name: str, attributes: Attributes) -> None:
        """Most files use no prefix: then the handlers are called without a detour, which halves the time."""
        strips = ":" in name and not handlers.keeps_prefixes
        parser.StartElementHandler = on_start if strips else handlers.start
        parser.EndElementHandler = on_end if strips and handlers.end else handlers.end
        (on_start if strips else handlers.start)(name, attributes)

    def on_start(name: str, attributes: Attributes) -> None:
        handlers.start(name.rpartition(":")[2], attributes)

    def on_end(name: str) -> None:
        if handlers.end:
            handlers.end(name.rpartition(":")[2])

    def on_doctype(name: str, system: str | None, public: str | None, has_internal_subset: bool) -> None:
        raise DTDForbidden(name, system, public)

    def on_entity(name: str, *rest: object) -> None:
        raise EntitiesForbidden(name, None, None, None, None, None)

    parser.StartElementHandler = on_root
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = on_doctype
    parser.EntityDeclHandler = on_entity
    parser.ExternalEntityRefHandler = None
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser
