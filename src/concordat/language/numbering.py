"""Labels for the groups and provisions of a tree, in the form that the house gives.

Labels follow order. Where the numbering is frozen, published numbers are an input: they stay, what is set between them
gets a letter, and the number of what is gone prints with the words "Not used".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from concordat.diagnostics import Faults
from concordat.language.frozen import CLAUSES, SCHEDULES, Frozen
from concordat.language.numerals import letters, roman
from concordat.language.sequence import Level, Ordinal, in_order, live, ordinals, published
from concordat.model.library import Levels
from concordat.model.tree import (
    Block,
    Definition,
    Group,
    GroupKind,
    Heading,
    Origin,
    Paragraph,
    Party,
    Provision,
    Recital,
    Role,
    Text,
)

_ORDINAL = re.compile(r"\{(\d+|a|i|A)\}")


def label(form: str, ordinals: Sequence[int | str]) -> str:
    """A label: the form of its level with the ordinals set in. `{1}` is the first of them; `{a}` `{i}` `{A}` the last.

    An ordinal that is a text prints as it is.
    """

    def one(match: re.Match[str]) -> str:
        sort = match.group(1)
        if sort.isdigit():
            return str(ordinals[min(int(sort), len(ordinals)) - 1])
        own = ordinals[-1]
        if isinstance(own, str):
            return own
        if sort == "i":
            return roman(own)
        return letters(own) if sort == "a" else letters(own).upper()

    return _ORDINAL.sub(one, form)


def _true(typed: bool) -> bool | None:
    """True, or None: a tree leaves out what does not hold."""
    return True if typed else None


@dataclass(frozen=True)
class Numberer:
    """Numbers the groups of one draft. `origins` says why what is not used was left out, where a condition did it."""

    levels: Levels
    frozen: Frozen | None
    not_used: str
    elsewhere: frozenset[str]
    origins: Mapping[str, Origin]
    faults: Faults

    def group(self, group: Group) -> Group:
        """A fixed slot with all in it numbered."""
        levels = self.levels
        match group.kind:
            case GroupKind.TERMS:
                return replace(
                    group, blocks=self.groups(group.blocks, GroupKind.CLAUSE, CLAUSES, self.clause)
                )
            case GroupKind.SCHEDULES:
                return replace(
                    group, blocks=self.groups(group.blocks, GroupKind.SCHEDULE, SCHEDULES, self.schedule)
                )
            case GroupKind.PARTIES:
                parties = [b for b in group.blocks if isinstance(b, Party)]
                labelled = [replace(p, label=label(levels.party, [n])) for n, p in enumerate(parties, 1)]
                return replace(group, blocks=tuple(labelled))
            case GroupKind.RECITALS:
                return replace(group, blocks=tuple(self.recitals(group.blocks)))
            case _:
                return group

    def groups(
        self,
        blocks: tuple[Block, ...],
        kind: GroupKind,
        holder: str,
        one: Callable[[Group, Ordinal], Group],
        typed: bool = False,
    ) -> tuple[Block, ...]:
        """The blocks with the groups among them numbered as one sequence."""
        forms = {GroupKind.CLAUSE: self.levels.clause[0], GroupKind.SCHEDULE: self.levels.schedule_heading}
        level = Level(forms.get(kind, self.levels.part_heading), typed=typed)
        held = self.frozen.parts if self.frozen is not None and kind is GroupKind.PART else self._under()

        def absent(identity: str) -> Block:
            return unused_group(identity, kind, self.not_used, self._origin(identity))

        def numbered(block: Block, own: Ordinal) -> Block:
            assert isinstance(block, Group)
            if block.not_used:  # nothing under it has a number any more
                shown = label(level.form, [own.text])
                return replace(block, label=shown, number=own.number, typed=_true(own.typed))
            return one(block, own)

        return self.sequence(blocks, Group, held.get(holder, ()), level, absent, numbered)

    def _under(self) -> Mapping[str, tuple[str, ...]]:
        return self.frozen.under if self.frozen is not None else {}

    def _held(self, identity: str, cited: str) -> str:
        """The identity under which to look for published provisions, or nothing where its own number is another now."""
        numbers = self.frozen.numbers if self.frozen is not None else {}
        return identity if numbers.get(identity, cited) == cited else ""

    def _origin(self, identity: str) -> Origin:
        return self.origins.get(identity, Origin(self.frozen.spans.get(identity) if self.frozen else None))

    def sequence(
        self,
        blocks: tuple[Block, ...],
        members: type[Group] | type[Provision],
        held: tuple[str, ...],
        level: Level,
        absent: Callable[[str], Block],
        one: Callable[[Block, Ordinal], Block],
    ) -> tuple[Block, ...]:
        """The blocks with the members among them numbered, and the published places that are not used set among them."""
        present = {block.identity: block for block in blocks if isinstance(block, members)}
        if self.frozen is None or not held:
            own = iter(live(len(blocks), level))
            return tuple(one(block, next(own)) if isinstance(block, members) else block for block in blocks)
        marks = published(level, held, self.frozen, self.faults)
        elsewhere = self.elsewhere - frozenset(present)
        order = in_order(tuple(present), marks, self.frozen, elsewhere, self.faults)
        given = dict(zip(order, ordinals(order, marks, level), strict=True))
        found: list[Block] = []
        waiting = list(order)
        for block in blocks:
            if isinstance(block, members):
                while waiting[0] != block.identity:
                    found.append(one(absent(waiting[0]), given[waiting.pop(0)]))
                found.append(one(block, given[waiting.pop(0)]))
            else:
                found.append(block)
        last = max((n for n, b in enumerate(found) if isinstance(b, members) or _opens(b)), default=-1)
        return (*found[: last + 1], *(one(absent(name), given[name]) for name in waiting), *found[last + 1 :])

    def clause(self, group: Group, ordinal: Ordinal) -> Group:
        """A clause and all in it."""
        own = label(self.levels.clause[0], [ordinal.text])
        blocks = self.provisions(
            group.blocks,
            self.levels.clause[1:],
            (ordinal,),
            own,
            self._held(group.identity, own),
            ordinal.typed,
        )
        return replace(group, label=own, number=ordinal.number, blocks=blocks, typed=_true(ordinal.typed))

    def schedule(self, group: Group, ordinal: Ordinal) -> Group:
        """A schedule and all in it."""
        own = label(self.levels.schedule_heading, [ordinal.text])
        held = self._held(group.identity, own)
        parts = self.groups(group.blocks, GroupKind.PART, held, self.part, ordinal.typed)
        blocks = self.provisions(parts, self.levels.schedule, (), "", held, ordinal.typed)
        return replace(group, label=own, number=ordinal.number, blocks=blocks, typed=_true(ordinal.typed))

    def part(self, group: Group, ordinal: Ordinal) -> Group:
        """A Part and all in it."""
        own = label(self.levels.part_heading, [ordinal.text])
        held = self._held(group.identity, own)
        blocks = self.provisions(group.blocks, self.levels.schedule, (), "", held, ordinal.typed)
        return replace(group, label=own, number=ordinal.number, blocks=blocks, typed=_true(ordinal.typed))

    def recitals(self, blocks: tuple[Block, ...]) -> list[Block]:
        """The recitals and all in them; their labels follow order."""
        found: list[Block] = []
        for count, block in enumerate(blocks, 1):
            if isinstance(block, Recital):
                own = label(self.levels.recital, [count])
                children = self.provisions(block.children, self.levels.definition, (), own, block.identity)
                block = replace(block, label=own, children=children)
            found.append(block)
        return found

    def provisions(
        self,
        blocks: tuple[Block, ...],
        forms: Sequence[str],
        above: tuple[Ordinal, ...],
        cite: str,
        holder: str,
        typed: bool = False,
    ) -> tuple[Block, ...]:
        """The blocks with the provisions among them numbered as one sequence; `forms` are those of this level and below."""
        form, below = (forms[0], forms[1:] or forms) if forms else ("{a}", ())

        def absent(identity: str) -> Block:
            return unused_provision(identity, depth, self.not_used, self._origin(identity))

        def one(block: Block, own: Ordinal) -> Block:
            assert isinstance(block, Provision)
            ordinals = (*above, own)
            shown = label(form, [ordinal.text for ordinal in ordinals])
            # A form that repeats the ordinals above it ("24.1") is the whole citation; a letter is added to what is above.
            whole = shown if "{1}" in form else f"{cite}{shown}"
            children: tuple[Block, ...] = ()
            if not block.not_used:
                held = self._held(block.identity, whole)
                children = self.provisions(block.children, below, ordinals, whole, held, own.typed)
            numbers = tuple(ordinal.number for ordinal in ordinals)
            return replace(
                block, number=numbers, label=shown, cite=whole, children=children, typed=_true(own.typed)
            )

        depth = next((block.depth for block in blocks if isinstance(block, Provision)), len(above) or 1)
        level = Level(form, above, cite, typed)
        numbered = self.sequence(blocks, Provision, self._under().get(holder, ()), level, absent, one)
        return tuple(
            replace(b, children=self.provisions(b.children, self.levels.definition, (), "", b.identity))
            if isinstance(b, Definition)
            else b
            for b in numbered
        )


def unused_group(identity: str, kind: GroupKind, words: str, origin: Origin) -> Group:
    """A clause, schedule or Part of which only the number stays, not yet numbered."""
    heading = Heading(f"{identity}~heading", 1 if kind is GroupKind.SCHEDULE else 2, (Text(words),))
    return Group(identity, kind, "", 0, heading, (), origin, not_used=True)


def unused_provision(identity: str, depth: int, words: str, origin: Origin) -> Provision:
    """A provision of which only the number stays, not yet numbered."""
    return Provision(identity, depth, (), "", "", (Text(words),), (), None, origin, not_used=True)


def _opens(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.START
