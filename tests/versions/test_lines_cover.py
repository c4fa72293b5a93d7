"""Every clause, schedule and table of the library that matters belongs to a line of the first screen, and no line names what is not there."""

from __future__ import annotations

import pytest

from concordat.language.rows import names_in, text_of
from concordat.load.workspace import read_workspace
from concordat.model.changes import Sort
from concordat.model.data import Datum
from concordat.model.library import EntryKind, Workspace
from concordat.versions.grades import NAMES
from concordat.versions.lines import PRECEDENCE, lines_of
from concordat.versions.weigh import LINES
from support import REPOSITORY

WANTED = (
    "National text", "Parties", "Services", "Money", "Governance powers", "Liability", "Term, termination and variation",
    "Information governance", "Definitions", "Guidance", "Other",
)  # fmt: skip


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    found, _ = read_workspace(REPOSITORY)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def rows(workspace: Workspace) -> tuple[Datum, ...]:
    return workspace.library.datasets[LINES].rows


def named(rows: tuple[Datum, ...], column: str) -> list[str]:
    return [name for row in rows for name in names_in(row, column)]


def test_the_lines_are_those_that_an_officer_sees_first(workspace: Workspace) -> None:
    lines = lines_of(workspace.library.datasets[LINES], NAMES).lines
    assert tuple(line.heading for line in lines) == WANTED
    assert [[line.name for line in lines if getattr(line, what)] for what in ("national", "money", "rest")] == [
        ["national-text"], ["money"], ["other"],
    ]  # fmt: skip


def test_every_entry_and_table_of_class_5_and_more_belongs_to_a_line(
    workspace: Workspace, rows: tuple[Datum, ...]
) -> None:
    entries, tables = set(named(rows, "entries")), set(named(rows, "tables"))
    wanting = [
        entry.id
        for entry in workspace.library.entries.values()
        if entry.significance >= 5 and entry.id not in entries
    ]
    for table in workspace.library.tables.values():
        if (
            max((column.significance or 0 for column in table.columns), default=0) >= 5
            and table.id not in tables
        ):
            wanting.append(table.id)
    assert sorted(set(wanting) - {"material-schedules"}) == []


def test_no_line_names_what_is_not_there(workspace: Workspace, rows: tuple[Datum, ...]) -> None:
    library = workspace.library
    asked = {name for p in library.precedents.values() for name in (*p.questions, *p.party_questions)}
    entries = {entry.id for entry in library.entries.values() if entry.kind in EntryKind}
    columns = {f"{table.id}/{column.name}" for table in library.tables.values() for column in table.columns}
    for column, known in {
        "entries": entries, "tables": set(library.tables), "particulars": asked, "columns": columns, "counted": columns,
        "editions": columns, "standing": columns, "sorts": {sort.value for sort in Sort}, "classes": set(map(str, range(10))),
    }.items():  # fmt: skip
        assert sorted(set(named(rows, column)) - known) == [], column


def test_no_name_stands_in_two_lines(rows: tuple[Datum, ...]) -> None:
    for column in PRECEDENCE:
        found = named(rows, column)
        assert sorted({name for name in found if found.count(name) > 1}) == [], column


def test_what_says_that_a_newer_edition_binds_is_what_the_guidance_itself_says(
    workspace: Workspace, rows: tuple[Datum, ...]
) -> None:
    (moving,) = (text_of(row, "moving") for row in rows if text_of(row, "moving"))
    standings = {text_of(row, "standing") for row in workspace.library.datasets["mandated-guidance"].rows}
    assert standings == {moving, "As at its date"}


def test_a_workspace_without_the_lines_has_one_for_each_class() -> None:
    lines = lines_of(None, NAMES).lines
    assert [(line.name, line.heading) for line in lines][:2] == [
        ("class-9", "National text"),
        ("class-8", "Legal substance"),
    ]
    assert len(lines) == 9
