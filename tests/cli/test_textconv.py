"""`concordat textconv`: the words of a Word copy, by itself and as a real git asks for it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cli.running import COMMAND, concordat, environment
from concordat.diagnostics import Faults
from concordat.language.rebuild import with_inlines
from concordat.language.sentences import sentences
from concordat.language.words import words
from concordat.load.files import WorkspaceFiles
from concordat.load.house import read_house
from concordat.model.tree import Agreement, Text
from concordat.project.textconv import text_of
from concordat.render.docx import render_docx
from sample_tree import sample_agreement
from support import REPOSITORY


def copy_of(agreement: Agreement) -> bytes:
    """The Word copy, in the shipped house."""
    house = read_house(WorkspaceFiles(REPOSITORY, Faults()), Faults())
    assert house is not None
    data, faults = render_docx(agreement, house, {})
    assert not faults.errors
    return data


def changed(old: str, new: str) -> Agreement:
    """The sample with other words in one place."""

    def other(_: object, inlines: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(replace(i, text=i.text.replace(old, new)) if isinstance(i, Text) else i for i in inlines)

    tree = sample_agreement()
    groups = tuple(with_inlines(group, other) for group in tree.groups)  # type: ignore[arg-type]
    made = replace(tree, groups=groups)  # type: ignore[arg-type]
    assert made != tree
    return made


def test_the_words_of_a_copy_stand_a_sentence_a_line(tmp_path: Path) -> None:
    file = tmp_path / "sample.docx"
    file.write_bytes(copy_of(sample_agreement()))
    faults = Faults()
    text = text_of(file, faults)
    assert text is not None and not faults.found and text.endswith("\n") and "\n\n" not in text
    told = [line for piece in words(sample_agreement()) for line in sentences(piece.text)]
    assert " ".join(text.split()) == " ".join(" ".join(told).split())
    assert any(len(sentences(piece.text)) > 1 for piece in words(sample_agreement()))
    result = concordat("textconv", file, cwd=tmp_path)
    assert result.returncode == 0 and result.stdout == text and not result.stderr, "no workspace is needed"


@pytest.mark.parametrize("data", [b"no Word file", b"PK\x03\x04 nor this", b"", None])
def test_what_is_no_word_file_is_named(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "minutes.docx"
    if data is not None:
        file.write_bytes(data)
    result = concordat("textconv", file, cwd=tmp_path)
    assert result.returncode == 2 and "[word-unreadable]" in result.stderr and not result.stdout


def test_git_shows_the_words_that_changed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()

    def git(*arguments: str) -> str:
        env = environment(HOME=str(home), GIT_CONFIG_NOSYSTEM="1")
        done = subprocess.run(
            ["git", *arguments], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    git("init", "-q")
    git("config", "user.name", "A. Clerk")
    git("config", "user.email", "clerk@example.invalid")
    git("config", "diff.concordat.textconv", f"'{sys.executable}' {' '.join(COMMAND[1:])} textconv")
    (tmp_path / ".gitattributes").write_text("*.docx diff=concordat\n")
    file = tmp_path / "sample.docx"
    file.write_bytes(copy_of(sample_agreement()))
    git("add", ".gitattributes", "sample.docx")
    git("commit", "-q", "-m", "The copy as it was issued")
    file.write_bytes(copy_of(changed("must", "may")))
    lines = [
        line
        for line in git("diff", "--unified=0").splitlines()
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert lines and any("must" in line for line in lines if line[0] == "-")
    assert [line[1:].replace("must", "may") for line in lines if line[0] == "-"] == [
        line[1:] for line in lines if line[0] == "+"
    ]
