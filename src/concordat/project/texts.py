"""Reading a workspace with the texts of one day: the one place where overlays are settled for a run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.overlays import workspace_from
from concordat.load.workspace import read_workspace
from concordat.model.library import Workspace


def read_texts(root: Path, text_from: date | None = None) -> tuple[Workspace, Faults]:
    """Everything under `root` with the texts that have effect on a day, and all that is wrong with it.

    None stands for the texts as they are drafted now: each with all of its overlays.
    """
    workspace, faults = read_workspace(root)
    return workspace_from(workspace, text_from), faults
