"""Published numbers stay, whatever is inserted or removed; and labels are unique and in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.compose.compose import compose
from concordat.compose.ordinals import BEFORE_ALL, Mark, after, read, write
from concordat.diagnostics import Faults, Span
from concordat.language.walk import iterate
from concordat.load.workspace import read_workspace
from concordat.model.library import Entry, EntryKind, Slot, Wording, Workspace
from concordat.model.numbering import Numbering
from concordat.model.prose import SourceBlock, SourceParagraph, SourcePart, SourceProvision, Words
from concordat.model.tree import Agreement, Group, GroupKind, Provision
from support import FORM, REPOSITORY

HERE = Span("test.md", 1, 1)
SORTS = ("1", "a", "i", "A")


def line(words: str) -> SourceParagraph:
    return SourceParagraph((Words(words, HERE),), HERE)


def made(anchor: str, children: tuple[SourceBlock, ...] = ()) -> SourceProvision:
    return SourceProvision(anchor, None, (), None, line(f"{anchor} applies."), children, None, HERE)


def tree(prefix: str, depth: int = 3) -> tuple[SourceBlock, ...]:
    """Three provisions with three under each, and so on."""
    names = [f"{prefix}{n}" for n in range(1, 4)]
    return tuple(made(name, tree(f"{name}-", depth - 1) if depth > 1 else ()) for name in names)


def entry(name: str, kind: EntryKind) -> Entry:
    blocks = tree("p")
    if kind is EntryKind.SCHEDULE:
        parts = (SourcePart(f"part-{n}", f"Part {n}", None, tree(f"q{n}-", 2), HERE) for n in range(1, 4))
        blocks = (*blocks, *parts)
    return Entry(name, kind, name, Wording.MODEL, 5, None, (), None, "", blocks, HERE, "0" * 64)


@cache
def base() -> Workspace:
    """The lending workspace with three clauses and three schedules of our own, deep enough to try every level."""
    import shutil  # noqa: PLC0415  once
    import tempfile  # noqa: PLC0415  once
    from pathlib import Path  # noqa: PLC0415  once

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(FORM, folder, dirs_exist_ok=True)
        shutil.rmtree(folder / "clauses" / "national")
        shutil.copytree(REPOSITORY / "agreements" / "house", folder / "agreements" / "house")
        workspace, faults = read_workspace(folder)
    assert not faults.errors
    names = [f"c{n}" for n in range(1, 4)], [f"s{n}" for n in range(1, 4)]
    entries = {n: entry(n, EntryKind.CLAUSE) for n in names[0]} | {
        n: entry(n, EntryKind.SCHEDULE) for n in names[1]
    }
    return with_entries(workspace, entries, names[0], names[1])


def with_entries(
    workspace: Workspace, entries: Mapping[str, Entry], clauses: list[str], schedules: list[str]
) -> Workspace:
    slots = [tuple(Slot(n, None, None, HERE) for n in names) for names in (clauses, schedules)]
    precedent = replace(
        workspace.library.precedents["lending"],
        clauses=slots[0],
        schedules=slots[1],
        recitals=(),
        edition=None,
    )
    library = replace(workspace.library, entries=dict(entries), precedents={"lending": precedent})
    return replace(workspace, library=library)


def composed(workspace: Workspace) -> tuple[Agreement, Faults]:
    agreement, faults = compose(workspace, workspace.instructions["towns/lending-2031"])
    assert agreement is not None
    return agreement, faults


def numbers(agreement: Agreement) -> Numbering:
    """The published numbers of an agreement as it was made: each place by its citation."""
    found: dict[str, dict[str, str]] = {"terms": {}, "schedules": {}}
    for place in iterate(agreement):
        block = place.block
        if isinstance(block, Group | Provision) and block.label and place.parents[0].identity in found:
            cited = block.cite if isinstance(block, Provision) else block.label
            found[place.parents[0].identity][block.identity] = cited
    spans = {identity: HERE for one in found.values() for identity in one}
    return Numbering(found["terms"], found["schedules"], {}, spans, HERE)


def frozen(workspace: Workspace, published: Numbering) -> Workspace:
    precedent = replace(workspace.library.precedents["lending"], numbering="frozen")
    library = replace(workspace.library, precedents={"lending": precedent}, numberings={"lending": published})
    return replace(workspace, library=library)


def cites(agreement: Agreement) -> dict[str, tuple[str, ...]]:
    """How each place is cited, with its Part and Schedule: so that a citation is one place's alone."""
    found: dict[str, tuple[str, ...]] = {}
    for place in iterate(agreement):
        block = place.block
        if isinstance(block, Group | Provision) and block.label:
            above = tuple(g.label for g in place.groups if g.kind in (GroupKind.SCHEDULE, GroupKind.PART))
            found[block.identity] = (*above, block.cite if isinstance(block, Provision) else block.label)
    return found


class Editor:
    """Inserts and removes provisions, Parts, clauses and schedules anywhere in the base; one seed, one result."""

    def __init__(self, seed: int) -> None:
        self.random, self.count = Random(seed), 0

    def workspace(self) -> Workspace:
        found = base()
        entries = {n: replace(e, blocks=self.blocks(e.blocks)) for n, e in found.library.entries.items()}
        lists: list[list[str]] = []
        for kind, letter in ((EntryKind.CLAUSE, "c"), (EntryKind.SCHEDULE, "s")):
            names: list[str] = []
            for n in range(1, 5):
                for _ in range(self.random.choice((0, 0, 1, 2))):
                    name = self.name()
                    entries[name] = replace(entry(name, kind), blocks=(made("p1"),))
                    names.append(name)
                if n < 4 and self.random.random() > 0.2:
                    names.append(f"{letter}{n}")
            lists.append(names)
        return with_entries(found, entries, lists[0], lists[1])

    def name(self) -> str:
        self.count += 1
        return f"new-{self.count}"

    def blocks(self, blocks: tuple[SourceBlock, ...]) -> tuple[SourceBlock, ...]:
        found: list[SourceBlock] = []
        for block in blocks:
            found += [self.new(block) for _ in range(self.random.choice((0, 0, 0, 1, 2)))]
            if self.random.random() < 0.15:
                continue
            if isinstance(block, SourceProvision):
                found.append(replace(block, children=self.blocks(block.children)))
            elif isinstance(block, SourcePart):
                found.append(replace(block, blocks=self.blocks(block.blocks)))
        if blocks and self.random.random() < 0.3:
            found.append(self.new(blocks[-1]))
        return tuple(found)

    def new(self, like: SourceBlock) -> SourceBlock:
        name = self.name()
        below = (made(f"{name}-p"),)
        return (
            SourcePart(name, name, None, below, HERE) if isinstance(like, SourcePart) else made(name, below)
        )


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


@cache
def first() -> tuple[Agreement, Numbering]:
    agreement, _ = composed(base())
    return agreement, numbers(agreement)


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
