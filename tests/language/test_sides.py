"""Each side of a redline: what stands there, and that nothing else of the tree is touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concordat.language.sides import Side, both_sides, of_side, shown, stands
from concordat.model.tree import Mark, MarkKind, Text
from sample_tree import sample_agreement

INSERTED, DELETED = Mark(MarkKind.INSERTED, "1"), Mark(MarkKind.DELETED, "1")
HERE, AWAY = Mark(MarkKind.MOVED, "1", "a"), Mark(MarkKind.MOVED, "1", "a", True)


@pytest.mark.parametrize(
    ("mark", "sides"),
    [
        (None, [Side.ACCEPTED, Side.REJECTED]),
        (INSERTED, [Side.ACCEPTED]),
        (HERE, [Side.ACCEPTED]),
        (DELETED, [Side.REJECTED]),
        (AWAY, [Side.REJECTED]),
    ],
)
def test_what_bears_a_mark_is_of_one_side_and_what_bears_none_of_both(
    mark: Mark | None, sides: list[Side]
) -> None:
    assert [side for side in Side if stands(mark, side)] == sides


def test_a_tree_without_marks_is_itself_on_both_sides() -> None:
    agreement = sample_agreement()
    assert of_side(agreement, Side.ACCEPTED) == agreement == of_side(agreement, Side.REJECTED)
    assert all(one is agreement for one in both_sides(agreement).values())


def test_each_side_has_its_words_its_blocks_and_no_mark() -> None:
    agreement = sample_agreement()
    gone, come = agreement.running
    redline = replace(
        agreement,
        title="Deed",
        redlined=(Text("Supply Agreement", DELETED), Text("Deed", INSERTED)),
        running=(
            replace(gone, mark=DELETED),
            replace(come, inlines=(Text("a "), Text("b", DELETED), Text("c", INSERTED))),
        ),
        redline="one with another",
    )
    newer, older = both_sides(redline).values()
    assert (newer.title, older.title) == ("Deed", "Supply Agreement")
    assert newer.running == (replace(come, inlines=(Text("a "), Text("c"))),)
    assert older.running == (gone, replace(come, inlines=(Text("a "), Text("b"))))
    assert newer.redline is None and not newer.redlined and newer.groups == agreement.groups
    assert shown(redline.running[1].inlines, Side.REJECTED) == "a b"
