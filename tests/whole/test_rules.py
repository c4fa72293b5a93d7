"""Every rule of the shipped precedents has a case that it refuses, in words to act on; lawful cases are let be.

A case is a folder: a footprint of invented boards (`committee.yaml`, whose first line says what the drafter did), the
instructions `agreement.yaml`, perhaps sisters, and `expected.txt`. Cases of `lawful/` have no error. A case of
`changed/` has a `case.toml` that changes the shipped content instead.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from concordat.checks import check_agreement, check_library
from concordat.compose.compose import compose
from concordat.compose.family import Families
from concordat.compose.members import agreements_of
from concordat.diagnostics import Diagnostic, Faults, Severity
from concordat.language.walk import blocks, identities
from concordat.load.workspace import read_workspace
from concordat.model.library import Workspace
from concordat.model.tree import Signature
from support import REPOSITORY, swap

HERE = Path(__file__).parent
RULES, LAWFUL, CHANGED = (
    sorted(path.parent.name for path in HERE.glob(f"{kind}/*/{name}"))
    for kind, name in (("rules", "committee.yaml"), ("lawful", "committee.yaml"), ("changed", "case.toml"))
)


def shipped(folder: Path) -> Path:
    """A copy of the shipped content, with the worked example as its only footprint."""
    for name in ("clauses", "schedules", "parties"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for name in ("house", "precedents", "example-footprint"):
        shutil.copytree(REPOSITORY / "agreements" / name, folder / "agreements" / name)
    return folder


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Faults]:
    """The shipped content with every case as a footprint, and what the reader says of it."""
    folder = shipped(tmp_path_factory.mktemp("rules") / "workspace")
    for kind, names in (("rules", RULES), ("lawful", LAWFUL)):
        for name in names:
            shutil.copytree(
                HERE / kind / name, folder / "agreements" / name, ignore=shutil.ignore_patterns("*.txt")
            )
    return read_workspace(folder)


@pytest.fixture(scope="module")
def workspace(read: tuple[Workspace, Faults]) -> Workspace:
    """The workspace alone."""
    return read[0]


def said(workspace: Workspace, path: str) -> tuple[Diagnostic, ...]:
    """The errors, and the doubts of rules, of the agreements that instructions yield; the same of several is one."""
    found: dict[Diagnostic, None] = {}
    families = Families(workspace)
    instructions = workspace.instructions[path]
    for _, member in agreements_of(workspace, instructions):
        agreement, faults = compose(workspace, instructions, member, families)
        assert agreement is not None, path
        faults.extend(check_agreement(workspace, agreement).found)
        found |= dict.fromkeys(faults.found)
    return tuple(d for d in found if d.severity is Severity.ERROR or d.code == "rule-doubtful")


def words_of(found: tuple[Diagnostic, ...]) -> str:
    """What is said, without its places: those of the precedents move with every line that is written there."""
    told = sorted({f"{d.severity.value}: {d.message} [{d.code}]\n  = hint: {d.hint}\n" for d in found})
    return "\n".join(told)


@pytest.fixture(scope="module")
def refused(read: tuple[Workspace, Faults]) -> Mapping[str, tuple[Diagnostic, ...]]:
    """What is said of each case of a rule, by the reader too."""
    workspace, faults = read
    return {
        name: (
            *(one for one in faults.errors if one.span and one.span.file.startswith(f"agreements/{name}/")),
            *said(workspace, f"{name}/agreement"),
        )
        for name in RULES
    }


@pytest.mark.parametrize("name", RULES)
def test_what_is_refused(
    workspace: Workspace,
    refused: Mapping[str, tuple[Diagnostic, ...]],
    name: str,
    golden: Callable[[Path | str, str], None],
) -> None:
    found = refused[name]
    assert found
    golden(f"rules/{name}/expected.txt", words_of(found))


@pytest.mark.parametrize("name", LAWFUL)
def test_what_is_lawful_is_let_be(workspace: Workspace, name: str) -> None:
    assert [str(one.message) for one in said(workspace, f"{name}/agreement")] == []


ASKED = [
    ("collaboration-hosted", {"host-arrangements/protection", "host-arrangements/successor", "host-arrangements/hand-over"}, set()),
    ("collaboration-permitted", {"pooled-fund/contributions", "pooled-fund/audit", "pooled-fund/permitted-audit",
                                 "financial-arrangements/fund-contributions"}, set()),
    ("collaboration-nhs-contract", {"governing-law/not-enforceable", "dispute-resolution/secretary-of-state"},
     {"governing-law/courts-of-england"}),
    ("collaboration-under-a-deed", {"governing-law/courts-of-england"}, {"governing-law/not-enforceable"}),
]  # fmt: skip
"""A lawful case with the places that a hard rule asks for, and those that it bars."""


@pytest.mark.parametrize(("name", "there", "barred"), ASKED, ids=[one[0] for one in ASKED])
def test_what_a_hard_rule_asks_of_the_text_is_there(
    workspace: Workspace, name: str, there: set[str], barred: set[str]
) -> None:
    agreement, _ = compose(workspace, workspace.instructions[f"{name}/agreement"])
    assert agreement is not None
    places = set(identities(agreement))
    assert there - places == set() and not barred & places
    labels = {
        line.label for block in blocks(agreement) if isinstance(block, Signature) for line in block.lines
    }
    assert ("Common seal" in labels) == (name == "collaboration-under-a-deed")


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_refused_of_changed_content(
    tmp_path: Path, name: str, golden: Callable[[Path | str, str], None]
) -> None:
    case = tomllib.loads((HERE / "changed" / name / "case.toml").read_text(encoding="utf-8"))
    folder = shipped(tmp_path / "workspace")
    for file, pair in case["change"].items():
        for old, new in zip(pair[::2], pair[1::2], strict=True):
            swap(folder, file, old, new)
    workspace = read_workspace(folder)[0]
    found = said(workspace, case["agreement"])
    if case.get("library"):
        found = (*found, *check_library(workspace).errors)
    golden(f"changed/{name}/expected.txt", words_of(found))
    assert {one.code for one in found} == set(case["codes"])


def test_every_rule_has_a_case_that_it_refuses(
    workspace: Workspace, refused: Mapping[str, tuple[Diagnostic, ...]]
) -> None:
    words = "\n".join(one.message for found in refused.values() for one in found)
    words += "".join(path.read_text(encoding="utf-8") for path in HERE.glob("changed/*/expected.txt"))
    bare = [
        f"{name}: {rule.say}"
        for name, precedent in workspace.library.precedents.items()
        if precedent.pack is None  # a board paper's rules are tried in test_board_pack.py
        for rule in precedent.rules
        if rule.say.rstrip(".") not in words
    ]
    assert bare == []


def test_a_rule_without_a_case_is_seen(refused: Mapping[str, tuple[Diagnostic, ...]]) -> None:
    words = "\n".join(one.message for found in refused.values() for one in found)
    assert "The list of 70 services starts on 1 April 2025" in words
    assert "No agreement is made on a Sunday" not in words
