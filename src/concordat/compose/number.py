"""Number: every group and provision gets its label (the fourth pass); the house gives the form of labels."""

from __future__ import annotations

from dataclasses import replace

from concordat.compose.draft import Draft
from concordat.compose.frozen import frozen
from concordat.language.frozen import all_identities
from concordat.language.numbering import Numberer
from concordat.model.tree import Origin


def number(draft: Draft) -> Draft:
    """The draft with labels on groups, provisions, parties and recitals."""
    numbers = frozen(draft)
    elsewhere = (all_identities(draft.groups) if numbers is not None else frozenset()) | frozenset(
        draft.merged
    )
    origins = {omitted.identity: Origin(omitted.span, omitted.conditions) for omitted in draft.omitted}
    numberer = Numberer(
        draft.house.levels, numbers, draft.house.not_used, elsewhere, origins, draft.evaluator.faults
    )
    return replace(draft, groups=tuple(numberer.group(group) for group in draft.groups))
