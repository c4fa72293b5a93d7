"""The shipped library: no answers leave a reference or a term without its place, and every pair of answers makes an agreement."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from concordat.load.workspace import read_workspace
from concordat.model.library import Workspace
from concordat.proof.mixes import Outcome, try_mixes
from concordat.proof.prove import kind_of, prove
from concordat.proof.report import lines
from concordat.proof.search import scope_of
from concordat.proof.standing import When
from support import REPOSITORY, real_workspace, swap

KINDS = [
    pytest.param("collaboration", marks=pytest.mark.slow),
    pytest.param("delegation", marks=pytest.mark.slow),
    "joint-working",
]
SCOPE = "clauses/foundations/scope.md"
PATHFINDER = '1. {#pathfinder-scope when="is_pathfinder"}'


@cache
def shipped() -> Workspace:
    return read_workspace(REPOSITORY)[0]


def tried(workspace: Workspace, name: str) -> Outcome:
    return try_mixes(workspace, kind_of(workspace, workspace.library.precedents[name]))


def test_every_reference_and_use_of_the_shipped_library_is_proved() -> None:
    found = prove(shipped()).found
    assert [f"{one.span}: {one.message}" for one in found] == []


@pytest.mark.parametrize("name", KINDS)
def test_every_pair_of_answers_makes_an_agreement(name: str) -> None:
    outcome = tried(shipped(), name)
    told = "\n".join(lines(outcome))
    assert not outcome.failures and not outcome.refused and not outcome.missing, told
    assert all(rules for rules in outcome.cover.excluded.values())
    assert all(constant.why for constant in outcome.constants)
    assert outcome.both > 50 and len(outcome.mixes) > 10  # no empty success
    assert "committee.members: 2, 1, 7" in told


@pytest.mark.parametrize("name", ["collaboration", "delegation", "joint-working"])
def test_a_condition_answers_the_same_whatever_it_is_said_not_to_read_is(name: str) -> None:
    kind = kind_of(shipped(), shipped().library.precedents[name])
    chance = Random(name)
    mixes = [{f.name: chance.choice(f.levels) for f in kind.factors.values()} for _ in range(6)]
    for asked in kind.places.conditions:
        path = (*asked.path, When(asked.expression))
        scope = scope_of(kind.reads.of_path(path), kind.factors)
        for mix in mixes:
            part = {one: mix[one] for one in scope}
            assert kind.worlds.stands(path, mix) == kind.worlds.stands(path, part), asked.expression
    for rule in kind.rules:
        for mix in mixes:
            assert rule.test(mix) == rule.test({one: mix[one] for one in rule.scope}), rule.about


def test_a_dangling_reference_planted_in_the_shipped_library_is_caught_by_both(tmp_path: Path) -> None:
    folder = real_workspace(tmp_path / "workspace")
    swap(folder, SCOPE, PATHFINDER, "1. {#pathfinder-scope}")
    workspace = read_workspace(folder)[0]
    found = prove(workspace).found
    assert {(one.code, one.span.file) for one in found if one.span} >= {("reference-unproved", SCOPE)}
    assert all("particulars.pathfinder_icbs is none" in one.message for one in found)
    outcome = tried(workspace, "joint-working")
    assert {failure.mix["particulars.pathfinder_icbs"].shown for failure in outcome.failures} == {"none"}
    assert "reference-dropped" in {error.code for failure in outcome.failures for error in failure.errors}
