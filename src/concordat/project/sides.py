"""OLD and NEW of a comparison: kept versions, the workspace's own texts, and the precedent's text.

`AGREEMENT@1.0`, `@2025-07-01` and `@signed` are versions; `AGREEMENT` (or `@draft`) is the workspace's own text as it is
drafted now, `@draft-2025-07-01` that text as it is from a day, whether or not it was issued, and `@precedent` what the
precedent gives the agreement by itself. `@1.1` alone, as NEW, is of the agreement that OLD names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concordat.compose.compose import compose
from concordat.diagnostics import Faults, Severity, Stage
from concordat.language.canonical import text_digest
from concordat.language.overlays import workspace_from
from concordat.language.values import format_scalar, parse_date
from concordat.language.walk import blocks
from concordat.load.frame import Frame, frame_of, read_frame
from concordat.load.workspace import read_workspace
from concordat.model.comparison import Compared
from concordat.model.library import Workspace
from concordat.model.register import State
from concordat.model.tree import Agreement, Party, Table
from concordat.project.collector import resting
from concordat.project.composed import Composed
from concordat.project.frozen import Frozen, frozen_of
from concordat.project.registers import tree_of
from concordat.project.selection import Selected, plain_name, select
from concordat.project.standing import restated_by, text_from
from concordat.project.versions_named import DRAFT, PRECEDENT, STATES
from concordat.versions.members import NOBODY, Member
from concordat.versions.weigh import LINES

NOT_ISSUED = "not issued"
"""The state of a text that no register holds."""


@dataclass(frozen=True)
class Given:
    """One side: what every view says of it, its tree, where it is kept if it is a version, and what must be said of it.

    `restates` is the path of the agreement whose text it restates, or empty; `local` is false of the precedent's own.
    """

    compared: Compared
    tree: Agreement
    frozen: Frozen | None = None
    said: tuple[str, ...] = ()
    restates: str = ""
    local: bool = True

    @property
    def member(self) -> Member:
        """For whom the agreement is, where its instructions make one for each of a list: by the names in its own text."""
        slug = self.compared.path.partition("/")[2].partition("/")[2]
        parties = (one for one in blocks(self.tree) if isinstance(one, Party))
        named = next((one for one in parties if slug and one.identity == f"party/{slug}"), None)
        return Member(slug, (named.legal_name, named.short_name)) if named is not None else NOBODY


@dataclass(frozen=True)
class Pair:
    """The two sides, and what a comparison needs of the workspace."""

    old: Given
    new: Given
    frame: Frame

    @property
    def members(self) -> tuple[Member, Member]:
        """The members of the two, where they are two: `this` of one is then `this` of the other. Else nobody, twice."""
        both = self.old.member, self.new.member
        apart = both[0].slug != both[1].slug
        return both if apart and NOBODY not in both else (NOBODY, NOBODY)

    @property
    def one_text(self) -> bool:
        """Whether one side is a later text of the other: of the same agreement, or of what restates it."""
        paths = self.old.compared.path, self.new.compared.path
        restated = self.new.restates == paths[0] or self.old.restates == paths[1]
        return self.old.local and self.new.local and (paths[0] == paths[1] or restated)


@dataclass(frozen=True)
class _Name:
    """A name in its parts: the agreement, what follows the `@`, and the day of a text that is not issued."""

    path: str
    at: str = ""
    day: date | None = None

    @property
    def own(self) -> bool:
        """Whether it means no version of a register."""
        return self.at in ("", PRECEDENT)

    @property
    def shown(self) -> str:
        """The name in full."""
        at = f"{DRAFT}-{self.day.isoformat()}" if self.day is not None else self.at
        return f"{self.path}@{at}" if at else self.path


@resting()
def pair_of(root: Path, old: str, new: str) -> tuple[Pair | None, Faults]:
    """The two texts that these names mean; None, with the faults, where one means none or something cannot be read.

    The workspace is read whole, and composed, only where a side is no version. No check judges a text here.
    """
    faults = Faults()
    first = _name_of(old, "")
    if not first.path:
        hint = "write AGREEMENT@1.0; the second name may be short, @1.1"
        faults.add("agreement-unknown", None, f"“{old}” names no agreement", hint)
        return None, faults
    names = (first, _name_of(new, first.path))
    held = {one.name: one for one in frozen_of(root, (n.shown for n in names if not n.own), faults)}
    workspace = None
    if any(name.own for name in names):
        workspace, found = read_workspace(root)
        faults.extend(d for d in found.found if d.severity is Severity.ERROR)
    if _unreadable(faults):
        return None, faults
    sides = [_side(name, held, workspace, faults) for name in names]
    if sides[0] is None or sides[1] is None:
        return None, faults
    frame = frame_of(workspace) if workspace is not None else _frame(root, (sides[0], sides[1]), faults)
    return (Pair(sides[0], sides[1], frame) if not _unreadable(faults) else None), faults


def _name_of(name: str, beside: str) -> _Name:
    before, _, at = name.partition("@")
    path = plain_name(before) or beside
    day = parse_date(at.removeprefix(f"{DRAFT}-")) if at.startswith(f"{DRAFT}-") else None
    return _Name(path, "" if at == DRAFT or day is not None else at, day)


def _side(name: _Name, held: dict[str, Frozen], workspace: Workspace | None, faults: Faults) -> Given | None:
    if not name.own:
        found = held.get(name.shown)
        return _kept(found, name, faults) if found is not None else None
    assert workspace is not None
    return _own(workspace, name, faults)


def _kept(frozen: Frozen, name: _Name, faults: Faults) -> Given | None:
    version, copy = frozen.meant.version, frozen.meant.copy
    tree = tree_of(frozen.kept, copy, faults)
    if tree is None:
        return None
    state = STATES.get(name.at, version.state)
    days = {
        State.APPROVED: max((one.date for one in version.approvals.values()), default=""),
        State.SIGNED: version.dated or version.signed_on,
        State.ENDED: version.ending.date if version.ending is not None else "",
    }
    issue = copy.issue
    compared = Compared(
        name.shown, version.agreement, issue.title, issue.committee, str(version.number), state.value,
        days.get(state) or copy.line.date, issue.text_from or version.dated, issue.text_digest,
    )  # fmt: skip
    said = (f"{frozen.meant.said[:1].upper()}{frozen.meant.said[1:]}.",) if frozen.meant.said else ()
    return Given(compared, tree, frozen, said, issue.restates)


def _own(workspace: Workspace, name: _Name, faults: Faults) -> Given | None:
    texts = workspace_from(workspace, name.day)
    chosen = select(texts, (name.path,), faults)
    if len(chosen) != 1:
        if chosen:
            message = f"“{name.path}” names {len(chosen)} agreements, and a comparison is of one with one"
            faults.add("agreement-unknown", None, message, "name one: `concordat list`")
        return None
    selected, said = chosen[0], list[str]()
    if name.day is not None:
        said.append(
            f"{name.shown}: the text as it is drafted from {format_scalar(name.day)}; nobody has issued it."
        )
    if name.at == PRECEDENT:
        texts, selected = _precedent_alone(texts, selected)
        said.append(
            f"{name.shown}: the text and the answers of the precedent; nothing that is said locally is in it."
        )
    tree, found = compose(texts, selected.instructions, selected.member)
    if tree is None:
        faults.extend(found.found)
        return None
    local, own = name.at != PRECEDENT, Composed(selected, tree, ())
    effective = text_from(texts, own) if local else ""
    compared = Compared(
        name.shown, selected.path, tree.title, tree.committee, "", NOT_ISSUED, "", effective, text_digest(tree)
    )  # fmt: skip
    return Given(compared, tree, None, tuple(said), restated_by(own), local)


def _precedent_alone(workspace: Workspace, selected: Selected) -> tuple[Workspace, Selected]:
    """An agreement without what its footprint and its instructions answer, and without local text; its parties stay."""
    folder = selected.path.split("/")[0]
    committee = replace(workspace.committees[folder], values={}, party_answers={})
    plain = {
        path: replace(one, answers={}, party_answers={}, each={}, deviations=(), overlays=(), effective=None)
        for path, one in workspace.instructions.items()
        if path.startswith(f"{folder}/")
    }
    without = replace(
        workspace,
        committees={**workspace.committees, folder: committee},
        instructions={**workspace.instructions, **plain},
    )
    return without, replace(selected, instructions=plain[selected.instructions.path])


def _frame(root: Path, sides: tuple[Given, Given], faults: Faults) -> Frame:
    """What is needed of the workspace for two kept versions; of its tables, those whose rows come or go between them."""
    trees = [side.tree for side in sides]
    before, after = map(_rows, trees)
    differing = (name for name in {**before, **after} if before.get(name) != after.get(name))
    footprints = (tree.path.split("/")[0] for tree in trees)
    frame, found = read_frame(root, (tree.precedent for tree in trees), differing, (LINES,), footprints)
    faults.extend(found.found)
    return frame


def _rows(tree: Agreement) -> dict[str, tuple[str, ...]]:
    """The rows of each table, by the name of its file."""
    return {
        one.identity.rpartition("/")[2].partition("@")[0]: tuple(row.identity for row in one.rows)
        for one in blocks(tree)
        if isinstance(one, Table)
    }


def _unreadable(faults: Faults) -> bool:
    return any(d.stage is Stage.READ and d.severity is Severity.ERROR for d in faults.found)
