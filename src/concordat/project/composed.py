"""An agreement of a run: the tree, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.diagnostics import Diagnostic, Severity
from concordat.model.tree import Agreement
from concordat.project.selection import Selected


@dataclass(frozen=True)
class Composed:
    """An agreement with what was found in it. `agreement` is None where there was nothing to compose."""

    selected: Selected
    agreement: Agreement | None
    found: tuple[Diagnostic, ...]

    @property
    def path(self) -> str:
        """The agreement's path."""
        return self.selected.path

    @property
    def sound(self) -> bool:
        """Whether the agreement may be written: composed, and without an error."""
        return self.agreement is not None and not any(d.severity is Severity.ERROR for d in self.found)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The doubts found in it."""
        return tuple(d for d in self.found if d.severity is Severity.WARNING)
