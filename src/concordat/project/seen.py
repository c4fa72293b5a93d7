"""What a board last saw of an agreement of which its paper speaks, and what has changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.canonical import text_digest
from concordat.language.overlays import chain_of, day_of
from concordat.language.values import parse_date, show
from concordat.language.walk import blocks
from concordat.model.comparison import Compared, Comparison, Route
from concordat.model.library import Instructions, Workspace
from concordat.model.pack import PackPlan
from concordat.model.register import Event, State
from concordat.model.tree import Agreement, Party
from concordat.project.beside import read_by
from concordat.project.composed import Composed
from concordat.project.registers import TREE, read_held, register_folder, tree_of
from concordat.project.versions_named import meant, split_at
from concordat.store.register import Register as Kept
from concordat.store.register import read_manifest
from concordat.versions.compare import compare_sides
from concordat.versions.filled import blanks_filled
from concordat.versions.life import Copy, Register, Version
from concordat.versions.matching import match, side
from concordat.versions.members import NOBODY
from concordat.versions.parity import answer_classes
from concordat.versions.weigh import LINES, weigh

NEVER = "never"
"""What `seen:` says where the board has seen no earlier text."""


@dataclass(frozen=True)
class Seen:
    """What has changed since a board last saw an agreement; the file of the register that holds what it saw, with its SHA-256."""

    comparison: Comparison
    file: str
    digest: str


@dataclass(frozen=True)
class _Shown:
    """A version as a board saw it: the copy, the day on which it was last put before boards or approved by the last of
    them, and where the version stood when this paper was written: its state, and the day of that."""

    version: Version
    copy: Copy
    seen_on: str
    state: State
    day: str


class LastSeen:
    """Finds what the board of one paper last saw, in the register of each agreement."""

    def __init__(self, root: Path, workspace: Workspace, paper: Instructions, plan: PackPlan) -> None:
        """`paper` may say it (`seen:`); else the versions of before the day of its meeting are looked through."""
        self._root, self._workspace, self._paper = root, workspace, paper
        self._meeting = day_of(paper.answers.get(plan.meeting_from))
        board = paper.answers.get(plan.body_from)
        self._board = show(board) if board is not None else ""

    def of(self, key: str, composed: Composed, faults: Faults) -> Seen | None:
        """What has changed in the agreement of a key since the board last saw it; None where it saw no earlier text.

        A version that `seen:` names and the register does not hold is a fault (version-unknown) at its place.
        """
        if composed.agreement is None:
            return None
        given = self._paper.seen.get(key)
        said = str(given.value).strip() if given is not None else ""
        if said == NEVER:
            return None
        found = Faults()
        kept, register = read_held(self._root, composed.path, found)
        seen = self._last(register, kept, composed, said, found) if register is not None else None
        span = given.span if given is not None else None
        faults.extend(replace(one, span=one.span or span, agreement=self._paper.path) for one in found.found)
        if seen is None:
            return None
        shown, tree = seen
        return Seen(self._compared(shown, tree, composed), *self._file(kept, shown.copy, composed.path))

    def _last(
        self, register: Register, kept: Kept, composed: Composed, said: str, faults: Faults
    ) -> tuple[_Shown, Agreement] | None:
        """The version that the paper names, or the last that came before the board; with its tree."""
        day = parse_date(said)
        if said and day is None:
            path, at = split_at(said if not said.startswith("@") else f"{composed.path}{said}")
            if not at:
                faults.add("version-unknown", None, f"“{said}” names no version that the board can have seen",
                           f"write @1.0, the day on which the board saw it (2024-10-01), or {NEVER}")  # fmt: skip
                return None
            named = meant(register, path, at, faults)
            shown = [_as_of(named.version, named.copy, self._meeting)] if named is not None else []
        else:
            path, before = composed.path, self._meeting if day is None else day
            names = (*chain_of(self._workspace, path).before, path)
            shown = [one for name in names for one in _of(register, name, before)]
            if said and not shown:
                faults.add("version-unknown", None, f"no version of {path} had been issued for approval on {said}",
                           f"write the version (@1.0), another day, or {NEVER}; `concordat history {path}` tells them")  # fmt: skip
        for one in sorted(shown, key=lambda one: (one.seen_on, one.copy.line.sequence), reverse=True):
            tree = tree_of(kept, one.copy, faults)
            if tree is not None and (said or self._earlier(one, tree, composed)):
                return one, tree
        return None

    def _earlier(self, shown: _Shown, tree: Agreement, composed: Composed) -> bool:
        """Whether a version came before the board at an earlier time, and is not what this paper puts before it.

        That is a version that still waits for approval and has the words of the pack, but for blanks filled since.
        """
        if self._meeting is not None and shown.seen_on >= self._meeting.isoformat():
            return False
        if shown.state is not State.FOR_APPROVAL or composed.agreement is None:
            return True
        return blanks_filled(tree, composed.agreement) is None

    def _compared(self, shown: _Shown, old: Agreement, composed: Composed) -> Comparison:
        new, workspace = composed.agreement, self._workspace
        assert new is not None
        precedent = workspace.library.precedents[composed.selected.instructions.precedent]
        before, after = side(old, NOBODY), side(new, NOBODY)
        classes = answer_classes(precedent)
        changes = compare_sides(before, after, classes, read_by(workspace.library.tables, precedent))
        version, issue = shown.version, shown.copy.issue
        was = Compared(
            f"{version.agreement}@{version.number}", version.agreement, old.title, old.committee, str(version.number),
            shown.state.value, shown.day, version.effective, issue.text_digest,
        )  # fmt: skip
        now = Compared(composed.path, composed.path, new.title, new.committee, "", "not issued", "",
                       "", text_digest(new))  # fmt: skip
        made = weigh(
            was,
            now,
            match(before, after),
            changes,
            on=self._meeting or date.fromisoformat(shown.day),
            significance=classes,
            lines=workspace.library.datasets.get(LINES),
            authorities=[
                one.authority for one in workspace.committees[composed.path.split("/")[0]].authority
            ],
            approvals={} if shown.state in (State.DRAFT, State.FOR_APPROVAL) else version.approvals,
            parties=workspace.parties,
        )
        own = {
            b.identity.rpartition("/")[2]
            for b in blocks(new)
            if isinstance(b, Party) and b.legal_name == self._board
        }
        return _for_one(made, own) if own else made

    def _file(self, kept: Kept, copy: Copy, path: str) -> tuple[str, str]:
        manifest = read_manifest(kept, copy.line, Faults())
        assert manifest is not None
        folder = register_folder(self._root, path).relative_to(self._root)
        return f"{folder.as_posix()}/{copy.line.folder}/{TREE}", manifest.files[TREE].sha256


def _for_one(comparison: Comparison, own: Collection[str]) -> Comparison:
    """A comparison with the routes of one party alone, by its slug: what its own board may agree, and who else for it."""

    def of(routes: tuple[Route, ...]) -> tuple[Route, ...]:
        return tuple(one for one in routes if not one.party or one.party.rpartition("/")[2] in own)

    changes = tuple(replace(one, routes=of(one.routes)) for one in comparison.changes)
    return replace(comparison, changes=changes, routes=of(comparison.routes))


def _of(register: Register, path: str, before: date | None) -> Iterator[_Shown]:
    """The versions of an agreement that had been issued for approval on a day, each as it then stood."""
    for version in register.of(path):
        copy = version.copies.get(State.FOR_APPROVAL)
        if copy is not None and (before is None or copy.line.date <= before.isoformat()):
            yield _as_of(version, copy, before)


def _as_of(version: Version, copy: Copy, day: date | None) -> _Shown:
    """A version with the state that it had on a day (None: now), as far as a board is told: as issued, approved, signed."""
    wanted = day.isoformat() if day is not None else "9999"
    issued = copy.line.state, copy.line.date
    reached = [issued]
    if version.approvals and not version.lacking(Event.APPROVED):
        reached.append((State.APPROVED, max(one.date for one in version.approvals.values())))
    if version.signed_on:
        reached.append((State.SIGNED, version.signed_on))
    by_then = [one for one in reached if one[1] <= wanted] or [issued]
    seen_on = max((when for state, when in by_then if state is not State.SIGNED), default=issued[1])
    return _Shown(version, copy, seen_on, *by_then[-1])
