"""The revisions of a PDF, and how much each changes the one before, as pyHanko's rules see it (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).propagate = False  # what it murmurs is told by what is found here
    logging.getLogger(_name).addHandler(logging.NullHandler())

ENCRYPTED = "it is encrypted"
DAMAGED = "it is damaged"


class _Reader(PdfFileReader):
    """pyHanko's reader, which reads the list at the head of a stream of objects once and not for each object in it.

    An agreement of a hundred pages has eight thousand objects in one stream: minutes become seconds.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._heads: dict[int, tuple[Any, bytes, list[int]]] = {}
        super().__init__(*arguments, **named)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        again = partial(super()._get_object_from_stream, idnum, stmnum, idx)
        stream: Any = generic.Reference(stmnum, 0, self).get_object()
        kept = self._heads.get(stmnum)
        if kept is None or kept[0] is not stream:
            data = bytes(stream.read_data(DecodePurpose.OBJECT_STREAM))
            try:
                head = [int(word) for word in data[: stream["/First"]].split()]
            except ValueError:
                return again()
            kept = self._heads[stmnum] = (stream, data, head)
        _, data, head = kept
        if (
            stream["/Type"] != "/ObjStm"
            or len(head) != 2 * stream["/N"]
            or head[2 * idx : 2 * idx + 1] != [idnum]
        ):
            return again()  # it says what is wrong
        source = BytesIO(data)
        source.seek(stream["/First"] + head[2 * idx + 1])
        try:
            found = generic.read_object(source, generic.Reference(idnum, 0, self))
        except PdfError:
            return again()
        return again() if isinstance(found, generic.StreamObject | generic.IndirectObject) else found


def reader_of(data: bytes) -> Any:
    """A reader of a file's revisions; strict, unless the file is one that only a lenient reader takes. Raises for no PDF."""
    try:
        return _Reader(BytesIO(data), strict=True)
    except PdfError:
        return _Reader(BytesIO(data), strict=False)


class Revisions:
    """How much each revision of a file changes the one before; what was found is kept, since it takes long."""

    def __init__(self, reader: Any, policy: Any) -> None:
        self._reader, self._policy = reader, policy
        self._found: dict[tuple[int, Any, str], ModificationLevel] = {}

    def after(
        self, last: int, permission: Any = None, locked: Any = None
    ) -> Iterator[tuple[int, ModificationLevel]]:
        """Each revision after one, counted from 1, with how much it changes; OTHER is what the rules do not clear.

        `permission` and `locked` are what a signature before them allows, and the fields that it locks.
        """
        for revision in range(last + 1, self._reader.xrefs.total_revisions + 1):
            key = (revision, permission, str(locked.as_pdf_object()) if locked is not None else "")
            if key not in self._found:
                self._found[key] = self._level(revision, permission, locked)
            yield revision, self._found[key]

    def _level(self, revision: int, permission: Any, locked: Any) -> ModificationLevel:
        try:
            old = self._reader.get_historical_resolver(revision - 2)
            new = self._reader.get_historical_resolver(revision - 1)
            result = self._policy.apply(old=old, new=new, field_mdp_spec=locked, doc_mdp=permission)
        except SuspiciousModification:
            return ModificationLevel.OTHER
        except Exception:  # a revision that cannot be followed is one that changes something
            return ModificationLevel.OTHER
        level: ModificationLevel = result.modification_level
        return level
