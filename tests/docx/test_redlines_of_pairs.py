"""Word redlines of pairs made at random, and of the example's history: the laws, the standard, and LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from office import ACCEPT, REJECT
from tracked_support import Triple, broken_laws, disagreements, judged, redlined_word

from concordat.language.canonical import from_canonical
from concordat.model.tree import Agreement
from concordat.versions.matching import match, side
from concordat.versions.members import NOBODY
from concordat.versions.redline import redline
from pairs import Pair, pairs, spread
from support import REPOSITORY
from validators import validate

REGISTER = REPOSITORY / "agreements" / "example-footprint" / "register"
QUICK = settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def triple(name: str, old: Agreement, new: Agreement, *, moves: bool = True) -> Triple:
    found = match(side(old, NOBODY), side(new, NOBODY))
    leads = {before: after for before, after in found.forward.items() if before != after}
    return Triple(name, old, new, redline(found, moves=moves), leads)


def of_pairs(found: Iterable[Pair]) -> list[Triple]:
    """The redlines of the pairs in which something differs."""
    return [triple(f"{n}: {one.name}", one.old, one.new) for n, one in enumerate(found) if one.old != one.new]


@cache
def kept(version: str) -> Agreement:
    """A version of the example, by its folder in the register."""
    return from_canonical((REGISTER / version / "agreement.json").read_bytes())


TOGETHER = tuple(
    f"collaboration-{version}"
    for version in (
        "2024/0.1/draft",
        "2024/0.2/draft",
        "2024/1.0/for-approval",
        "2024/1.1/for-signature",
        "2024/1.2/for-signature",
        "2024/1.3/for-signature",
        "2025-restated/1.0/for-approval",
        "2025-restated/1.1/for-signature",
    )
)
"""The texts of the example's Collaboration Agreement, in the order of its history."""

CHOSEN = ((1, 3), (3, 4), (5, 7))
"""Those compared in every run: a draft and the signed text, a variation, the restatement."""


def of_history(chosen: Iterable[tuple[int, int]]) -> list[Triple]:
    return [
        triple(f"{TOGETHER[a]} to {TOGETHER[b]}", kept(TOGETHER[a]), kept(TOGETHER[b])) for a, b in chosen
    ]


@QUICK
@given(pairs())
def test_accepted_it_is_the_newer_file_and_rejected_the_older(pair: Pair) -> None:
    for moves in (True, False):
        assert broken_laws(triple(pair.name, pair.old, pair.new, moves=moves), moves=moves) == []


@pytest.mark.parametrize("chosen", CHOSEN, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def test_so_it_is_with_the_history_of_the_example(chosen: tuple[int, int], tmp_path: Path) -> None:
    (one,) = of_history((chosen,))
    assert broken_laws(one) == []
    code, said = validate(redlined_word(one), tmp_path)
    assert code == 0, said


@pytest.mark.slow
def test_so_it_is_with_every_pair_of_the_history() -> None:
    for one in of_history(combinations(range(len(TOGETHER)), 2)):
        assert broken_laws(one) == []
    for north in (REGISTER / "delegation-2024").iterdir():
        first, second = (
            kept(f"delegation-2024/{north.name}/{v}") for v in ("1.0/for-approval", "1.1/for-signature")
        )
        assert broken_laws(triple(north.name, first, second)) == []


def test_the_standard_holds_for_redlines_of_pairs(tmp_path: Path) -> None:
    for one in of_pairs(spread())[::6]:
        code, said = validate(redlined_word(one), tmp_path)
        assert code == 0, (one.name, said)


@pytest.mark.slow
def test_libreoffice_comes_to_the_same_on_pairs(tmp_path: Path) -> None:
    found = of_pairs(spread(30))
    assert len(found) >= 20
    assert disagreements(judged(found, tmp_path)) == []


@pytest.mark.slow
def test_libreoffice_comes_to_the_same_on_the_history(tmp_path: Path) -> None:
    found = of_history(zip(range(len(TOGETHER)), range(1, len(TOGETHER)), strict=False))
    made = judged(found, tmp_path)
    assert disagreements(made) == []
    assert any(made[one.name, ACCEPT][0] != made[one.name, REJECT][0] for one in found)
