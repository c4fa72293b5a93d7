"""Binding a board pack: the paper's tree and the material schedules of its agreements as one tree.

A schedule keeps its words and labels; its heading says of which agreement it is. The identities in it begin with the key
of its agreement, for two agreements may hold schedules of one name. A reference to what is not in the pack becomes words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from concordat.compose.stand_ins import stand_ins
from concordat.language.canonical import with_schema
from concordat.language.english import join_names
from concordat.language.walk import blocks, identities_under
from concordat.language.words import plain
from concordat.model.library import House
from concordat.model.pack import PackAgreement, PackPlan
from concordat.model.tree import Agreement, Group, GroupKind, Heading, Reference, Text

_ELSEWHERE = frozenset(("origin", "span", "reads", "mark", "published"))
"""The fields in which no block or inline of the tree stands."""


def bind(paper: Agreement, agreements: Mapping[str, Agreement], plan: PackPlan, house: House) -> Agreement:
    """The pack: the front sheet and the paper, what has changed since the board last saw it where the plan names a part for
    that, each material schedule after its guide, and the list of attachments.

    `agreements` are the composed agreements by their keys. A guide whose schedule is not in its agreement is left out.
    """
    own = {group.identity: group for group in blocks(paper) if isinstance(group, Group)}
    before = tuple(group for group in paper.groups if group.kind is not GroupKind.SCHEDULES)
    bound = tuple(_material(own, agreements, plan))
    heading = Heading("schedules~heading", 1, (Text(""),))
    groups = (
        *before,
        *(_pack_part(own[name]) for name in (plan.changed, plan.opening) if name in own),
        *((Group("schedules", GroupKind.SCHEDULES, "", 0, heading, bound),) if bound else ()),
        *(_pack_part(own[name]) for name in (plan.attachments,) if name in own),
    )
    statement = _with_stand_ins(paper.apparatus.statement, agreements, plan, house)
    shown = replace(paper.apparatus, statement=statement)
    return with_schema(replace(paper, groups=groups, omitted=(), rules=(), apparatus=shown))


def _with_stand_ins(statement: str, agreements: Mapping[str, Agreement], plan: PackPlan, house: House) -> str:
    """The statement at the head, with the schedules of each agreement that are stand-ins."""
    places = []
    for key, wanted in plan.agreements.items():
        standing = stand_ins(_schedules(agreements[key], wanted)) if key in agreements else ""
        if standing:
            named = house.part_of.replace("{part}", standing)
            places.append(named.replace("{title}", agreements[key].title))
    if not places or not house.stand_ins:
        return statement
    return f"{statement} {house.stand_ins.replace('{places}', join_names(places))}"


def _schedules(agreement: Agreement, wanted: PackAgreement) -> tuple[Group, ...]:
    """The schedules of an agreement in their order, with the wording of the material ones alone: no other is told of."""
    schedules = tuple(
        group if group.identity in wanted.material else replace(group, wording="")
        for group in material_schedules(agreement).values()
    )
    return (Group("schedules", GroupKind.SCHEDULES, "", 0, None, schedules),)


def material_schedules(agreement: Agreement) -> dict[str, Group]:
    """The schedules of an agreement that are in use, by their identities."""
    return {
        group.identity: group
        for group in blocks(agreement)
        if isinstance(group, Group) and group.kind is GroupKind.SCHEDULE and not group.not_used
    }


def _material(
    own: Mapping[str, Group], agreements: Mapping[str, Agreement], plan: PackPlan
) -> Iterator[Group]:
    for key, wanted in plan.agreements.items():
        if key not in agreements:
            continue
        title, held = agreements[key].title, material_schedules(agreements[key])
        chosen = [held[name] for name in wanted.material if name in held]
        inside = frozenset(name for group in chosen for name in identities_under(group))
        for group in chosen:
            headed = _headed(group, plan.heading, title)
            guide = own.get(wanted.material[group.identity])
            if guide is not None and guide.heading is not None and headed.heading is not None:
                heading = replace(guide.heading, inlines=headed.heading.inlines)
                label = plan.guide_label.replace("{label}", group.label)
                yield replace(guide, label=label, heading=heading, typed=True)
            made = _renamed(_typed(headed), key, inside)
            assert isinstance(made, Group)
            yield made


def _headed(group: Group, form: str, title: str) -> Group:
    """A schedule whose heading says of which agreement it is."""
    if group.heading is None:
        return group
    words = form.replace("{heading}", plain(group.heading.inlines)).replace("{title}", title)
    return replace(group, heading=replace(group.heading, inlines=(Text(words),)))


def _typed(group: Group) -> Group:
    """A schedule with the labels of its headings typed: no list of the pack counts to them."""
    parts = tuple(replace(b, typed=True) if isinstance(b, Group) else b for b in group.blocks)
    return replace(group, blocks=parts, typed=True)


def _pack_part(group: Group) -> Group:
    """What the paper's precedent writes as a schedule, as a part of the pack: its heading says which, so it has no label."""
    return replace(group, kind=GroupKind.PACK_PART, label="", number=0, typed=None)


def _renamed(value: Any, key: str, inside: frozenset[str]) -> Any:
    """A block, inline or sequence of them with each identity in it begun by the key."""
    if isinstance(value, tuple):
        return tuple(_renamed(member, key, inside) for member in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if isinstance(value, Reference):
        if value.target in inside:
            return replace(value, target=f"{key}.{value.target}")
        return Text(value.text, value.mark)
    changes = {
        one.name: _renamed(getattr(value, one.name), key, inside)
        for one in fields(value)
        if one.name not in _ELSEWHERE and isinstance(getattr(value, one.name), tuple)
    }
    closing = getattr(value, "closing", None)
    heading = getattr(value, "heading", None)
    for name, held in (("closing", closing), ("heading", heading)):
        if is_dataclass(held):
            changes[name] = _renamed(held, key, inside)
    if hasattr(value, "identity"):
        changes["identity"] = f"{key}.{value.identity}"
    return replace(value, **changes)
