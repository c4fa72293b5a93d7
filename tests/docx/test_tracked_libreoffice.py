"""LibreOffice accepts and rejects our redlines too, in words of its own making, and comes to the same.

Each file that the oracle resolved is saved by LibreOffice untouched: what it makes of the redline must say the same, so
that nothing that it does to every file counts. What it is known to do otherwise is a list, of which each entry must
still show.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from marked_tree import CASES, marked_tree
from office import ACCEPT, REJECT, RESAVE, through_office
from tracked_oracle import reject_all
from tracked_support import Triple, disagreements, judged, left_empty, redlined_word, texts

JUDGED = (
    "what is more than words",
    "headings",
    "provision moved and edited",
    "clauses inserted",
    "schedule moved",
    "wide table in place of another",
    "rows",
    "row moved",
    "particulars of a party",
    "signatures",
    "running lines",
)
"""The cases that every run judges."""

KNOWN = {
    "before a table that goes it leaves an empty paragraph": ("wide table deleted", ACCEPT, 1),
    "and so before one that does not come": ("schedule inserted", REJECT, 1),
    "the last paragraph takes the style of one that goes before it": ("signatures", REJECT, 1),
}
"""What LibreOffice does otherwise than the standard and Word: the case, the command, and how many empty paragraphs are
left where none should be."""


def triples(names: Sequence[str]) -> list[Triple]:
    """Cases made by hand."""
    return [Triple(name, *marked_tree(name)) for name in names]


def test_it_comes_to_the_same(tmp_path: Path) -> None:
    found = judged(triples(JUDGED), tmp_path)
    assert disagreements(found) == []
    # That what is accepted and what is rejected differ shows that it did something.
    assert all(found[name, ACCEPT][0] != found[name, REJECT][0] for name in JUDGED)
    assert all(len(control[0]) > 60 for _, control in found.values())


@pytest.mark.slow
def test_it_comes_to_the_same_in_every_case(tmp_path: Path) -> None:
    assert disagreements(judged(triples(tuple(CASES)), tmp_path)) == []


def test_what_it_is_known_to_do_otherwise_it_still_does(tmp_path: Path) -> None:
    found = judged(triples(tuple(dict.fromkeys(name for name, _, _ in KNOWN.values()))), tmp_path)
    shown = {fault: left_empty(*found[name, command]) for fault, (name, command, _) in KNOWN.items()}
    assert shown == {fault: count for fault, (_, _, count) in KNOWN.items()}


def test_a_redline_of_which_the_oracle_thinks_otherwise_is_seen(tmp_path: Path) -> None:
    data = redlined_word(Triple("", *marked_tree("words of a provision")))
    own, control = (
        texts(made) for made in through_office([(data, ACCEPT), (reject_all(data), RESAVE)], tmp_path)
    )
    assert len(disagreements({("", ACCEPT): (own, control)})) == 1
