"""Number: every group and provision gets its label (the fourth pass). Labels follow order; the house gives their form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from concordat.compose.draft import Draft
from concordat.language.numerals import letters, roman
from concordat.model.library import Levels
from concordat.model.tree import (
    Block,
    Definition,
    Group,
    GroupKind,
    Party,
    Provision,
    Recital,
)

_ORDINAL = re.compile(r"\{(\d+|a|i|A)\}")


def number(draft: Draft) -> Draft:
    """The draft with labels on groups, provisions, parties and recitals."""
    levels = draft.house.levels
    return replace(draft, groups=tuple(_group(group, levels) for group in draft.groups))


def label(form: str, ordinals: Sequence[int]) -> str:
    """A label: the form of its level with the ordinals set in. `{1}` is the first of them; `{a}` `{i}` `{A}` the last."""

    def one(match: re.Match[str]) -> str:
        sort = match.group(1)
        if sort.isdigit():
            return str(ordinals[min(int(sort), len(ordinals)) - 1])
        if sort == "i":
            return roman(ordinals[-1])
        return letters(ordinals[-1]) if sort == "a" else letters(ordinals[-1]).upper()

    return _ORDINAL.sub(one, form)


def _group(group: Group, levels: Levels) -> Group:
    match group.kind:
        case GroupKind.TERMS:
            return replace(group, blocks=_counted(group.blocks, levels, _clause))
        case GroupKind.SCHEDULES:
            return replace(group, blocks=_counted(group.blocks, levels, _schedule))
        case GroupKind.PARTIES:
            parties = [b for b in group.blocks if isinstance(b, Party)]
            labelled = [replace(p, label=label(levels.party, [n])) for n, p in enumerate(parties, 1)]
            return replace(group, blocks=tuple(labelled))
        case GroupKind.RECITALS:
            return replace(group, blocks=tuple(_recitals(group.blocks, levels)))
        case _:
            return group


def _counted(
    blocks: tuple[Block, ...], levels: Levels, one: Callable[[Group, int, Levels], Group]
) -> tuple[Block, ...]:
    found: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Group):
            count += 1
            block = one(block, count, levels)
        found.append(block)
    return tuple(found)


def _clause(group: Group, count: int, levels: Levels) -> Group:
    own = label(levels.clause[0], [count])
    blocks = _sequence(group.blocks, levels.clause[1:], (count,), own, levels)
    return replace(group, label=own, number=count, blocks=blocks)


def _schedule(group: Group, count: int, levels: Levels) -> Group:
    own = label(levels.schedule_heading, [count])
    parts = _counted(group.blocks, levels, _part)
    blocks = _sequence(parts, levels.schedule, (), "", levels)
    return replace(group, label=own, number=count, blocks=blocks)


def _part(group: Group, count: int, levels: Levels) -> Group:
    own = label(levels.part_heading, [count])
    blocks = _sequence(group.blocks, levels.schedule, (), "", levels)
    return replace(group, label=own, number=count, blocks=blocks)


def _recitals(blocks: tuple[Block, ...], levels: Levels) -> list[Block]:
    found: list[Block] = []
    for count, block in enumerate(blocks, 1):
        if isinstance(block, Recital):
            own = label(levels.recital, [count])
            children = _sequence(block.children, levels.definition, (), own, levels)
            block = replace(block, label=own, children=children)
        found.append(block)
    return found


def _sequence(
    blocks: tuple[Block, ...],
    forms: Sequence[str],
    above: tuple[int, ...],
    cite: str,
    levels: Levels,
) -> tuple[Block, ...]:
    """The blocks with the provisions among them numbered as one sequence; `forms` are those of this level and below."""
    found: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Provision):
            count += 1
            block = _provision(block, forms, (*above, count), cite, levels)
        elif isinstance(block, Definition):
            block = replace(block, children=_sequence(block.children, levels.definition, (), "", levels))
        found.append(block)
    return tuple(found)


def _provision(
    provision: Provision, forms: Sequence[str], ordinals: tuple[int, ...], above: str, levels: Levels
) -> Provision:
    form, below = (forms[0], forms[1:] or forms) if forms else ("{a}", ())
    own = label(form, ordinals)
    # A form that repeats the ordinals above it ("24.1") is the whole citation; a letter is added to what is above.
    cite = own if "{1}" in form else f"{above}{own}"
    children = _sequence(provision.children, below, ordinals, cite, levels)
    return replace(provision, number=ordinals, label=own, cite=cite, children=children)
