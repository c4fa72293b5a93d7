"""The commands of README.md run as they are written, in order, in a copy of the workspace.

A command is a line that begins with `$ ` in an indented block or a ```console fence; lines that end in `\\` go on.
`$ concordat …`, and a few commands of the shell that need nothing but the workspace, are run; `make`, `git` and
`apt` lines set up the machine and are run by CI itself. A command must end well, unless the line before it in the
block says `# exit 1` (or another number) at its end, as `$ concordat check  # exit 1` does.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from guarded import ROOT

SHELL = {
    "cd",
    "ls",
    "cat",
    "cp",
    "mv",
    "sed",
    "grep",
    "head",
    "tail",
    "mkdir",
    "rm",
    "diff",
    "echo",
    "printf",
    "tee",
}
SET_UP = {
    "make",
    "git",
    "sudo",
    "apt",
    "apt-get",
    "python3",
    "python",
    "pip",
    "brew",
    "source",
    "open",
    "xdg-open",
    "start",
}
CONTENT = ("agreements", "clauses", "schedules", "parties", "README.md")


@dataclass(frozen=True)
class Command:
    """A command of the README: its line, its text, and the exit code that the README says it ends with."""

    line: int
    text: str
    code: int = 0

    @property
    def word(self) -> str:
        return next(iter(shlex.split(self.text)), "")


def commands(text: str) -> list[Command]:
    """The commands of a page, in order. Raises ValueError for a fence that is left open."""
    found: list[Command] = []
    fence: str | None = None
    lines = iter(enumerate(text.splitlines(), start=1))
    for number, line in lines:
        opened = re.match(r"\s*```(\w*)", line)
        if opened:
            fence = opened[1] if fence is None else None
            continue
        within = fence == "console" if fence is not None else line.startswith(("    ", "\t"))
        if not within or not line.strip().startswith("$ "):
            continue
        command = line.strip()[2:]
        while command.endswith("\\"):
            command = command[:-1] + next(lines)[1].strip()
        ends = re.search(r"\s+#\s*(?:exit|ends with)\s+(\d+)\s*$", command)
        found.append(Command(number, re.sub(r"\s+#.*$", "", command), int(ends[1]) if ends else 0))
    if fence is not None:
        raise ValueError("a fence is left open")
    return found


def unknown(found: list[Command]) -> list[str]:
    """Commands that this test would neither run nor leave to the set-up: a README may not hide one from it."""
    return [f"README.md:{c.line}: {c.text}" for c in found if c.word not in {"concordat", *SHELL, *SET_UP}]


def run_all(found: list[Command], folder: Path) -> list[str]:
    """Run the commands in order in one shell each; what `cd` changes lasts. The faults, with what was printed."""
    faults = []
    bin_folder = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}
    here = folder
    for command in found:
        if command.word in SET_UP:
            continue
        result = subprocess.run(
            ["bash", "-c", command.text],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            timeout=600,
        )
        if command.word == "cd" and result.returncode == 0:
            here = (here / shlex.split(command.text)[1]).resolve()
        if result.returncode != command.code:
            shown = (result.stdout + result.stderr)[-1500:]
            faults.append(f"README.md:{command.line}: {command.text}: exit {result.returncode}\n{shown}")
    return faults


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the workspace, for the README's commands to change."""
    for name in CONTENT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / "concordat" / name)
        elif source.exists():
            (tmp_path / "concordat").mkdir(exist_ok=True)
            shutil.copy(source, tmp_path / "concordat" / name)
    return tmp_path / "concordat"


def test_the_readme_says_how_to_begin() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = commands(text)
    assert unknown(found) == []
    used = {shlex.split(c.text)[1] for c in found if c.word == "concordat" and len(shlex.split(c.text)) > 1}
    assert {"build", "check", "explain", "new"} <= used
    assert re.search(r"^make( test)?\b", text, re.MULTILINE)


def test_the_commands_of_the_readme_run_as_written(workspace: Path) -> None:
    found = commands((ROOT / "README.md").read_text(encoding="utf-8"))
    assert run_all(found, workspace) == []


def test_the_message_of_the_readme_is_one_that_the_tool_prints(workspace: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```\n((?P<file>[\w./-]+):(?P<line>\d+):\d+: error: .*?)```", text, re.DOTALL)
    assert found is not None, "the README shows no message"
    slip = re.search(rf"^ {found['line']} \| (.*)$", found[1], re.MULTILINE)
    file = workspace / found["file"]
    lines = file.read_text(encoding="utf-8").split("\n")
    place = int(found["line"]) - 1
    assert slip is not None
    assert lines[place] != slip[1] and lines[place][:40] == slip[1][:40], (
        "the slip is made in a line of the library"
    )
    lines[place] = slip[1]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert run_all([Command(1, "concordat check > printed.txt 2>&1", 1)], workspace) == []
    assert found[1] in (workspace / "printed.txt").read_text(encoding="utf-8")


def test_the_party_of_the_readme_can_be_added(workspace: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    party = re.search(r"```yaml\n((  [\w-]+):\n(?:    \w.*\n)+)```", text)
    assert party is not None, "the README shows no party"
    bodies = workspace / "parties" / "icbs.yaml"
    bodies.write_text(bodies.read_text(encoding="utf-8") + party[1], encoding="utf-8")
    committee = workspace / "agreements" / "north-west" / "committee.yaml"
    members = committee.read_text(encoding="utf-8").replace(
        "members:\n", f"members:\n  - {party[2].strip()}\n"
    )
    committee.write_text(members, encoding="utf-8")
    assert (
        run_all(
            [Command(1, "concordat check north-west"), Command(2, "concordat blanks north-west > b.txt")],
            workspace,
        )
        == []
    )
    assert "NHS New Board Integrated Care Board" in (workspace / "b.txt").read_text(encoding="utf-8")


def test_the_files_that_the_readme_names_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    paths = re.findall(r"`((?:agreements|clauses|schedules|parties|docs|tests|tools|src)/[\w./-]+)`", text)
    assert [name for name in [*links, *paths] if not (ROOT / name).exists()] == []


def test_commands_are_found_where_they_are_written() -> None:
    text = "# A\n\n    $ concordat check \\\n        --json\n    1 error\n\n```console\n$ concordat build  # all of them\n```\n"
    text += "\n```yaml\n$ concordat no\n```\n$ concordat neither\n\n    $ concordat check # exit 1\n"
    assert commands(text) == [
        Command(3, "concordat check --json"),
        Command(8, "concordat build"),
        Command(16, "concordat check", 1),
    ]


def test_a_command_that_fails_is_caught(tmp_path: Path) -> None:
    assert run_all([Command(1, "cat missing.md")], tmp_path)
    assert run_all([Command(1, "concordat no-such-command")], tmp_path)
    assert run_all([Command(1, "ls", 1)], tmp_path)


def test_a_command_that_is_hidden_from_the_test_is_caught() -> None:
    assert unknown([Command(4, "concordats build")]) == ["README.md:4: concordats build"]


def test_cd_lasts(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").write_text("")
    assert run_all([Command(1, "cd a"), Command(2, "cat b.md")], tmp_path) == []
