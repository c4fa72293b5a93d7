"""Published numbers stay, whatever is inserted or removed; and labels are unique and in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compose.published import Editor, base, cites, composed, entry, first, frozen, numbers, with_entries
from concordat.language.ordinals import BEFORE_ALL, Mark, after, read, write
from concordat.language.walk import iterate
from concordat.model.library import EntryKind, Workspace
from concordat.model.tree import Agreement, Group, GroupKind, Provision

SORTS = ("1", "a", "i", "A")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_a_published_label_never_changes_and_labels_are_unique_and_in_order(seed: int) -> None:
    changed = Editor(seed).workspace()
    original, published = first()
    agreement, faults = composed(frozen(changed, published))
    assert [d.message for d in faults.errors] == []
    before, now = cites(original), cites(agreement)
    moved = {
        name: (before[name], now[name]) for name in before.keys() & now.keys() if before[name] != now[name]
    }
    assert moved == {}
    assert len(set(now.values())) == len(now)
    for siblings in sequences(agreement):
        mark: Mark | None = BEFORE_ALL
        for own, sort in siblings:
            mark = read(own, sort, mark) if mark is not None else None
        assert mark is not None, siblings
    # What is gone says so, unless what held it is gone too.
    gone = {p.block.identity for p in iterate(agreement) if getattr(p.block, "not_used", None)}
    assert {name for name in ("c1", "c2", "c3") if name not in changed_clauses(changed)} <= gone


def changed_clauses(workspace: Workspace) -> set[str]:
    return {slot.id for slot in workspace.library.precedents["lending"].clauses}


def sequences(agreement: Agreement) -> list[list[tuple[str, str]]]:
    """The ordinals of each sequence, own part alone, with how it counts."""
    found: dict[tuple[str, type], list[tuple[str, str]]] = {}
    for place in iterate(agreement):
        block = place.block
        if not isinstance(block, Group | Provision) or not block.label:
            continue
        own = block.label.strip("()").split(".")[-1].split(" ")[-1]
        lettered = isinstance(block, Provision) and block.label.startswith("(")
        sort = "A" if isinstance(block, Group) and block.kind is GroupKind.PART else "a" if lettered else "1"
        found.setdefault((place.parents[-1].identity, type(block)), []).append((own, sort))
    return list(found.values())


def test_without_a_change_frozen_and_live_are_the_same() -> None:
    original, _ = composed(base())
    again, faults = composed(frozen(base(), numbers(original)))
    assert not faults.errors and again == original


def test_what_was_inserted_keeps_its_number_once_it_is_published() -> None:
    original, _ = composed(base())
    library = base().library
    entries = {
        **library.entries,
        "extra": entry("extra", EntryKind.CLAUSE),
        "more": entry("more", EntryKind.CLAUSE),
    }
    first = with_entries(base(), entries, ["c1", "c2", "extra", "c3"], ["s1"])
    once, _ = composed(frozen(first, numbers(original)))
    assert cites(once)["extra"] == ("2A",) and cites(once)["extra/p1"] == ("2A.1",)
    second = with_entries(base(), entries, ["c1", "c2", "more", "extra", "c3"], ["s1"])
    twice, _ = composed(frozen(second, numbers(once)))
    assert cites(twice)["extra"] == ("2A",) and cites(twice)["more"] == ("2ZA",)
    third = with_entries(base(), entries, ["c1", "c2", "more", "c3"], ["s1"])
    thrice, _ = composed(frozen(third, numbers(twice)))
    assert cites(thrice)["extra"] == ("2A",) and cites(thrice)["c3"] == ("3",)


def test_where_nothing_is_left_every_number_says_so() -> None:
    bare, _ = composed(frozen(with_entries(base(), base().library.entries, ["c1"], []), first()[1]))
    gone = [p.block.identity for p in iterate(bare) if getattr(p.block, "not_used", None)]
    assert gone == ["c2", "c3", "s1", "s2", "s3"]


def test_a_fault_in_the_rule_is_seen() -> None:
    """The property can fail: with live numbers an insertion moves what follows."""
    original, _ = composed(base())
    entries = {**base().library.entries, "extra": entry("extra", EntryKind.CLAUSE)}
    moved, _ = composed(with_entries(base(), entries, ["extra", "c1", "c2", "c3"], ["s1"]))
    assert cites(moved)["c1"] != cites(original)["c1"]


@given(st.lists(st.integers(0, 60), max_size=60), st.sampled_from(SORTS))
def test_an_ordinal_is_found_between_any_two(places: list[int], sort: str) -> None:
    """Set in anywhere, as often as one likes: always between its neighbours, and never written twice."""
    marks: list[Mark] = [((0, 1),), ((0, 2),)]
    for place in places:
        at = place % (len(marks) + 1)
        left = marks[at - 1] if at else BEFORE_ALL
        right = marks[at] if at < len(marks) else None
        mark = after(left, right)
        assert left < mark and (right is None or mark < right)
        marks.insert(at, mark)
    last: Mark | None = BEFORE_ALL
    for mark in marks:
        last = read(write(mark, sort), sort, last) if last is not None else None
        assert last is not None


@pytest.mark.parametrize(
    ("left", "right", "sort", "wanted"),
    [
        ("9", "10", "1", "9A"),
        ("9", "9A", "1", "9ZA"),
        ("9", "9ZA", "1", "9ZZA"),
        ("9ZA", "9A", "1", "9ZB"),
        ("9A", "9B", "1", "9AA"),
        ("9Z", "10", "1", "9Z1"),
        ("", "1", "1", "A1"),
        ("", "A1", "1", "ZA1"),
        ("9A", "", "1", "10"),
        ("a", "b", "a", "aa"),
        ("", "a", "a", "za"),
        ("i", "ii", "i", "ia"),
        ("", "i", "i", "ai"),
        ("A", "B", "A", "AA"),
    ],
)
def test_ordinals_as_parliamentary_counsel_writes_them(left: str, right: str, sort: str, wanted: str) -> None:
    before = read(left, sort, BEFORE_ALL) if left else BEFORE_ALL
    assert before is not None
    following = read(right, sort, before) if right else None
    assert write(after(before, following), sort) == wanted
