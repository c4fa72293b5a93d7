"""Completion as bash asks for it: the words typed so far and the place of the one that is begun, in the environment."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from running import COMMAND, LONG, environment

from concordat.diagnostics import CODES
from support import REPOSITORY, change, loans_workspace

MEMBERS = ("ashford", "birch", "cedar", "dale", "elm", "ferry")
EACH = [f"valley/loan-2024/{name}-branch" for name in MEMBERS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of one footprint, with instructions for each of six members, instructions for one, and a paper."""
    more = {
        "agreements/valley/papers/lending.yaml": "precedent: board-paper\n",
        "agreements/valley/whole-2024.yaml": "precedent: branch-loan\n",
    }
    return loans_workspace(tmp_path_factory.mktemp("completion") / "w", more)


def asked(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What bash is given for a line that ends in the word that is begun."""
    words = line.split(" ")
    env = environment(_CONCORDAT_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    return subprocess.run(COMMAND, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=LONG)


def completed(line: str, folder: Path) -> list[str]:
    """The words that the one begun may become; nothing else is printed."""
    result = asked(line, folder)
    assert result.returncode == 0 and result.stderr == "", result.stderr
    return result.stdout.split()


def test_commands_and_forms(folder: Path) -> None:
    assert completed("concordat pa", folder) == ["parity", "pack"]
    assert completed("concordat check --format ", folder) == ["text", "json", "sarif", "github"]


@pytest.mark.parametrize("command", ["check", "build", "blanks", "parity", "pack", "explain"])
def test_agreements(folder: Path, command: str) -> None:
    assert completed(f"concordat {command} valley/loan-2024/", folder) == EACH
    assert completed(f"concordat {command} valley/loan-2024/c", folder) == [EACH[2]]


def test_the_footprint_comes_first_and_what_its_files_say_after_the_stroke(folder: Path) -> None:
    assert completed("concordat check v", folder) == ["valley", "valley/loan-2024", "valley/whole-2024"]
    every = ["valley/2024", "valley/loan-2024", *EACH, "valley/whole-2024"]
    assert completed("concordat check valley/", folder) == every
    assert completed("concordat check valley/whole-2024/", folder) == []
    assert completed("concordat check valley/2", folder) == ["valley/2024"]


def test_neither_the_precedents_nor_the_house_are_agreements(folder: Path) -> None:
    assert completed("concordat check p", folder) == completed("concordat check house/", folder) == []


def test_a_second_agreement_and_a_workspace_that_is_named(folder: Path, tmp_path: Path) -> None:
    assert completed("concordat check valley valley/l", folder)[0] == "valley/loan-2024"
    assert completed(f"concordat check -C {folder} valley/2", tmp_path) == ["valley/2024"]


def test_an_overlay_is_no_agreement_to_name(tmp_path: Path) -> None:
    own = loans_workspace(tmp_path / "w")
    known = {
        begun: completed(f"concordat check {begun}", own) for begun in ("", "valley/", "valley/loan-2024")
    }
    overlay = (
        "# From the summer on.\nvaries: loan-2024\neffective: 2024-07-01\nparticulars: {loan_weeks: 4}\n"
    )
    change(own, {"agreements/valley/loan-2024-summer.yaml": overlay})
    assert {begun: completed(f"concordat check {begun}", own) for begun in known} == known
    assert "valley/loan-2024" in known["valley/"]


def test_papers_are_named_where_a_pack_is_made(folder: Path) -> None:
    assert completed("concordat pack valley/p", folder) == ["valley/papers/lending"]
    assert completed("concordat check valley/p", folder) == []


def test_codes_even_outside_a_workspace(folder: Path, tmp_path: Path) -> None:
    wanted = sorted(code for code in CODES if code.startswith("term-"))
    assert completed("concordat explain term-", folder) == wanted
    assert completed("concordat explain term-", tmp_path) == wanted


def test_places_are_clauses_and_schedules_of_the_library() -> None:
    found = completed("concordat explain south-east/joint-working-2023 disp", REPOSITORY)
    assert "dispute-resolution" in found and all(name.startswith("disp") for name in found)
    assert completed("concordat list --uses dispute-res", REPOSITORY) == ["dispute-resolution"]
    parts = completed("concordat build --only p", REPOSITORY)
    assert "particulars" in parts and "dispute-resolution" not in parts


@pytest.mark.parametrize(
    "spoil",
    [
        lambda w: change(w, {"agreements/valley/committee.yaml": "members: [a, {b\n\tfamily: 3\n"}),
        lambda w: change(w, {"agreements/valley/committee.yaml": "- a list\n"}),
        lambda w: change(w, {"agreements/valley/committee.yaml": ""}),
        lambda w: change(w, {"agreements/valley/committee.yaml": "members: {a: 1}\nfamily: [2]\n"}),
        lambda w: (w / "agreements/valley/committee.yaml").write_bytes(b"\xff\xfe\x00members"),
        lambda w: change(w, {"agreements/valley/loan-2024.yaml": "for_each: *members\n"}),
        lambda w: change(w, {"agreements/valley/Not A Slug.yaml": "x\n", "agreements/valley/a.yml": "x\n"}),
    ],
)
def test_a_faulty_file_is_passed_over_in_silence(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    own = loans_workspace(tmp_path / "w")
    spoil(own)
    found = completed("concordat check valley/", own)
    assert "valley/loan-2024" in found and not any(" " in name for name in found)


def test_outside_a_workspace_there_is_nothing_to_offer(tmp_path: Path) -> None:
    assert completed("concordat check ", tmp_path) == []
    assert completed(f"concordat check -C {tmp_path}/nowhere ", tmp_path) == []


def test_a_folder_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    lines = ("mkdir gone", "cd gone", "rmdir ../gone", " ".join(COMMAND))
    env = environment(
        _CONCORDAT_COMPLETE="complete_bash", COMP_WORDS="concordat explain term-ci", COMP_CWORD="2"
    )
    result = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", timeout=LONG,
    )  # fmt: skip
    assert (result.stdout, result.stderr) == ("term-circular\n", "")


def test_bash_completes_with_the_script_that_is_shown(folder: Path) -> None:
    """The whole way: bash reads the script of --show-completion, and asks it about a line."""
    command = " ".join(COMMAND)
    lines = (
        f'concordat() {{ {command} "$@"; }}',
        # The script calls the command by its name through `env`, which knows no function.
        'mkdir -p bin && printf \'#!/bin/sh\\nexec %s "$@"\\n\' "'
        + command
        + '" > bin/concordat && chmod +x bin/concordat',
        'PATH="$PWD/bin:$PATH"',
        'eval "$(concordat --show-completion bash)"',
        "COMP_WORDS=(concordat check valley/loan-2024/d); COMP_CWORD=2",
        "_concordat_completion concordat",
        'printf "%s\\n" "${COMPREPLY[@]}"',
    )
    result = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=folder, env=environment(), capture_output=True, encoding="utf-8", timeout=LONG,
    )  # fmt: skip
    assert (result.stdout.split(), result.stderr) == (["valley/loan-2024/dale-branch"], "")
