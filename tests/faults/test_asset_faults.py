"""A font, picture or file of the house that is missing; an address that a view would have to fetch (numbers 38, 39)."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.project.build import build
from concordat.project.read import read
from concordat.render.pdf import RenderFailed, lay_out
from faulty import Case, found_in, spoil, workspace

HOUSE = "agreements/house"


@pytest.mark.parametrize("name", ["fonts/LiberationSans-Bold.ttf", "house.css", "house.docx", "house.yaml"])
def test_what_is_missing_is_named_and_nothing_is_built(tmp_path: Path, name: str) -> None:
    root = workspace(tmp_path)
    spoil(root, Case("missing", "", remove=(f"{HOUSE}/{name}",)))
    outcome = build(root, (), lambda *given: None)
    assert {"asset-missing", "file-missing"} & {one.code for one in outcome.faults.errors}
    assert any(name.rsplit("/", 1)[-1] in f"{one.message} {one.span}" for one in outcome.faults.errors)
    assert not (root / "build").exists()


def test_a_picture_that_is_missing_is_named(tmp_path: Path) -> None:
    change = {f"{HOUSE}/house.yaml": ["words:\n", "logo: {file: logo.png, alternative: Valley}\nwords:\n"]}
    [one] = found_in(tmp_path, Case("logo", "", change=change))
    assert (one.code, one.span.file if one.span else "") == ("asset-missing", f"{HOUSE}/house.yaml")


@pytest.mark.parametrize(
    "words",
    ["![](http://example.org/a.png)", "<img src='http://example.org/a.png'>", "![x](file:///etc/passwd)"],
)
def test_a_picture_in_a_clause_is_refused_or_stays_words(tmp_path: Path, words: str) -> None:
    name = "clauses/sharing/ending.md"
    root = workspace(tmp_path)
    spoil(root, Case("picture", "", change={name: ["must return", f"must {words} return"]}))
    reading = read(root, (), None)
    if reading.faults.errors:
        assert {(one.span.file, one.span.line) for one in reading.faults.errors if one.span} == {(name, 8)}
    else:
        agreement, house = reading.agreements[0].agreement, reading.workspace.house
        assert agreement is not None
        assert house is not None
        lay_out(agreement, house)  # asks for nothing: an address in words is words


@pytest.mark.parametrize(
    "rule",
    [
        "body { background: url(http://example.org/a.png) }",
        "body { background: url(file:///etc/passwd) }",
        "@import url(http://example.org/a.css);",
        "@font-face { font-family: X; src: url(http://example.org/x.ttf) } body { font-family: X }",
        "body { background: url(../../../etc/passwd) }",
    ],
)
def test_an_address_in_the_style_sheet_is_refused(tmp_path: Path, rule: str) -> None:
    root = workspace(tmp_path)
    css = (root / HOUSE / "house.css").read_text(encoding="utf-8")
    spoil(root, Case("address", "", write={f"{HOUSE}/house.css": f"{rule}\n{css}"}))
    reading = read(root, (), None)
    agreement, house = reading.agreements[0].agreement, reading.workspace.house
    assert agreement is not None
    assert house is not None
    with pytest.raises(RenderFailed) as failed:
        lay_out(agreement, house)
    told = failed.value.diagnostic
    assert "agreements/house" in f"{told.span} {told.message}"
    assert told.hint


def test_the_message_names_the_style_sheet(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    css = (root / HOUSE / "house.css").read_text(encoding="utf-8")
    spoil(
        root,
        Case(
            "address",
            "",
            write={f"{HOUSE}/house.css": f"body {{ background: url(http://example.org/a.png) }}\n{css}"},
        ),
    )
    reading = read(root, (), None)
    agreement, house = reading.agreements[0].agreement, reading.workspace.house
    assert agreement is not None
    assert house is not None
    with pytest.raises(RenderFailed) as failed:
        lay_out(agreement, house)
    assert (
        "house.css"
        in f"{failed.value.diagnostic.span} {failed.value.diagnostic.message} {failed.value.diagnostic.hint}"
    )
