"""The codes that no change to a text file brings about: what the machine lacks, house.docx, and faults of our own.

Each has a folder of the gallery with `special.toml` (what happened, for docs/errors.md) and `expected.txt`.
"""

from __future__ import annotations

import errno
import os
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from lives_cases import LIVES
from test_gallery import poor
from word_parts import with_part

from concordat.checks import check_agreement
from concordat.cli.messages import as_text
from concordat.cli.run import guarded
from concordat.diagnostics import CODES, Diagnostic, Faults, Span
from concordat.language.walk import blocks
from concordat.load.signed_pdf import judge_signed
from concordat.load.workspace import read_workspace
from concordat.model.data import Datum
from concordat.model.library import House, Workspace
from concordat.model.signatures import PdfSignature, SignatureKind, SignedPdf
from concordat.model.tree import Agreement, Cell, Group, GroupKind, Row, Table, Text
from concordat.project import environment, pack, pool, views
from concordat.project.editions_compared import editions_compared
from concordat.project.read import Reading, read
from concordat.project.textconv import text_of
from concordat.render.docx import check_house
from concordat.render.pdf import EngineMissing
from concordat.render.text import render_text
from concordat.store import files, lock, outputs
from concordat.store.audit import audit
from faulty import HERE, Case, spoil, workspace
from store.register import spoilt as a_register

T = TypeVar("T")
Special = Callable[[Path, pytest.MonkeyPatch], Iterable[Diagnostic]]


def _sound(folder: Path) -> tuple[Reading, Agreement, House]:
    reading = read(workspace(folder), (), None)
    [composed] = reading.agreements
    assert composed.agreement is not None
    assert reading.workspace.house is not None
    return reading, composed.agreement, reading.workspace.house


def _changed(tree: T, old: object, new: object) -> T:
    """A tree with one of its parts changed, wherever it is."""
    if tree is old:
        return new  # type: ignore[return-value]
    if isinstance(tree, tuple):
        return tuple(_changed(part, old, new) for part in tree)  # type: ignore[return-value]
    if hasattr(tree, "__dataclass_fields__") and not isinstance(tree, Span):
        names = [
            name
            for name in ("groups", "blocks", "heading", "rows", "cells", "children")
            if hasattr(tree, name)
        ]
        return replace(tree, **{name: _changed(getattr(tree, name), old, new) for name in names})  # type: ignore[type-var]
    return tree


def access_heading_level(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    reading, tree, _ = _sound(folder)
    clause = next(b for b in blocks(tree) if isinstance(b, Group) and b.kind is GroupKind.CLAUSE)
    assert clause.heading is not None
    deep = _changed(tree, clause.heading, replace(clause.heading, level=4))
    return check_agreement(reading.workspace, deep, None).found


def table_total(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    reading, tree, _ = _sound(folder)
    table = next(b for b in blocks(tree) if isinstance(b, Table) and any(row.total for row in b.rows))
    total: Row = next(row for row in table.rows if row.total)
    cell: Cell = total.cells[1]
    return check_agreement(
        reading.workspace, _changed(tree, cell, replace(cell, inlines=(Text("£1,100"),))), None
    ).found


def particular_type(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    reading, tree, _ = _sound(folder)
    [(path, instructions)] = reading.workspace.instructions.items()
    wrong = Datum("a fair price", Span("agreements/valley/sharing-2024.yaml", 3, 3))
    spoilt = replace(instructions, answers={**instructions.answers, "fee": wrong})
    return check_agreement(replace(reading.workspace, instructions={path: spoilt}), tree, None).found


def clause_twice(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    from concordat.compose.compose import compose  # noqa: PLC0415  only this case composes by itself

    found, _ = read_workspace(workspace(folder))
    precedent = found.library.precedents["sharing"]
    twice = replace(precedent, clauses=(*precedent.clauses, precedent.clauses[0]))
    spoilt: Workspace = replace(found, library=replace(found.library, precedents={"sharing": twice}))
    return compose(spoilt, next(iter(spoilt.instructions.values())), None)[1].found


def words_differ(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    _, tree, house = _sound(folder)
    faults = Faults()
    views.compare_views(
        tree, {"md": render_text(tree, house).replace("must keep", "may keep").encode()}, faults
    )
    return faults.found


def house_placeholder(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    _, _, house = _sound(folder)
    spoilt = with_part(
        house.docx, "word/document.xml", lambda text: text.replace("{{r title", "{{r titel", 1)
    )
    assert spoilt != house.docx
    return check_house(replace(house, docx=spoilt)).found


def house_style_missing(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    _, _, house = _sound(folder)
    spoilt = with_part(
        house.docx, "word/styles.xml", lambda text: text.replace('w:val="Recital"', 'w:val="Recitals"')
    )
    return check_house(replace(house, docx=spoilt)).found


def house_departs(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    root = workspace(folder)
    spoil(
        root,
        Case("house-departs", "", change={"agreements/house/house.yaml": ["left: 25", "left: 30"]}),
    )
    house = read_workspace(root)[0].house
    assert house is not None
    return check_house(house).found


def paper_long(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    root = workspace(folder)
    spoil(root, Case("paper-long", "", on_top="paper"))
    [paper] = read(root, (), None, papers=True).papers
    faults = Faults()
    pack.judge_length(paper, views.Views(contents_on=3), faults)
    assert not faults.found
    pack.judge_length(paper, views.Views(contents_on=4), faults)
    return faults.found


def dependency_old(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    patch.setattr(environment, "version", lambda name: "5.4" if name == "lxml" else "99")
    return environment.check_environment().found


def _render(folder: Path, patch: pytest.MonkeyPatch, problem: Exception) -> Iterable[Diagnostic]:
    _, tree, house = _sound(folder)

    def fail(*given: object) -> views.Views:
        raise problem

    patch.setattr(pool, "render_views", fail)
    return pool._one(pool.Job(tree.path, tree, house, b"{}")).found


def render_failed(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return _render(folder, patch, RuntimeError("the page has no end"))


def system_library_missing(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return _render(
        folder, patch, EngineMissing("the PDF needs Pango, and the machine has none; install libpango-1.0-0")
    )


def output_not_writable(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    patch.setattr(files.os, "fsync", full)
    faults = Faults()
    outputs.write_outputs(folder / "build", {"valley-DRAFT.md": b"words"}, faults, "build/valley")
    return faults.found


def set_aside(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    faults = Faults()
    outputs.write_outputs(folder, {"valley-DRAFT.md": b"words"}, faults, "build/valley")
    (folder / "valley-DRAFT.md").write_bytes(b"words of someone else")
    outputs.write_outputs(folder, {"valley-DRAFT.md": b"new words"}, faults, "build/valley")
    assert any(
        path.read_bytes() == b"words of someone else" for path in folder.glob("valley-DRAFT-edited-*.md")
    )
    return faults.found


def signed_file(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    faults, of = Faults(), "O=Hill Library,CN=A. Reader"
    signature = PdfSignature("sign.hill", SignatureKind.SIGNATURE, of, "0" * 64, "", 2, 1, True, changed_in=3)
    judge_signed(SignedPdf("", 3, (signature,), 3), "valley-signed.pdf", faults)
    return faults.found


def workspace_missing(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return read_workspace(folder)[1].found


def edition_unknown(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return editions_compared(workspace(folder), "form-2031", "form-2033", ())[1].errors


def word_unreadable(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    patch.chdir(folder)
    faults = Faults()
    Path("minutes.docx").write_bytes(b"words in another form")
    text_of(Path("minutes.docx"), faults)
    return faults.found


def register_newer(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    register = a_register.written(folder)
    a_register.add_newer(register)
    return a_register.refused(register)


def register_damaged(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    register = a_register.written(folder)
    (register / "sharing-2024/1.0/for-approval/agreement.md").write_bytes(
        b"Hill may keep the Records safe.\n"
    )
    return audit(register).faults


def register_torn(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    register = a_register.written(folder)
    a_register.cut(register, 90)
    return a_register.refused(register)


def register_head(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    register = a_register.written(folder)
    head = audit(register).head
    a_register.cut_line(register)
    return audit(register, expect_head=head).faults


def register_leftover(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    register = a_register.written(folder)
    a_register.cut_line(register)
    return a_register.refused(register)


def date_backwards(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    faults = Faults()
    a_register.put(a_register.written(folder), [a_register.EARLIER], faults)
    return faults.found


def register_locked(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    register = a_register.written(folder)
    a_register.lock(register, process=4711, host="reading-room")
    return a_register.refused(register)


def register_lock_stale(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    patch.setattr(lock.platform, "node", lambda: "reading-room")
    register = a_register.written(folder)
    a_register.lock(register, process=2**22 + 7, host="reading-room")
    return a_register.refused(register)


SPECIAL: dict[str, Special] = {
    function.__name__.replace("_", "-"): function
    for function in (
        *(access_heading_level, table_total, particular_type, clause_twice, words_differ),
        *(house_placeholder, house_style_missing, house_departs, dependency_old, render_failed),
        *(system_library_missing, output_not_writable, set_aside, workspace_missing, word_unreadable),
        edition_unknown,
        *(
            paper_long,
            signed_file,
            register_newer,
            register_damaged,
            register_torn,
            register_head,
            register_leftover,
        ),
        *(date_backwards, register_locked, register_lock_stale),
    )
} | LIVES


@pytest.mark.parametrize("code", SPECIAL)
def test_the_special_case(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    found = tuple(SPECIAL[code](tmp_path, monkeypatch))
    golden(HERE / code / "expected.txt", as_text(found, {}) + "\n")
    assert {one.code for one in found} == {code}
    for one in found:
        assert poor(one, "") == []


def test_a_run_that_is_stopped_says_so(
    capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    def stop() -> int:
        raise KeyboardInterrupt

    assert guarded(stop) == 130
    golden(HERE / "interrupted" / "expected.txt", capsys.readouterr().err.lstrip("\n"))


def test_every_special_case_says_what_happened() -> None:
    told = {
        path.parent.name: tomllib.loads(path.read_text(encoding="utf-8"))["about"]
        for path in HERE.glob("*/special.toml")
    }
    assert set(told) == {*SPECIAL, "interrupted"}
    assert set(told) <= set(CODES)
    assert all(words.endswith(".") for words in told.values())
