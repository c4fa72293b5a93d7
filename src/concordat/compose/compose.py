"""Compose: from a workspace and instructions to the tree, by five pure passes in a literal order (design section 4)."""

from __future__ import annotations

from collections.abc import Callable

from concordat.compose.apparatus import apparatus_of
from concordat.compose.define import define
from concordat.compose.draft import Draft
from concordat.compose.family import Families
from concordat.compose.inlines import text_of
from concordat.compose.number import number
from concordat.compose.refer import refer
from concordat.compose.stand_ins import stand_ins
from concordat.diagnostics import Faults
from concordat.language.canonical import schema_of
from concordat.language.overlays import variations_held
from concordat.model.data import Datum
from concordat.model.library import Instructions, Workspace
from concordat.model.tree import Agreement, RunningLine, Text, Value

REST: tuple[Callable[[Draft], Draft], ...] = (define, number, refer)
"""The passes in order after choose and fill, which run for the whole family first (compose/family.py)."""


def compose(
    workspace: Workspace,
    instructions: Instructions,
    member: Datum | None = None,
    families: Families | None = None,
) -> tuple[Agreement | None, Faults]:
    """The agreement of these instructions (for `member`, where they are `for_each`), and what could not be evaluated.

    `families` keeps what was chosen and filled for other agreements of the same workspace in this run.

    Compose leaves a hole where something is missing and never judges; checks name the hole. None is returned only
    where the instructions name a precedent, committee or party that the workspace does not hold.
    """
    draft, faults = (families or Families(workspace)).filled(instructions, member)
    if draft is None:
        return None, faults
    for one_pass in REST:
        draft = one_pass(draft)
    agreement, found = agreement_of(draft), Faults()
    found.extend(faults.found)  # a copy: the draft, which sisters may still read, keeps its own
    return agreement, found


def agreement_of(draft: Draft) -> Agreement:
    """The tree of a draft that has been through every pass."""
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
        schema_of(draft.groups),
        draft.path,
        draft.precedent.id,
        title,
        of_member or committee,
        "en-GB",
        draft.groups,
        (RunningLine("running/header", header),),
        draft.omitted,
        apparatus_of(
            draft.house,
            example=draft.committee.example,
            stand_ins=stand_ins(draft.groups),
            variations=variations_held(draft.instructions),
        ),
        (
            *(draft.evaluator.rule(rule.require, draft.names) for rule in draft.precedent.rules),
            *draft.ties,
        ),
    )
