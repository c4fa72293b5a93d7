"""The Joint Working Agreements of the nine footprints side by side: what differs is each footprint's own."""

from __future__ import annotations

import pytest

from concordat.model.changes import Sort
from concordat.model.parity import Difference, Parity, Standing
from concordat.project.parity import parities
from concordat.project.read import read
from concordat.versions.compare import compare
from support import REPOSITORY
from versions.test_laws import applied, joined, said, with_targets


@pytest.fixture(scope="module")
def nine() -> Parity:
    (found,), faults = parities(REPOSITORY, ("*/joint-working-2023",), False)
    assert not faults.errors and len(found.agreements) == 9
    return found


def of(found: Parity, identity: str) -> Difference:
    return next(d for d in found.differences if d.identity == identity)


def test_an_answer_or_the_parties_account_for_every_difference(nine: Parity) -> None:
    assert {d.standing for d in nine.differences} == {Standing.ALLOWED}
    assert all(v.reason for d in nine.differences for v in d.variants)


def test_the_parties_are_one_difference(nine: Parity) -> None:
    assert [d.name for d in nine.differences if d.sort is Sort.PARTY and d.identity == "parties"] == [
        "the parties"
    ]
    others = [
        d for d in nine.differences if "buckinghamshire" in d.identity or "north-west-london" in d.identity
    ]
    assert others == []


def test_one_footprint_alone_has_the_pathfinder(nine: Parity) -> None:
    found = of(nine, "pathfinder")
    assert found.usual.text is None and len(found.usual.agreements) == 8
    (variant,) = found.variants
    assert variant.agreements == ("london/joint-working-2023",)
    assert variant.reason == "follows from “Pathfinder ICBs”"


def test_what_one_board_alone_makes_of_the_words_is_told_word_by_word(nine: Parity) -> None:
    found = of(nine, "term/footprint")
    (variant,) = found.variants
    assert variant.agreements == ("north-east-and-north-cumbria/joint-working-2023",)
    assert ("".join(e.before for e in variant.edits), "".join(e.after for e in variant.edits)) == (
        "the Areas of all the ICBs, taken together.", "the Area of the ICB.",
    )  # fmt: skip


def test_the_changes_lead_from_one_real_agreement_to_another() -> None:
    """The two that are least alike: a pathfinder of six bodies, and a footprint with one board."""
    names = ("london/joint-working-2023", "north-east-and-north-cumbria/joint-working-2023")
    found = [one.agreement for one in read(REPOSITORY, names, on=None).agreements]
    trees = [with_targets(one) for one in found if one is not None]
    for old, new in (trees, trees[::-1]):
        result = joined(applied(old, compare(old, new)))
        wanted = {identity: text for identity, text in said(new).items() if not identity.startswith("sign/")}
        assert len(wanted) > 1000
        assert {identity: result.get(identity) for identity in wanted} == wanted
