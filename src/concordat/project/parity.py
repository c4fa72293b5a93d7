"""`concordat parity`: agreements of one kind side by side, and beside their precedent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path

from concordat.checks.deviations import title_of
from concordat.compose.particulars import answers
from concordat.diagnostics import Faults
from concordat.language.values import show
from concordat.model.library import Workspace
from concordat.model.parity import Departure, Parity
from concordat.project.beside import member_of, read_by
from concordat.project.composed import Composed
from concordat.project.read import read
from concordat.render.html.report import render_report
from concordat.render.xlsx.workbook import workbook
from concordat.versions.members import NOBODY
from concordat.versions.parity import Compared, parity
from concordat.versions.parity_report import parity_report
from concordat.versions.printed import printed
from concordat.versions.standing import of_deviation

TITLE = "Agreements of one kind side by side"


class Form(StrEnum):
    """How the comparison is given out."""

    TERMINAL = "terminal"
    HTML = "html"
    XLSX = "xlsx"
    JSON = "json"


def parities(root: Path, names: Iterable[str], with_precedent: bool) -> tuple[tuple[Parity, ...], Faults]:
    """The agreements named, set side by side within each kind, by kind; and every fault found on the way.

    `with_precedent` adds what departs from the precedent. Nothing is compared where something cannot be read.
    """
    reading = read(root, names, on=None, family=False)
    if reading.unreadable:
        return (), reading.faults
    library = reading.workspace.library
    kinds: dict[str, list[Composed]] = {}
    for composed in reading.agreements:
        if composed.agreement is not None:
            kinds.setdefault(composed.agreement.precedent, []).append(composed)
    found = []
    for kind, of_kind in sorted(kinds.items()):
        precedent = library.precedents[kind]
        made = parity(precedent, map(_compared, of_kind), read_by(library.tables, precedent))
        if with_precedent:
            departures = tuple(d for one in of_kind for d in _departures(reading.workspace, one))
            made = replace(made, departures=departures)
        found.append(made)
    return tuple(found), reading.faults


def as_form(found: tuple[Parity, ...], form: Form) -> bytes:
    """The comparison as the bytes of a web page, a workbook or JSON; the same comparison gives the same bytes."""
    if form is Form.JSON:
        kinds = [asdict(kind) for kind in found]
        return (json.dumps({"kinds": kinds}, ensure_ascii=False, indent=1) + "\n").encode()
    report = parity_report(found, TITLE)
    return workbook(report) if form is Form.XLSX else render_report(report).encode()


def _compared(composed: Composed) -> Compared:
    selected, agreement = composed.selected, composed.agreement
    assert agreement is not None
    member = member_of(selected.member) if selected.member is not None else NOBODY
    return Compared(agreement, selected.instructions.path, member, selected.instructions.deviations)


def _departures(workspace: Workspace, composed: Composed) -> Iterator[Departure]:
    """The answers that are not the precedent's defaults, and the deviations, of one agreement."""
    selected, agreement = composed.selected, composed.agreement
    assert agreement is not None
    precedent = workspace.library.precedents[agreement.precedent]
    committee = workspace.committees[selected.path.split("/")[0]]
    given = answers(precedent, selected.instructions, committee, selected.member)
    asked = {text.identity for text in printed(agreement)}
    for name, question in precedent.questions.items():
        default, here = question.default, given[name]
        if f"particular/{name}" in asked and default is not None and show(default) != show(here):
            source = here.source or ("no source given" if here.span != default.span else "")
            yield Departure(agreement.path, "answer", question.label, show(default), show(here), source)
    for deviation in selected.instructions.deviations:
        library = workspace.library.entries.get(deviation.entry) or workspace.library.definitions.get(
            deviation.entry.removeprefix("term/")
        )
        yield Departure(
            agreement.path, "deviation", title_of(library, deviation), "the library’s text", "local text",
            of_deviation(deviation),
        )  # fmt: skip
