"""An agreement of a run: the tree, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from concordat.checks import files_of
from concordat.diagnostics import Diagnostic, Severity
from concordat.model.library import Workspace
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
    def version(self) -> bool:
        """Whether it is a version out of a register, named with an `@`, and not the workspace's own text."""
        return "@" in self.path

    @property
    def sound(self) -> bool:
        """Whether the agreement may be written: composed, and without an error."""
        return self.agreement is not None and not any(d.severity is Severity.ERROR for d in self.found)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The doubts found in it."""
        return tuple(d for d in self.found if d.severity is Severity.WARNING)


def of_library(
    workspace: Workspace, tree: Agreement, library: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Those errors of the library that stand in a file whose words this tree prints: they stop it too."""
    files = files_of(workspace, tree) if library else frozenset()
    return tuple(d for d in library if d.span is not None and d.span.file in files)


def named_for(path: str, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What was found, each with the agreement or paper that it arose in; one that has a name keeps it."""
    return tuple(d if d.agreement else replace(d, agreement=path) for d in found)
