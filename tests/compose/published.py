"""A workspace with published numbers, and changes anywhere in it, for tests: one seed, one change."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from concordat.compose.compose import compose
from concordat.diagnostics import Faults, Span
from concordat.language.walk import iterate
from concordat.load.workspace import read_workspace
from concordat.model.library import Entry, EntryKind, Slot, Wording, Workspace
from concordat.model.numbering import Numbering
from concordat.model.prose import SourceBlock, SourceParagraph, SourcePart, SourceProvision, Words
from concordat.model.tree import Agreement, Group, GroupKind, Provision
from support import FORM, REPOSITORY

HERE = Span("test.md", 1, 1)


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


@cache
def first() -> tuple[Agreement, Numbering]:
    agreement, _ = composed(base())
    return agreement, numbers(agreement)
