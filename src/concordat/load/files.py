"""The one place that opens a file of the workspace: listing, checks of paths, and the reading of text.

A path is never made from an identity: files are found by listing folders, in one order on every machine. A link
that leads out of the workspace is named and never followed.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from concordat.diagnostics import Faults, Related, Span
from concordat.load.characters import check_characters
from concordat.load.names import check_slug

LARGEST = 1_048_576
"""How many bytes a file of prose or YAML may have."""
LARGEST_TABLE = 10 * LARGEST
"""How many bytes a CSV file may have."""
LARGEST_ASSET = 50 * LARGEST
"""How many bytes a font, a picture or a Word file may have."""

_MISTAKEN = {".yml": ".yaml", ".txt": ".md", ".markdown": ".md", ".tsv": ".csv"}
_UNREAD = frozenset({"README.md", "LICENCE.txt", "LICENSE.txt"})


class WorkspaceFiles:
    """The files of one workspace. `sources` and `digests` grow as files are read."""

    def __init__(self, root: Path, faults: Faults) -> None:
        """`root` is the folder of the workspace; `faults` takes what is wrong with any file."""
        self.root = root
        self.resolved = root.resolve()
        self.faults = faults
        self.sources: dict[str, str] = {}
        self.digests: dict[str, str] = {}

    def exists(self, path: str) -> bool:
        """Whether there is a file at this path (with `/`, from the root)."""
        return (self.root / path).is_file()

    def folders(self, folder: str) -> list[str]:
        """The names of the folders in a folder, sorted; those that begin with a point are left out."""
        return [name for name, is_folder in self._listing(folder) if is_folder]

    def files(
        self, folder: str, *suffixes: str, deep: bool = False, leave: tuple[str, ...] = ()
    ) -> list[str]:
        """The paths of the files in a folder that end in one of `suffixes`, sorted; `deep` for folders within.

        `leave` names folders that are not entered. A file whose name is no slug is reported and left out.
        """
        return [path for path in self._walk(folder, deep, leave) if self._named_well(path, suffixes)]

    def _walk(self, folder: str, deep: bool, leave: tuple[str, ...]) -> Iterator[str]:
        listing = self._listing(folder)
        self._check_case(folder, [name for name, _ in listing])
        for name, is_folder in listing:
            if not is_folder:
                yield f"{folder}/{name}"
            elif deep and name not in leave:
                yield from self._walk(f"{folder}/{name}", deep, ())

    def _listing(self, folder: str) -> list[tuple[str, bool]]:
        try:
            names = sorted(name for name in os.listdir(self.root / folder) if not name.startswith("."))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            self.faults.add(
                "file-missing", Span(folder, 1, 1), f"the folder cannot be opened: {error.strerror}"
            )
            return []
        return [
            (name, (self.root / folder / name).is_dir()) for name in names if self._inside(f"{folder}/{name}")
        ]

    def _inside(self, path: str, *, whole: bool = False) -> bool:
        """Whether a path stays in the workspace: its last part alone, or the `whole` of it, folders included."""
        full = self.root / path
        if not whole and not full.is_symlink():
            return True
        try:
            target = full.resolve()
        except (OSError, RuntimeError):
            target = Path("/")
        if target.is_relative_to(self.resolved):
            return True
        self.faults.add(
            "path-outside", Span(_printable(path), 1, 1), "this link leads out of the workspace, or nowhere, and is not followed",
            "Copy the file into the workspace.",
        )  # fmt: skip
        return False

    def _check_case(self, folder: str, names: list[str]) -> None:
        seen: dict[str, str] = {}
        for name in names:
            other = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
            if other != name:
                self.faults.add(
                    "file-name", Span(_printable(f"{folder}/{name}"), 1, 1), f"`{name}` and `{other}` differ in capitals alone",
                    "Some computers take them for one file: rename one.", [Related("the other", Span(f"{folder}/{other}", 1, 1))],
                )  # fmt: skip

    def _named_well(self, path: str, suffixes: tuple[str, ...]) -> bool:
        name = path.rsplit("/", 1)[1]
        stem, dot, suffix = name.rpartition(".")
        if name in _UNREAD or name.endswith("~"):
            return False
        if dot + suffix in suffixes:
            return check_slug(stem, Span(_printable(path), 1, 1), self.faults, "the file name")
        right = _MISTAKEN.get((dot + suffix).lower()) or (dot + suffix).lower()
        if right in suffixes:
            self.faults.add(
                "file-name", Span(_printable(path), 1, 1), f"this file is not read: its name ends in `{dot}{suffix}`",
                f"Let it end in `{right}`.",
            )  # fmt: skip
        return False

    def read_bytes(self, path: str, largest: int = LARGEST_ASSET) -> bytes | None:
        """The bytes of a file, or None after a fault. The path must come from `files` or name a known file."""
        span = Span(path, 1, 1)
        full = self.root / path
        if not self._inside(path, whole=True):
            return None
        try:
            if not full.is_file():
                self.faults.add(
                    "file-missing", span, f"{path} is not there", "Put it there, or correct its name."
                )
                return None
            size = full.stat().st_size
            if size > largest:
                self.faults.add("file-too-large", span, f"the file has {size:,} bytes; {largest:,} is the most",
                                "Part it into several files.")  # fmt: skip
                return None
            data = full.read_bytes()
        except OSError as error:
            self.faults.add(
                "file-missing",
                span,
                f"the file cannot be opened: {error.strerror}",
                "Look at its permissions.",
            )
            return None
        self.digests[path] = sha256(data).hexdigest()
        return data

    def read_text(self, path: str, *, checked: bool = True, largest: int = LARGEST) -> str | None:
        """The text of a file, or None after a fault.

        UTF-8, with or without its mark (BOM); line ends become `\\n`; letters with marks take their composed form
        (NFC). With `checked`, characters that may not stand are reported and made spaces; the YAML reader does
        that itself.
        """
        data = self.read_bytes(path, largest)
        if data is None:
            return None
        text = self._decode(data, path)
        if text is None:
            return None
        text = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
        self.sources[path] = text
        if not text.strip():
            self.faults.add(
                "file-empty", Span(path, 1, 1), "the file holds nothing", "Write into it, or delete it."
            )
            return None
        return check_characters(text, path, self.faults) if checked else text

    def _decode(self, data: bytes, path: str) -> str | None:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (
            len(data) > 1 and 0 in data[:2] and data[:2] != b"\0\0"
        ):
            self.faults.add("file-encoding", Span(path, 1, 1), "the file is UTF-16", "Save it as UTF-8.")
            return None
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = data[: error.start]
            line = before.count(b"\n") + 1
            column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
            shown = data[error.start : error.start + 1].decode("cp1252", "replace")
            self.faults.add(
                "file-encoding", Span(path, line, column), f"the file is not UTF-8: this byte would be “{shown}” in an old "
                "Windows or Latin-1 file", "Save the file as UTF-8.",
            )  # fmt: skip
            return None


def _printable(path: str) -> str:
    shown = path if len(path) <= 120 else path[:120] + "…"
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in shown
    )
