"""The signing check-list of the worked example: approval, authority, what is signed before it, seal, counterparts, one digest."""

from __future__ import annotations

import pytest

from concordat.diagnostics import Faults
from concordat.language.canonical import text_digest
from concordat.language.walk import blocks
from concordat.language.words import words
from concordat.model.register import State
from concordat.model.tree import Agreement, Table
from concordat.project.authority import records_of
from concordat.project.checklist import checklist
from concordat.project.read import read
from concordat.project.registers import read_held
from concordat.project.standing import signed_before
from concordat.versions.life import latest_of
from support import REPOSITORY

HAND = "example-footprint/collaboration-2024@1.3"
DEED = "example-footprint/collaboration-2025-restated@1.1"


def _list(name: str) -> tuple[Agreement, str]:
    reading = read(REPOSITORY, (name,), on=None, family=False)
    [one] = reading.agreements
    assert one.agreement is not None and reading.workspace.house is not None
    path = name.partition("@")[0]
    register = read_held(REPOSITORY, path, Faults())[1]
    assert register is not None
    digest = text_digest(one.agreement)
    return checklist(
        one.agreement, reading.workspace.house, digest, register, latest_of(register.of(path), State.APPROVED),
        records_of(reading.workspace, path, "sign"), signed_before(reading.workspace, path),
    ), digest  # fmt: skip


@pytest.mark.parametrize(("name", "deed"), [(HAND, False), (DEED, True)])
def test_what_a_check_list_says(name: str, deed: bool) -> None:
    made, digest = _list(name)
    said = "\n".join(piece.text for piece in words(made))
    assert f"The text digest (SHA-256) is {digest}." in said
    assert ("common seal" in said, "under hand" in said) == (deed, not deed)
    tables = {table.identity: table for table in blocks(made) if isinstance(table, Table)}
    assert list(tables) == ["approvals/list", "authority/list", "family/list", "papers/list"]
    assert all(len(tables[one].rows) == 4 for one in ("approvals/list", "authority/list", "papers/list"))
    assert ("seal" in [column.name for column in tables["papers/list"].columns]) is deed
    assert said.count("Version 1.1, signed; dated 28 March 2024") == 3  # each Delegation Agreement
    assert "No record is held" not in said and "Chief Executive: Board, 12 March 2024" in said
    approved = "This text" if not deed else "Version 1.0: the page of versions says what changed since"
    assert said.count(approved) == 4
    assert all(not row.cells[1].inlines for row in tables["papers/list"].rows)  # to be written in
