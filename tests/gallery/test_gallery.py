"""Every case of the gallery says what its golden file says, and says it well."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from concordat.diagnostics import CODES, Diagnostic
from faulty import BASE, HERE, Case, cases, said, spoil, workspace

CASES = tuple(cases())
JARGON = re.compile(
    r"\b(None|NoneType|null|dict|tuple|Datum|Undefined|KeyError|ValueError|Traceback|exception|parse[rd]?|token|regex"
    r"|boolean|string|str|int|float|schema|instance|object at|AST)\b|0x[0-9a-f]{6}|/(home|tmp|work|root)/"
)
"""Words of a programmer, addresses and paths of a machine: no drafter's message holds them."""


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("sound"))


def test_the_base_is_sound(sound: Path) -> None:
    text, found, _ = said(sound, Case("none", "nothing is wrong"))
    assert found == (), text


def test_the_paper_that_is_laid_over_it_is_sound_too(tmp_path: Path) -> None:
    root, case = workspace(tmp_path), Case("none", "nothing is wrong", on_top="paper")
    spoil(root, case)
    text, found, _ = said(root, case)
    assert found == (), text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_case(case: Case, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    root = workspace(tmp_path)
    spoil(root, case)
    text, found, sources = said(root, case)
    golden(HERE / case.code / "expected.txt", text)
    assert {one.code for one in found} == {case.code, *case.also}
    for one in found:
        assert poor(one, sources.get(one.span.file, "") if one.span else "") == []


def poor(one: Diagnostic, source: str) -> list[str]:
    """What is wanting in a message: a hint, words for a drafter, and a place that is in the file."""
    found = []
    if not one.hint:
        found.append("no hint")
    if found_words := JARGON.search(f"{one.message} {one.hint}"):
        found.append(f"jargon: {found_words[0]}")
    if len(one.message) > 400 or len(one.hint) > 400:
        found.append("too long to read")
    lines = source.split("\n")
    if one.span is not None and source:
        if not 1 <= one.span.line <= len(lines):
            found.append(f"line {one.span.line} of {len(lines)}")
        elif not 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1:
            found.append(f"column {one.span.column} of {len(lines[one.span.line - 1])}")
    if one.span is not None and (one.span.file.startswith("/") or "\\" in one.span.file):
        found.append("a path that is not the workspace's")
    return found


def test_a_poor_message_is_caught() -> None:
    good = Diagnostic("key-missing", None, "the head of a clause needs `title:`", "Write it.")
    assert poor(good, "") == []
    assert poor(replace(good, hint=""), "")
    assert poor(replace(good, message="expected str, got None"), "")
    assert poor(replace(good, message="x" * 500), "")


def test_every_case_is_of_a_code_and_says_what_the_drafter_did() -> None:
    assert len(CASES) > 60
    assert [case.code for case in CASES if case.code not in CODES] == []
    assert [case.code for case in CASES if not case.about.endswith(".") or len(case.about.split()) < 4] == []


def test_the_base_holds_no_more_than_is_needed() -> None:
    files = [path for path in BASE.rglob("*") if path.is_file()]
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) < 300
