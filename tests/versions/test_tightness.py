"""On a long agreement with known edits a redline marks what its script edited, and hardly a character more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from concordat.language.walk import blocks, inlines
from concordat.language.words import plain
from concordat.model.tree import (
    Agreement,
    Group,
    GroupKind,
    Mark,
    MarkKind,
    Provision,
    Reference,
    Table,
)
from concordat.render.docx import render_docx
from concordat.render.docx.tracked import Tracking
from concordat.versions.compare import compare
from concordat.versions.matching import Match, match, side
from concordat.versions.members import NOBODY
from concordat.versions.redline import redline
from long_agreement import (
    CLAUSES,
    DELETED,
    INSERTED,
    MOVED,
    MOVED_AND_EDITED,
    ROWS,
    TABLE,
    LongPair,
    long_pair,
)
from marks import in_tree, in_word, numbering_marks
from pairs_settled import shipped

WITHIN = 1.05
"""How many times the ideal may be marked."""


@pytest.fixture(scope="module")
def pair() -> LongPair:
    return long_pair()


def matched(old: Agreement, new: Agreement) -> Match:
    return match(side(old, NOBODY), side(new, NOBODY))


@pytest.fixture(scope="module")
def marked(pair: LongPair) -> Agreement:
    changes = [(str(number), change) for number, change in enumerate(compare(pair.old, pair.new), 1)]
    return redline(matched(pair.old, pair.new), changes)


@pytest.fixture(scope="module")
def word(pair: LongPair, marked: Agreement) -> bytes:
    data, faults = render_docx(marked, shipped(), {}, Tracking(date="2026-11-26", older=pair.old))
    assert not faults.errors
    return data


def clauses(agreement: Agreement) -> list[str]:
    return [b.identity for b in blocks(agreement) if isinstance(b, Group) and b.kind is GroupKind.CLAUSE]


def test_the_pair_is_as_its_script_says(pair: LongPair) -> None:
    """The ideal is found a second time, from the two trees alone and without the script."""
    old, new = clauses(pair.old), clauses(pair.new)
    assert len(old) == len(new) == CLAUSES
    assert (len(set(old) - set(new)), len(set(new) - set(old))) == (DELETED, INSERTED)
    stay = [name for name in old if name in new and name not in pair.moved]
    assert stay == [name for name in new if name in stay]
    assert len(pair.moved) == MOVED + MOVED_AND_EDITED
    was = {i.target: i.text for b in blocks(pair.old) for i in inlines(b) if isinstance(i, Reference)}
    before, after = (texts(one, set(stay), was) for one in (pair.old, pair.new))
    alike = [
        name for name in before.keys() & after.keys() if name.split("/")[0].split("~")[0] not in pair.moved
    ]
    trimmed = [middles(before[name].split(), after[name].split()) for name in alike]
    deleted = sum(len(text) for name, text in before.items() if name not in after) + sum(
        t[0] for t in trimmed
    )
    inserted = sum(len(text) for name, text in after.items() if name not in before) + sum(
        t[1] for t in trimmed
    )
    halves = [
        sum(len(text) for name, text in found.items() if name.split("/")[0].split("~")[0] in pair.moved)
        for found in (before, after)
    ]
    assert halves == [pair.ideal.moved_from, pair.ideal.moved_to]
    assert (deleted, inserted) == (pair.ideal.deleted, pair.ideal.inserted)
    rows = [len(b.rows) for b in blocks(pair.old) if isinstance(b, Table) and b.identity == TABLE]
    assert rows == [ROWS + 1]


def texts(agreement: Agreement, staying: set[str], was: dict[str, str]) -> dict[str, str]:
    """Every text by its identity; a reference in what stays prints what it `was`, for its result is worked out."""
    found = {line.identity: plain(line.inlines) for line in agreement.running}
    for block in blocks(agreement):
        if isinstance(block, Group) and block.heading is not None:
            found[block.heading.identity] = plain(block.heading.inlines)
        elif isinstance(block, Table):
            found |= {cell.identity: plain(cell.inlines) for row in block.rows for cell in row.cells}
        elif isinstance(block, Provision):
            stays = block.identity.partition("/")[0] in staying
            shown = (
                was.get(i.target, i.text) if isinstance(i, Reference) and stays else i.text
                for i in block.inlines
            )
            found[block.identity] = "".join(shown)
    return found


def middles(old: list[str], new: list[str]) -> tuple[int, int]:
    """The characters of the words between what two texts have alike at their beginnings and at their ends."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    # One space goes with words that are there on one side alone; words in place of others have theirs on both sides.
    space = 0 if old and new else 1
    return tuple(len(" ".join(one)) + (space if one else 0) for one in (old, new))  # type: ignore[return-value]


def test_the_tree_marks_hardly_more_than_the_script_edited(pair: LongPair, marked: Agreement) -> None:
    found = in_tree(marked)
    assert found.total <= WITHIN * pair.ideal.marked
    assert found.total >= pair.ideal.marked / WITHIN
    assert found.characters["moved away"] == pair.ideal.moved_from
    assert found.characters["moved here"] == pair.ideal.moved_to


def test_six_moved_clauses_are_six_moves(pair: LongPair, marked: Agreement) -> None:
    found = in_tree(marked)
    assert sorted(found.moves) == sorted(pair.moved)
    halves = [
        b.mark
        for b in blocks(marked)
        if isinstance(b, Group) and b.mark is not None and b.kind is GroupKind.CLAUSE
    ]
    assert Counter((mark.kind, bool(mark.away)) for mark in halves) == {
        (MarkKind.DELETED, False): DELETED,
        (MarkKind.INSERTED, False): INSERTED,
        (MarkKind.MOVED, True): len(pair.moved),
        (MarkKind.MOVED, False): len(pair.moved),
    }


def test_numbers_and_references_to_what_is_renumbered_are_not_marked(
    pair: LongPair, marked: Agreement
) -> None:
    renumbered = [
        inline
        for block in blocks(marked)
        if getattr(block, "mark", None) is None
        for inline in inlines(block)
        if isinstance(inline, Reference) and inline.label
    ]
    was = {b.identity: b.cite for b in blocks(pair.old) if isinstance(b, Provision)}
    changed = [one for one in renumbered if was.get(one.target) not in (None, one.label)]
    assert len(changed) > 50
    holders = {one.identity for one in blocks(marked) if isinstance(one, Provision) and one.mark is None}
    edited = [one for one in changed if one.mark is not None]
    assert not edited and holders


def test_the_word_copy_marks_hardly_more_than_the_script_edited(pair: LongPair, word: bytes) -> None:
    found = in_word(word)
    assert pair.ideal.marked / WITHIN <= found.total <= WITHIN * pair.ideal.marked
    assert found.characters["moved away"] == pair.ideal.moved_from
    assert found.characters["moved here"] == pair.ideal.moved_to


def test_six_moved_clauses_are_six_moves_of_the_word_copy_and_no_number_is_marked(
    pair: LongPair, word: bytes
) -> None:
    assert len(in_word(word).moves) == len(pair.moved)
    assert numbering_marks(word) == 0


def test_without_moves_no_more_is_marked(pair: LongPair) -> None:
    found = in_tree(redline(matched(pair.old, pair.new), moves=False))
    assert not found.moves and found.total <= WITHIN * pair.ideal.marked


def test_against_itself_nothing_is_marked(pair: LongPair) -> None:
    assert in_tree(redline(matched(pair.new, pair.new))).total == 0


def test_a_mark_too_many_is_counted(pair: LongPair, marked: Agreement) -> None:
    """Planted: one clause more is marked as moved, and all words of another."""
    extra = Mark(MarkKind.MOVED, "")

    def group(one: Group) -> Group:
        if one.kind is GroupKind.TERMS:
            unmarked = next(n for n, b in enumerate(one.blocks) if b.mark is None)
            made = replace(one.blocks[unmarked], mark=extra)
            return replace(one, blocks=(*one.blocks[:unmarked], made, *one.blocks[unmarked + 1 :]))
        return one

    worse = in_tree(replace(marked, groups=tuple(map(group, marked.groups))))
    assert len(worse.moves) == len(pair.moved) + 1
    assert worse.total > in_tree(marked).total + 100
