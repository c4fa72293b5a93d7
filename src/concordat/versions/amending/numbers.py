"""The numbers of an agreement that is varied: given anew by order, or kept from the older text."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace

from concordat.diagnostics import Faults
from concordat.language.canonical import with_schema
from concordat.language.frozen import CLAUSES, SCHEDULES, Frozen
from concordat.language.numbering import Numberer, unused_group, unused_provision
from concordat.language.references import referred
from concordat.language.walk import blocks
from concordat.model.amendments import Manner, Numbers
from concordat.model.tree import (
    NOWHERE,
    Agreement,
    Block,
    Definition,
    Group,
    GroupKind,
    Paragraph,
    Provision,
)
from concordat.versions.arranging import Arrangement
from concordat.versions.matching import Match, match, side
from concordat.versions.members import NOBODY

VACATED = "~vacated"
"""What the identity of a place ends with that stays as a number, because what stood there has moved."""

_TOP = {GroupKind.TERMS: CLAUSES, GroupKind.SCHEDULES: SCHEDULES}


def vacated(identity: str, taken: Container[str]) -> str:
    """The identity of the number that a place leaves behind; `taken` are those of the older text, where it may have left
    another before."""
    name, number = f"{identity}{VACATED}", 1
    while name in taken:
        number += 1
        name = f"{identity}{VACATED}-{number}"
    return name


def is_frozen(old: Agreement, manner: Manner) -> bool:
    """Whether numbers stay: by the house's choice, or because they have stayed before (“9A”, “Not used”)."""
    return manner.numbering is Numbers.FROZEN or any(
        block.typed or block.not_used for block in blocks(old) if isinstance(block, Group | Provision)
    )


def frozen(old: Agreement, new: Agreement, manner: Manner) -> Agreement:
    """The newer agreement with the numbers of the older: “9A” is between 9 and 10, “9ZA” between 9 and 9A, and what is gone
    stays as a number with the words “Not used”; references are worded from them.

    So it is of clauses, schedules, Parts and all provisions under them or a definition. Parties and recitals follow order:
    a party is named and not numbered where it is spoken of, and a recital gives no right. What moves gets a number at its
    new place, and leaves its old one not used, under its identity with `~vacated`. Of a list whose
    every member is gone nothing stays. A place whose older number has not the form of the house is numbered as if it were new.
    """
    held = _Held.of(old, new, manner.not_used)
    groups = tuple(one for group in new.groups if isinstance(one := held.filled(group), Group))
    return _numbered(replace(new, groups=groups), held.numbers(), manner)


def renumbered(old: Agreement, varied: Agreement, manner: Manner) -> Agreement:
    """A varied agreement with labels and references as they are to be: by order, or kept from the older one."""
    return frozen(old, varied, manner) if is_frozen(old, manner) else _numbered(varied, None, manner)


def _numbered(agreement: Agreement, numbers: Frozen | None, manner: Manner) -> Agreement:
    numberer = Numberer(manner.levels, numbers, manner.not_used, frozenset(), {}, Faults())
    groups = referred(tuple(numberer.group(group) for group in agreement.groups))
    return with_schema(replace(agreement, groups=groups))


@dataclass
class _Held:
    """Gathers the numbers of the older text that stay, under the identities of the newer. `orders` gives, for each place
    that stays, what it held in order, and of what had a number what stands there where only that is left; `lists` are the
    places of the newer text with the types of what they hold."""

    matched: Match
    moved: frozenset[str]
    lists: frozenset[tuple[str, type]]
    words: str
    cites: dict[str, str] = field(default_factory=dict)
    under: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    orders: dict[str, list[tuple[str, Block | None]]] = field(default_factory=dict)

    @classmethod
    def of(cls, old: Agreement, new: Agreement, words: str) -> _Held:
        """What stays of the numbers of `old` in `new`."""
        matched = match(side(_bare(old), NOBODY), side(_bare(new), NOBODY))
        arranged = Arrangement(matched)
        _ = arranged.moves  # walks both
        moved = (one for one in arranged.gone if matched.forward.get(one) in arranged.come)
        lists = {(one.identity, type(inner)) for one in blocks(new) for inner in _below(one)}
        held = cls(matched, frozenset(moved), frozenset(lists), words)
        for group in old.groups:
            if group.kind in _TOP:
                held.under[_TOP[group.kind]] = tuple(held.members(group, Group))
                for one in group.blocks:
                    held.block(one)
        return held

    def numbers(self) -> Frozen:
        """As the numbering reads them."""
        return Frozen(self.cites, self.under, self.parts, {})

    def name(self, block: Block) -> str:
        """The identity under which the place of a block stays."""
        if block.identity in self.moved:
            return vacated(block.identity, self.matched.old.holders)
        return self.matched.forward.get(block.identity, block.identity)

    def members(self, holder: Block, kind: type[Group] | type[Provision]) -> Iterator[str]:
        """The members of one sequence under the identities that they have now, each with its number kept."""
        order = self.orders.setdefault(self.name(holder), [(self.name(one), None) for one in _below(holder)])
        for at, one in enumerate(_below(holder)):
            if not isinstance(one, kind):
                continue
            name = self.name(one)
            if isinstance(one, Provision):
                self.cites[name] = one.cite
                order[at] = name, unused_provision(name, one.depth, self.words, NOWHERE)
            elif isinstance(one, Group):
                self.cites[name] = one.label
                order[at] = name, unused_group(name, one.kind, self.words, NOWHERE)
            yield name

    def block(self, block: Block) -> None:
        """A clause, schedule, Part, provision or definition that stays where it was, with all in it."""
        if block.identity in self.moved:
            return
        name = self.name(block)
        if (name, Group) in self.lists:
            self.parts[name] = tuple(self.members(block, Group))
        if (name, Provision) in self.lists:
            self.under[name] = tuple(self.members(block, Provision))
        for one in _below(block):
            if isinstance(one, Group | Provision | Definition):
                self.block(one)

    def filled(self, block: Block) -> Block:
        """A block of the newer text with each number that is left in it where it stood: behind what it stood behind."""
        if not isinstance(block, Group | Provision | Definition):
            return block
        found = [self.filled(one) for one in _below(block)]
        at = next((n for n, one in enumerate(found) if not isinstance(one, Paragraph)), len(found))
        for name, left in self.orders.get(block.identity, []):
            there = [n for n, one in enumerate(found, start=1) if one.identity == name]
            if there:
                at = there[0]
            elif left is not None:
                found.insert(at, left)
                at += 1
        if isinstance(block, Group):
            return replace(block, blocks=tuple(found))
        return replace(block, children=tuple(found))


def _bare(agreement: Agreement) -> Agreement:
    """An agreement without labels, which say nothing of where its places stand."""

    def bare(block: Block) -> Block:
        if isinstance(block, Group):
            return replace(block, label="", typed=None, blocks=tuple(map(bare, block.blocks)))
        if isinstance(block, Provision):
            return replace(block, label="", typed=None, children=tuple(map(bare, block.children)))
        return (
            replace(block, children=tuple(map(bare, block.children)))
            if isinstance(block, Definition)
            else block
        )

    groups = tuple(one for group in agreement.groups if isinstance(one := bare(group), Group))
    return replace(agreement, groups=groups)


def _below(block: Block) -> tuple[Block, ...]:
    if isinstance(block, Group):
        return block.blocks
    return block.children if isinstance(block, Provision | Definition) else ()
