"""`concordat redline`: two texts compared, and the newer written with what differs marked. Nothing counts unread."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concordat.compose.apparatus import redline_apparatus
from concordat.diagnostics import Faults
from concordat.model.comparison import Compared
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.project.diff import Diff, diff
from concordat.project.for_board import house_now
from concordat.project.issue import Renderer, in_workers
from concordat.project.pool import Job
from concordat.project.redline_front import front_of
from concordat.project.views import Marking
from concordat.store.outputs import write_outputs
from concordat.versions.redline import redline
from concordat.versions.told import heading_said, version_of

FORMS = ("docx", "pdf", "html")
"""What a redline is written as."""

_MARK = "REDLINE"


@dataclass(frozen=True)
class AskedRedline:
    """What was asked: two names, who marks and on which day, whether moves are shown as moves, and which files to write.

    `on` is the day on which an authority must be in force. Without a day of marking the marks bear that of the newer
    version, and `on` where that is not issued.
    """

    old: str
    new: str
    marking: Marking
    on: date
    forms: Collection[str] = FORMS


@dataclass(frozen=True)
class Redlined:
    """What a redline did: the comparison that it shows, the files that now stand, below the workspace, and all that was found."""

    made: Diff
    files: tuple[str, ...]
    faults: Faults


def write_redline(root: Path, asked: AskedRedline, render: Renderer = in_workers) -> Redlined:
    """Write the redline of two texts to `build/<agreement>/`, the newer agreement's folder.

    Each file is read back, and its words on either side must be those of the two texts. What someone edited there since
    it was written is set aside, as with every output.
    """
    made = diff(root, asked.old, asked.new, asked.on)
    faults = made.faults
    house = house_now(root, faults)
    if made.pair is None or made.matched is None or made.comparison is None or house is None:
        return Redlined(made, (), faults)
    tree = marked_tree(made, house, moves=asked.marking.moves)
    new = made.comparison.new
    files: dict[str, bytes] = {}
    # Word wants a day on each half of a move (ECMA-376 Part 1, 17.13.5.24): that of the newer version, where it has one.
    dated = asked.marking.date or new.date or asked.on.isoformat()
    leads = dict(made.matched.forward)
    marking = replace(asked.marking, date=dated, older=made.pair.old.tree, leads=leads)
    for _, views in render([Job(tree.path, tree, house, b"{}", marking=marking)]):
        faults.extend(views.found)
        files = {
            f"{file_name(made)}.{form}": views.files[form] for form in asked.forms if form in views.files
        }
    folder = f"build/{new.path}"
    written = write_outputs(root / folder, files, faults, folder) if files else None
    shown = tuple(f"{folder}/{one.name}" for one in written.files) if written is not None else ()
    return Redlined(made, shown, faults)


def marked_tree(made: Diff, house: House, *, moves: bool) -> Agreement:
    """The redline of a comparison as a tree: its marks bear the numbers of the changes, which are told in front."""
    assert made.matched is not None and made.comparison is not None
    comparison = made.comparison
    said = {
        "old": version_of(comparison.old), "new": version_of(comparison.new), "title": comparison.new.title,
    }  # fmt: skip
    front = front_of(comparison, heading_said(comparison), house)
    apparatus = redline_apparatus(house, said, front, example=_example(made))
    changes = [(str(one.number), one.change) for one in comparison.changes]
    return redline(made.matched, changes, shows=apparatus.version, apparatus=apparatus, moves=moves)


def file_name(made: Diff) -> str:
    """The name of the files without their ending: `<agreement>-<old>-to-<new>-REDLINE`; another agreement is named in full."""
    assert made.comparison is not None
    old, new = made.comparison.old, made.comparison.new
    footprint = f"{new.path.split('/')[0]}/"
    first = _at(old)
    if old.path != new.path:
        first = f"{old.path.removeprefix(footprint).replace('/', '-')}-{first}"
    mark = f"EXAMPLE-{_MARK}" if _example(made) else _MARK
    return f"{new.path.replace('/', '-')}-{first}-to-{_at(new)}-{mark}"


def _at(one: Compared) -> str:
    return one.number or one.name.partition("@")[2] or "draft"


def _example(made: Diff) -> bool:
    assert made.pair is not None
    return made.pair.new.compared.path.split("/")[0] in made.pair.frame.examples
