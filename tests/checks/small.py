"""A small sound workspace, spoilt in one way by each test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from concordat.checks import check_agreement, check_library
from concordat.compose.compose import compose
from concordat.diagnostics import Diagnostic
from concordat.load.workspace import read_workspace
from concordat.model.library import Workspace
from concordat.model.tree import Agreement

BASE = Path(__file__).parent / "workspace"
HOUSE = Path(__file__).parents[2] / "agreements" / "house"

Changes = Mapping[str, str | tuple[str, str]]
"""For a file its whole new text, or words that stand in it once and those that replace them."""


@dataclass(frozen=True)
class Seen:
    """What a spoilt workspace gives: as read, its agreement, and what reading and composing, and the checks,
    found."""

    workspace: Workspace
    agreement: Agreement
    before: tuple[Diagnostic, ...]
    found: tuple[Diagnostic, ...]

    def of(self, code: str) -> list[Diagnostic]:
        """What the checks found of one code."""
        return [one for one in self.found if one.code == code]


def look(changes: Changes | None = None, today: date | None = None) -> Seen:
    """The small workspace with some changes, read, composed and checked."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        shutil.copytree(BASE, root)
        shutil.copytree(HOUSE, root / "agreements" / "house", copy_function=_link)
        for name, change in (changes or {}).items():
            _change(root / name, change)
        workspace, faults = read_workspace(root)
    instructions = workspace.instructions["valley/sharing-2024"]
    agreement, composed = compose(workspace, instructions)
    assert agreement is not None, [(d.span, d.message) for d in (*faults.found, *composed.found)]
    found = (*check_library(workspace).found, *check_agreement(workspace, agreement, today).found)
    return Seen(workspace, agreement, (*faults.found, *composed.found), found)


def _change(path: Path, change: str | tuple[str, str]) -> None:
    if isinstance(change, tuple):
        text = path.read_text(encoding="utf-8")
        assert text.count(change[0]) == 1, f"{path.name} holds {change[0]!r} {text.count(change[0])} times"
        change = text.replace(*change)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(change, encoding="utf-8")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)
