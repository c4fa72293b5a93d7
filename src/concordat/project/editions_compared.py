"""`concordat diff --editions OLD NEW`: two national editions, and what the newer means for each agreement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from concordat.compose.family import Families
from concordat.diagnostics import Faults, Severity
from concordat.language.nearest import did_you_mean
from concordat.language.values import format_scalar, parse_date
from concordat.model.comparison import Renumbered
from concordat.model.editions import (
    Concerned,
    EditionsCompared,
    EditionText,
    LibraryText,
    LocalText,
    NationalChange,
)
from concordat.model.inlines import Publication
from concordat.model.library import Edition, Entry, Instructions, Precedent, Workspace
from concordat.model.register import State
from concordat.model.tree import Agreement
from concordat.project.beside import read_by
from concordat.project.collector import resting
from concordat.project.composed import Composed
from concordat.project.diff import Form
from concordat.project.read import compose_and_check, read
from concordat.project.registers import read_held
from concordat.project.selection import Selected
from concordat.render.html.report import render_report
from concordat.render.text.report import render_report_text
from concordat.render.xlsx.workbook import workbook
from concordat.versions.editions import Three, ThreeWay, together
from concordat.versions.editions_report import editions_report
from concordat.versions.life import Register
from concordat.versions.parity import answer_classes
from concordat.versions.routes import APPROVER, DRAFTERS, VARIATION
from concordat.versions.standing import of_deviation
from concordat.versions.weigh import NOT_ISSUED

TITLE = "Two national editions, and our texts"


@resting()
def editions_compared(
    root: Path, old: str, new: str, names: Iterable[str]
) -> tuple[tuple[EditionsCompared, ...], Faults]:
    """Compare two editions of clauses/national/ for the agreements named (all where none is), kind by kind.

    Only kinds whose precedent names one of the two are concerned. An edition that is not there is a fault
    (edition-unknown). Nothing is compared where something cannot be read.
    """
    reading = read(root, names, on=None, family=False)
    faults, library = reading.faults, reading.workspace.library
    if reading.unreadable:
        return (), faults
    for name in dict.fromkeys((old, new)):
        if name not in library.editions:
            known = did_you_mean(name, library.editions, "an edition is a folder of clauses/national/")
            faults.add("edition-unknown", None, f"clauses/national/ holds no edition “{name}”", known)
    kinds: dict[str, list[Composed]] = {}
    for one in reading.agreements:
        if not one.version and library.precedents[one.selected.instructions.precedent].edition in (old, new):
            kinds.setdefault(one.selected.instructions.precedent, []).append(one)
    if not kinds and not faults.errors:
        faults.add("edition-unknown", None, f"no agreement named takes its text from “{old}” or “{new}”",
                   "write `edition:` with the name of one in the precedent")  # fmt: skip
    if any(d.code == "edition-unknown" for d in faults.found):
        return (), faults
    both = library.editions[old], library.editions[new]
    return tuple(
        _Kind(root, reading.workspace, kind, both).compared(found) for kind, found in sorted(kinds.items())
    ), faults


def as_form(found: tuple[EditionsCompared, ...], form: Form) -> bytes:
    """The comparison as the bytes of a file; the same comparison gives the same bytes."""
    if form is Form.JSON:
        kinds = [asdict(one) for one in found]
        return (json.dumps({"schema": 1, "kinds": kinds}, ensure_ascii=False, indent=1) + "\n").encode()
    report = editions_report(found, TITLE)
    if form is Form.XLSX:
        return workbook(report)
    return (render_report(report) if form is Form.HTML else render_report_text(report)).encode()


@dataclass(frozen=True)
class _Tried:
    """An agreement as it is with one edition, without its deviations from what the editions hold."""

    workspace: Workspace
    families: Families
    faults: tuple[str, ...]
    agreement: Agreement | None


class _Kind:
    """Compares two editions for the agreements of one kind."""

    def __init__(
        self, root: Path, workspace: Workspace, kind: str, editions: tuple[Edition, Edition]
    ) -> None:
        self._root, self._workspace, self._editions = root, workspace, editions
        self._precedent = workspace.library.precedents[kind]
        self._texts = tuple(map(edition_text, editions))
        self._held = frozenset(one.removeprefix("term/") for text in self._texts for one in text.published)
        self._with = tuple(_with(workspace, self._precedent, one.id, self._held) for one in editions)
        self._families = tuple(map(Families, self._with))
        self._registers: dict[str, Register | None] = {}

    def compared(self, found: Iterable[Composed]) -> EditionsCompared:
        """The two editions for these agreements."""
        old, new = self._texts
        concerned: list[Concerned] = []
        changes: list[NationalChange] = []
        local: list[LocalText] = []
        library: list[LibraryText] = []
        renumbered: dict[Renumbered, None] = {}
        for one in found:
            before, after = (self._tried(one.selected, place) for place in (0, 1))
            concerned.append(self._concerned(one, after))
            library += _of_library(self._workspace, one, self._held)
            if one.agreement is None or before.agreement is None or after.agreement is None:
                continue
            three = Three(
                one.path, before.agreement, after.agreement, one.agreement, one.selected.instructions.deviations,
                answer_classes(self._precedent), read_by(self._workspace.library.tables, self._precedent),
            )  # fmt: skip
            way = ThreeWay(three, old, new)
            changes += way.changes()
            local += way.local()
            renumbered.update(dict.fromkeys(way.renumbered()))
        told = together(changes)
        changed = {one.entry for one in told}
        same = sum(one in new.published and one not in changed for one in old.published)
        return EditionsCompared(
            self._precedent.id, self._precedent.title, old.said, new.said, tuple(concerned), same, told, tuple(local),
            tuple(library), tuple(renumbered), self._untaken(),
        )  # fmt: skip

    def _tried(self, selected: Selected, place: int) -> _Tried:
        workspace, families = self._with[place], self._families[place]
        instructions = _without(selected.instructions, self._held)
        made = compose_and_check(workspace, replace(selected, instructions=instructions), None, (), families)
        errors = tuple(d.message for d in made.found if d.severity is Severity.ERROR)
        return _Tried(workspace, families, errors, made.agreement)

    def _concerned(self, one: Composed, after: _Tried) -> Concerned:
        own = {d.message for d in one.found if d.severity is Severity.ERROR}
        faults = tuple(dict.fromkeys(message for message in after.faults if message not in own))
        footprint = one.path.split("/")[0]
        if footprint not in self._registers:
            self._registers[footprint] = read_held(self._root, one.path, Faults())[1]
        register = self._registers[footprint]
        versions = register.of(one.path) if register is not None else ()
        if not versions:
            return Concerned(one.path, "", NOT_ISSUED, DRAFTERS, faults)
        last = versions[-1]
        return Concerned(
            one.path, str(last.number), last.state.value, _adopts(last.state, bool(last.approvals)), faults
        )

    def _untaken(self) -> tuple[str, ...]:
        """What the newer edition alone holds, and no slot of the precedent takes."""
        old, new = self._editions
        taken = {slot.id for slot in (*self._precedent.clauses, *self._precedent.schedules)}
        return tuple(
            f"{entry.kind.value} “{entry.title}”"
            for name, entry in new.entries.items()
            if name not in old.entries and name not in taken
        )


def edition_text(edition: Edition) -> EditionText:
    """What a comparison knows of an edition: each of its entries and definitions with its publication.

    A definition says nothing of its publication: it is that of the entries, where all of these have one.
    """
    entries = {name: _cited(entry.published) for name, entry in edition.entries.items()}
    every = set(entries.values())
    of_all = every.pop() if len(every) == 1 else ""
    return EditionText(
        edition.id, {**entries, **{f"term/{anchor}": of_all for anchor in edition.definitions}}
    )


def _cited(published: Publication | None) -> str:
    if published is None:
        return ""
    day = parse_date(published.date)
    return f"{published.publisher}: {published.reference}, {format_scalar(day) if day is not None else published.date}"


def _with(workspace: Workspace, precedent: Precedent, edition: str, held: frozenset[str]) -> Workspace:
    """The workspace with a kind's text from one edition, and without deviations from what the editions hold."""
    precedents = {**workspace.library.precedents, precedent.id: replace(precedent, edition=edition)}
    instructions = {
        path: _without(one, held) if one.precedent == precedent.id else one
        for path, one in workspace.instructions.items()
    }
    library = replace(workspace.library, precedents=precedents)
    return replace(workspace, library=library, instructions=instructions)


def _without(instructions: Instructions, held: frozenset[str]) -> Instructions:
    kept = tuple(one for one in instructions.deviations if one.entry.removeprefix("term/") not in held)
    return replace(instructions, deviations=kept)


def _adopts(state: State, approved: bool) -> str:
    if state in (State.SIGNED, State.ENDED):
        return f"every party. {VARIATION}"
    return APPROVER if approved or state is State.FOR_SIGNATURE else DRAFTERS


def _of_library(workspace: Workspace, one: Composed, held: frozenset[str]) -> Iterator[LibraryText]:
    """The deviations of an agreement from the library's own clauses and schedules, which no edition holds."""
    entries: Mapping[str, Entry] = workspace.library.entries
    for deviation in one.selected.instructions.deviations:
        entry = entries.get(deviation.entry)
        if entry is not None and entry.id not in held:
            yield LibraryText(
                one.path, entry.id, entry.title, deviation.replaces != entry.digest, of_deviation(deviation)
            )
