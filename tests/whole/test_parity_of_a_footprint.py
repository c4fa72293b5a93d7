"""The Delegation Agreements of one footprint side by side: every difference is named, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_refusals import deviate

from concordat.language.words import words
from concordat.load.workspace import read_workspace
from concordat.model.parity import Parity, Standing
from concordat.model.tree import Agreement
from concordat.project.parity import parities
from concordat.project.read import Reading, read
from support import real_workspace, swap

SIX, FRIMLEY = "south-east/delegation-2025", "south-east/delegation-2025/frimley"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return real_workspace(tmp_path / "w", footprints=["south-east"])


def side_by_side(folder: Path) -> Parity:
    (found,), faults = parities(folder, (SIX,), False)
    assert not faults.errors and len(found.agreements) == 6
    return found


def said(reading: Reading, agreement: Agreement) -> Iterator[tuple[str, str, str]]:
    """Each text of an agreement: its identity, as it prints, and with the names of its own board taken out."""
    slug = agreement.path.rpartition("/")[2]
    record = reading.workspace.parties[slug].value
    assert isinstance(record, dict)
    for piece in words(agreement):
        nameless = piece.text
        for name in ("legal_name", "short_name"):
            nameless = nameless.replace(str(record[name].value), "the board")
        yield piece.identity.replace(slug, "this"), piece.text, nameless


def unlike(folder: Path) -> set[str]:
    """The identities of the texts that differ among the six, or are not in all of them, otherwise than by the board's own
    name: found by reading the words, without the comparison."""
    reading = read(folder, (SIX,), None, family=False)
    texts: dict[str, list[tuple[str, str]]] = {}
    for one in reading.agreements:
        assert one.agreement is not None
        for identity, text, nameless in said(reading, one.agreement):
            texts.setdefault(identity, []).append((text, nameless))
    return {
        identity
        for identity, found in texts.items()
        if len(found) % 6
        or (len({text for text, _ in found}) > 1 and len({name for _, name in found}) > len(found) // 6)
    }


def alike(folder: Path) -> Path:
    """The six without what one board answers for itself."""
    path = folder / "agreements" / f"{SIX}.yaml"
    path.write_text(path.read_text(encoding="utf-8").partition("each:\n")[0], encoding="utf-8")
    return folder


def test_as_shipped_only_what_the_paper_of_one_board_says_is_its_own(folder: Path) -> None:
    """It has conditions of the panel; all that differs follows from them, and lies in the local Schedule but for three answers."""
    found = side_by_side(folder)
    texts = unlike(folder)
    variants = {variant.agreements for one in found.differences for variant in one.variants}
    assert variants == {(f"{SIX}/buckinghamshire-oxfordshire-and-berkshire-west",)}
    assert found.faults == () and {one.standing for one in found.differences} == {
        Standing.ALLOWED,
        Standing.LOCAL,
    }
    # Each text that differs is a place of one difference, and each place of a difference is such a text.
    assert {one.identity for one in found.differences} <= texts
    assert sum(len(one.places) for one in found.differences) == len(texts)


def test_without_that_the_six_differ_in_nothing_but_whose_they_are(folder: Path) -> None:
    assert unlike(alike(folder)) == set() and side_by_side(folder).differences == ()


def test_an_answer_of_one_board_is_named_with_all_that_follows_from_it(folder: Path) -> None:
    alike(folder)
    path = folder / "agreements" / f"{SIX}.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "each:\n  frimley:\n    delegated_funds: '£1,000,000'\n"
    )
    (found,) = side_by_side(folder).differences
    places = unlike(folder)
    assert found.identity == "particular/delegated_funds" and found.standing is Standing.ALLOWED
    assert found.identity in places and len(found.places) == len(places)
    (variant,) = found.variants
    assert variant.agreements == (FRIMLEY,) and variant.text is not None and "£1,000,000" in variant.text


def test_an_answer_that_no_board_may_give_for_itself_is_a_fault(folder: Path) -> None:
    alike(folder)
    path = folder / "agreements" / f"{SIX}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "each:\n  frimley:\n    mediation_days: 31\n")
    found = side_by_side(folder)
    assert [one.standing for one in found.differences] == [Standing.FAULT]
    assert found.faults[0].identity == "particular/mediation_days"
    assert len(found.faults[0].places) == len(unlike(folder))


def test_one_word_added_by_a_deviation_is_shown_and_nothing_else(folder: Path) -> None:
    alike(folder)
    entry = read_workspace(folder)[0].library.entries["local-terms"]
    text = (
        (folder / "schedules/local-terms.md")
        .read_text(encoding="utf-8")
        .replace("wording: model", "wording: local")
    )
    deviate(folder, FRIMLEY, "schedule", entry.id, text, entry.digest, only_for="frimley")
    swap(
        folder,
        "agreements/south-east/local/local-terms.md",
        "No Delegated Funds are paid",
        "No Delegated Funds are ever paid",
    )
    (found,) = side_by_side(folder).differences
    assert found.identity == "local-terms/footprint-no-pool" and unlike(folder) == {found.identity}
    (variant,) = found.variants
    assert variant.agreements == (FRIMLEY,) and len(found.usual.agreements) == 5
    assert [(e.before, e.after.strip()) for e in variant.edits if e.before != e.after] == [("", "ever")]
    assert variant.standing is Standing.DEVIATION and "The boards asked for it" in variant.reason
