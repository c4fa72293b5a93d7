"""Laws of variation on texts grown at random: the amendments make the newer text of the older, by what they do and by
what they say, with live and with frozen numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from concordat.language.walk import blocks, iterate
from concordat.language.words import labels, words
from concordat.model.amendments import Amendment, AmendmentKind, Extent, Manner, Numbers, Wording
from concordat.model.tree import Agreement, Block, Group, GroupKind, Provision
from concordat.versions.amending.amend import amend, gives
from concordat.versions.amending.apply import apply
from concordat.versions.amending.numbers import VACATED, frozen
from versions.drafted_words import Reader, Spot, outline
from versions.grown import Editing, Growing, levels, pair, settled, without_lost

QUICK = settings(
    max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
MANNERS = st.builds(
    lambda wording, schedules, numbering: Manner(levels(), wording, schedules, numbering),
    st.sampled_from(Wording),
    st.sampled_from(Extent),
    st.sampled_from(Numbers),
)
_LABEL = re.compile(
    r"\b([Cc]lause|[Pp]aragraph|[Rr]ecital|Schedule|Part) (?:\([A-Za-z0-9]+\)|[0-9A-Z]+)(?:\.[0-9A-Z]+|\([a-zA-Z0-9]+\))*"
)
_TERM = re.compile(r"the definition of Term \d+(?: again)*")


def target(old: Agreement, new: Agreement, manner: Manner) -> Agreement:
    return frozen(old, new, manner) if manner.numbering is Numbers.FROZEN else new


def flat(top: Spot, *, numbers: bool) -> list[tuple[str, str]]:
    """The sequence of labels and words. Where `numbers` follow, labels and what references print are left out."""
    if numbers:
        return [("", _TERM.sub("the definition", _LABEL.sub(r"\1 #", one.words))) for one in top.walk()]
    return [(one.label, one.words) for one in top.walk()]


def read(old: Agreement, new: Agreement, amendments: tuple[Amendment, ...]) -> bool:
    """Whether the drafted words make the one of the other."""
    follows = any(one.kind is AmendmentKind.RENUMBERED for one in amendments)
    made = Reader(old).read(amendments)
    return flat(made, numbers=follows) == flat(outline(new), numbers=follows)


@QUICK
@given(st.integers(0, 10**6), st.integers(1, 9), MANNERS)
def test_the_amendments_make_the_newer_text_of_the_older(seed: int, edits: int, manner: Manner) -> None:
    old, new = pair(seed, edits)
    wanted = target(old, new, manner)
    amendments = amend(old, new, manner)
    assert gives(apply(old, amendments, manner), wanted)
    assert read(old, wanted, amendments)
    told = [one for one in amendments if one.kind is not AmendmentKind.CARRIED]
    assert [one.number for one in told] == list(range(1, len(told) + 1))
    assert all(one.instruction and one.places for one in told if one.kind is not AmendmentKind.RENUMBERED)
    barred = (
        ("delete", "replace with") if manner.wording is Wording.FOR_SUBSTITUTE else ("substitute", "omit")
    )
    plain = [re.sub("“.*”", "", one.instruction).lower() for one in told]
    assert not [one for one in plain for word in barred if word in one]


@QUICK
@given(st.integers(0, 10**6), MANNERS)
def test_a_text_against_itself_is_not_amended(seed: int, manner: Manner) -> None:
    old, _ = pair(seed, 1)
    assert amend(old, old, manner) == ()
    assert apply(old, (), manner) == old


@QUICK
@given(st.integers(0, 10**6), st.integers(1, 9))
def test_frozen_numbers_stay_and_come_between(seed: int, edits: int) -> None:
    """Each label of the older text stands in the newer with its place or as “Not used”, and every sequence is in order."""
    manner = Manner(levels(), numbering=Numbers.FROZEN)
    old, new = pair(seed, edits)
    held = frozen(old, new, manner)
    assert frozen(old, held, manner) == held
    before, after = labelled(old), labelled(held)
    moved = {name.partition(VACATED)[0] for name in after if VACATED in name}
    for identity, label in before.items():
        if identity in moved:
            assert after[f"{identity}{VACATED}"] == label != after[identity]
        elif identity in after and not moved & above(old, identity):
            assert after[identity] == label
    unused = [one for one in blocks(held) if isinstance(one, Group | Provision) and one.not_used]
    assert all(one.identity not in labelled(new) and one.label for one in unused)
    gone = [
        name for name in before if name not in labelled(new) and not above(old, name) - labelled(new).keys()
    ]
    lists = {one.identity for one in blocks(new) if any(isinstance(b, Provision) for b in held_by(one))}
    for name in gone:
        holder = next(one for one in blocks(old) if name in [b.identity for b in held_by(one)])
        if (
            holder.identity in lists
            and holder.identity not in moved
            and not moved & above(old, holder.identity)
        ):
            assert after[name] == before[name]


def labelled(agreement: Agreement) -> dict[str, str]:
    """The labels of what keeps its number."""
    found = {one.identity: one for one in blocks(agreement)}
    return {
        piece.identity: piece.text
        for piece in labels(agreement)
        if isinstance(found[piece.identity], Group | Provision) and not piece.identity.startswith("recital/")
    }


def above(agreement: Agreement, identity: str) -> set[str]:
    """The identities of the numbered places above a place."""
    place = next(one for one in iterate(agreement) if one.block.identity == identity)
    return {one.identity for one in place.parents if isinstance(one, Provision) or getattr(one, "label", "")}


def held_by(block: Block) -> tuple[Block, ...]:
    return block.blocks if isinstance(block, Group) else getattr(block, "children", ())


@QUICK
@given(st.integers(0, 10**6), st.integers(1, 6), st.sampled_from(Wording))
def test_a_text_that_was_varied_with_frozen_numbers_is_varied_again(
    seed: int, edits: int, wording: Wording
) -> None:
    """A second variation of a text with “9A” in it keeps the numbers, whatever the manner says of a first one."""
    growing = Growing(Random(seed))
    first = growing.agreement()
    editing = Editing(growing)
    once = editing.edited(first, edits)
    manner = Manner(levels(), wording, numbering=Numbers.FROZEN)
    held = frozen(first, once, manner)
    twice = editing.edited(once, edits)
    wanted = frozen(held, twice, manner)
    amendments = amend(held, twice, manner)
    assert gives(apply(held, amendments, manner), wanted)
    assert read(held, wanted, amendments)
    if any(one.typed or one.not_used for one in blocks(held) if isinstance(one, Group | Provision)):
        assert amend(held, twice, replace(manner, numbering=Numbers.LIVE)) == amendments


@pytest.mark.parametrize("seed", range(5))
def test_a_wrong_amendment_is_seen(seed: int) -> None:
    """Each amendment left out, or with another word in what it says, no longer gives the newer text."""
    manner = Manner(levels())
    old, new = pair(seed, 6)
    amendments = tuple(one for one in amend(old, new, manner) if one.kind is not AmendmentKind.CARRIED)
    seen = 0
    for at, one in enumerate(amendments):
        rest = (*amendments[:at], *amendments[at + 1 :])
        if one.kind is AmendmentKind.RENUMBERED:  # what is quoted may bear every number that follows
            continue
        assert not gives(apply(old, rest, manner), new) and not read(old, new, rest)
        put = re.sub(r"(substitute|insert) “", r"\1 “really ", one.instruction)
        if put != one.instruction:
            assert not read(old, new, (*rest, replace(one, instruction=put)))
            seen += 1
    assert seen and words(old) != words(new)


def test_numbers_that_follow_follow_only_where_an_amendment_says_so() -> None:
    manner = Manner(levels())
    old = Growing(Random(1)).agreement()
    first = next(one for one in blocks(old) if isinstance(one, Group) and one.kind is GroupKind.CLAUSE)

    def without(group: Group) -> Group:
        return replace(group, blocks=tuple(one for one in group.blocks if one is not first))

    new = settled(without_lost(replace(old, groups=tuple(map(without, old.groups)))))
    *rest, last = (one for one in amend(old, new, manner) if one.kind is not AmendmentKind.CARRIED)
    assert last.instruction == "The clauses, schedules and references are renumbered accordingly."
    assert gives(apply(old, (*rest, last), manner), new)
    assert not gives(apply(old, rest, manner), new)
