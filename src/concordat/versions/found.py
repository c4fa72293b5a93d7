"""Differences as they are found text by text, before those of one cause are put together."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.model.changes import Cause, Edit, Kind
from concordat.versions.printed import Printed


@dataclass(frozen=True)
class TextFound:
    """A text that is on one side alone, or whose words (for an answer or a cell: whose datum) differ."""

    kind: Kind
    old: Printed | None
    new: Printed | None
    edits: tuple[Edit, ...]
    causes: tuple[Cause, ...]

    @property
    def text(self) -> Printed:
        """The text on the newer side, or on the older where it is there alone."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True)
class DatumFound:
    """A value that prints otherwise in a text; `homes` are the identities where the change of the datum may itself stand."""

    old: Printed
    new: Printed
    homes: tuple[str, ...]
    cause: Cause
    edit: Edit
