"""`concordat blanks`: what is still to be filled, of whom it is wanted, and where it goes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path

from concordat.compose.inlines import text_of
from concordat.diagnostics import Faults
from concordat.language.values import show
from concordat.model.asked import AskedList
from concordat.model.library import House, Workspace
from concordat.project.asked import asked_of
from concordat.project.blanks_form import blanks_form
from concordat.project.blanks_report import by_body, in_one_table
from concordat.project.composed import Composed
from concordat.project.read import read
from concordat.project.views import compare_views
from concordat.render.docx import render_docx
from concordat.render.html.report import render_report
from concordat.render.pdf import render_pdf
from concordat.render.xlsx.workbook import workbook


class Form(StrEnum):
    """How the list is given out."""

    TERMINAL = "terminal"
    DOCX = "docx"
    HTML = "html"
    XLSX = "xlsx"
    JSON = "json"


def blanks(root: Path, names: Iterable[str]) -> tuple[AskedList, House | None, Faults]:
    """What is asked of each body in the agreements named (all where none is), and the house in which a form is drawn.

    Where something cannot be read nothing is listed, and the faults are given; what else is wrong `concordat check` says.
    """
    reading = read(root, names, on=None, family=False)
    workspace = reading.workspace
    if reading.unreadable:
        return AskedList((), (), ()), workspace.house, reading.faults
    composed = [(one.agreement, _within(workspace, one)) for one in reading.agreements if one.agreement]
    parties = frozenset(text_of(party, "legal_name") for party in workspace.parties.values())
    return asked_of(composed, parties), workspace.house, Faults()


def _within(workspace: Workspace, composed: Composed) -> str:
    """The name of the footprint whose agreement it is."""
    return show(workspace.committees[composed.path.split("/")[0]].name)


def as_form(found: AskedList, form: Form, house: House | None, faults: Faults) -> bytes:
    """The list as the bytes of a Word form, a web page, a workbook or JSON; the same list gives the same bytes.

    Nothing, with the faults added, where the Word form cannot be drawn in this house or does not hold its own words.
    """
    if form is Form.JSON:
        return (json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n").encode()
    if form is Form.XLSX:
        return workbook(in_one_table(found))
    if form is Form.HTML:
        return render_report(by_body(found)).encode()
    return _word(found, house, faults) if house is not None else b""


def _word(found: AskedList, house: House, faults: Faults) -> bytes:
    house = house.paper or house
    form = blanks_form(found, house)
    data, wrong = render_docx(form, house, render_pdf(form, house, b"{}").page_of)
    faults.extend(wrong.found)
    if not faults.errors:
        compare_views(form, {"docx": data}, faults)
    return b"" if faults.errors else data
