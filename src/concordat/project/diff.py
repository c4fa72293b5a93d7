"""`concordat diff`: two texts compared, and what changed told with its weight."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.model.comparison import Comparison
from concordat.model.register import Approval, State
from concordat.project.beside import read_by
from concordat.project.collector import resting
from concordat.project.control import minuted
from concordat.project.sides import Given, Pair, pair_of
from concordat.render.html.report import render_report
from concordat.render.text.report import render_report_text
from concordat.render.xlsx.workbook import workbook
from concordat.versions.compare import compare_sides
from concordat.versions.comparison_report import comparison_report
from concordat.versions.matching import Match, match, side
from concordat.versions.parity import answer_classes
from concordat.versions.told import shown_day
from concordat.versions.weigh import LINES, weigh

JSON_SCHEMA = 1
"""The number of the shape of the JSON. A field may be added under the same number; none is taken away or given another meaning."""


class Form(StrEnum):
    """How a comparison is given out."""

    TERMINAL = "terminal"
    MARKDOWN = "md"
    HTML = "html"
    XLSX = "xlsx"
    JSON = "json"


@dataclass(frozen=True)
class Diff:
    """The two sides, how they match and what was found between them, or None where they could not be had; and all that
    was met."""

    pair: Pair | None
    matched: Match | None
    comparison: Comparison | None
    faults: Faults


def diff(root: Path, old: str, new: str, on: date) -> Diff:
    """Compare the texts that two names mean (`project/sides.py`). `on` is the day on which an authority must be in force."""
    pair, faults = pair_of(root, old, new)
    if pair is None:
        return Diff(None, None, None, faults)
    with resting():
        members = pair.members
        matched = match(side(pair.old.tree, members[0]), side(pair.new.tree, members[1]))
        return Diff(pair, matched, compared(pair, matched, on), faults)


def compared(pair: Pair, matched: Match, on: date) -> Comparison:
    """The comparison of two sides, weighed, with what must be said of them."""
    old, new, frame = pair.old, pair.new, pair.frame
    precedent = frame.precedents.get(new.tree.precedent)
    classes = answer_classes(precedent) if precedent is not None else {}
    rows = read_by(frame.tables, precedent) if precedent is not None else {}
    changes = compare_sides(matched.old, matched.new, classes, rows)
    footprints = dict.fromkeys(one.compared.path.split("/")[0] for one in (old, new))
    made = weigh(
        old.compared,
        new.compared,
        matched,
        changes,
        on=on,
        lines=frame.datasets.get(LINES),
        authorities=[one for name in footprints for one in frame.authorities.get(name, ())],
        approvals=old.frozen.meant.version.approvals if old.frozen is not None else None,
        significance=classes,
        parties=frame.parties,
        one_text=pair.one_text,
    )
    return replace(made, statements=(*made.statements, *_said(pair)))


def as_form(comparison: Comparison, form: Form) -> bytes:
    """A comparison as the bytes of a file; the same comparison gives the same bytes."""
    if form is Form.JSON:
        return as_json(comparison)
    report = comparison_report(comparison)
    if form is Form.XLSX:
        return workbook(report)
    return (render_report(report) if form is Form.HTML else render_report_text(report)).encode()


def as_json(comparison: Comparison) -> bytes:
    """The whole of a comparison as JSON; sums are texts of a decimal number of pounds (docs/formats.md)."""
    found = {"schema": JSON_SCHEMA, **asdict(comparison)}
    return (json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _said(pair: Pair) -> Iterator[str]:
    yield from pair.old.said
    yield from pair.new.said
    if pair.old.tree.precedent != pair.new.tree.precedent:
        yield "The two are agreements of different kinds: little of what differs is a change."
    yield from _relied_on(pair.old, pair.new)


def _relied_on(old: Given, new: Given) -> Iterator[str]:
    """By whom the older version was approved, and on what authority the newer was made to differ from it."""
    if old.frozen is None or new.frozen is None or old.compared.path != new.compared.path:
        return
    if old.compared.state == State.APPROVED.value:
        version = old.frozen.meant.version
        names = {one.slug: one.legal_name for one in version.last.issue.parties}
        said = [f"{names.get(slug, slug)} ({_decided(one)})" for slug, one in version.approvals.items()]
        yield f"Authority relied on: version {version.number} was approved by {'; '.join(said)}."
    authority = new.frozen.meant.copy.issue.authority
    if authority is not None:
        where = ", ".join(filter(None, (authority.body, shown_day(authority.meeting), authority.minute)))
        yield f"Version {new.compared.number} relies on the authority record {authority.id}: {where}. {authority.resolution}"


def _decided(approval: Approval) -> str:
    return ", ".join(filter(None, (approval.body, shown_day(approval.date), minuted(approval))))
