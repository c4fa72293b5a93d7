"""Compose: from a workspace and instructions to the tree, by five pure passes in a literal order (design section 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from concordat.compose.choose import choose
from concordat.compose.define import define
from concordat.compose.draft import Draft
from concordat.compose.fill import fill
from concordat.compose.inlines import text_of
from concordat.compose.number import number
from concordat.compose.refer import refer
from concordat.compose.world import start
from concordat.diagnostics import Faults
from concordat.language.canonical import least_schema
from concordat.language.editions import settled
from concordat.model.data import Datum
from concordat.model.library import Instructions, Workspace
from concordat.model.tree import SCHEMA, Agreement, Apparatus, RunningLine, Text, Value

PASSES: tuple[Callable[[Draft], Draft], ...] = (choose, fill, define, number, refer)
"""The passes in order."""


def compose(
    workspace: Workspace, instructions: Instructions, member: Datum | None = None
) -> tuple[Agreement | None, Faults]:
    """The agreement of these instructions (for `member`, where they are `for_each`), and what could not be evaluated.

    Compose leaves a hole where something is missing and never judges; checks name the hole. None is returned only
    where the instructions name a precedent, committee or party that the workspace does not hold.
    """
    faults = Faults()
    workspace = settled(workspace, instructions.precedent)
    draft = start(workspace, instructions, member, faults)
    if draft is None:
        return None, faults
    for one_pass in PASSES:
        draft = one_pass(draft)
    agreement = _agreement(draft)
    return replace(agreement, schema=least_schema(agreement)), faults


def _agreement(draft: Draft) -> Agreement:
    house = draft.house
    name = draft.committee.name.value
    committee = name if isinstance(name, str) else draft.committee.folder
    member = draft.names.get("this")
    title = draft.precedent.title
    of_member = text_of(member, "legal_name") if member is not None else ""
    header = (
        Text(f"{title}: "),
        Value(of_member or committee, "committee.name", draft.committee.name.span, ()),
    )
    return Agreement(
        SCHEMA,
        draft.path,
        draft.precedent.id,
        title,
        of_member or committee,
        "en-GB",
        draft.groups,
        (RunningLine("running/header", header),),
        draft.omitted,
        Apparatus(
            house.draft_mark,
            house.draft_statement if house.adopter else f"{house.draft_statement} {house.unapproved}",
            house.draft_note,
            "draft, not issued",
            house.contents_heading,
            house.page_words,
        ),
        tuple(draft.evaluator.condition(rule.require, draft.names) for rule in draft.precedent.rules),
    )
