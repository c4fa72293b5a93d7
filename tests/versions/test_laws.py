"""Laws of comparison on trees made at random: nothing against itself, and the changes applied to the old give the new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from compose.test_properties import FLAGS, composed, libraries, prepare
from concordat.language.rebuild import with_inlines
from concordat.language.walk import blocks
from concordat.language.words import words
from concordat.model.changes import Change, Kind, Sort
from concordat.model.tree import Agreement, Block, Group, Provision, Reference, Text
from concordat.versions.compare import compare
from concordat.versions.printed import printed
from sample_tree import sample_agreement

QUICK = settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
answers = st.tuples(st.booleans(), st.booleans(), st.booleans())


def said(agreement: Agreement) -> dict[str, str]:
    """What each place says, from the words that every view prints: an account that owes nothing to the comparison."""
    found: dict[str, str] = {}
    for piece in words(agreement):
        found[piece.identity] = (
            f"{found[piece.identity]} {piece.text}" if piece.identity in found else piece.text
        )
    return found


def applied(old: Agreement, changes: tuple[Change, ...]) -> dict[str, str]:
    """The texts of the old agreement with every place of every change made as it is afterwards."""
    texts = {text.identity: text.text for text in printed(old)}
    for change in changes:
        for place in change.places:
            if place.identity_before is not None:
                assert texts.get(place.identity_before, place.after) in (place.before, place.after)
                texts.pop(place.identity_before, None)
            if place.identity_after is not None and place.after is not None:
                texts[place.identity_after] = place.after
    return texts


def joined(texts: dict[str, str]) -> dict[str, str]:
    """The same under the identities that words have: a term before its meaning, a label before its answer."""
    found = {
        identity: text
        for identity, text in texts.items()
        if not identity.endswith(("~term", "~label", "~caption"))
    }
    for identity, text in texts.items():
        base, _, part = identity.rpartition("~")
        if part == "term":
            found[base] = f"{text}: {texts[base]}"
        elif part == "caption":
            found[base] = text
        elif part == "label" and base.startswith("particular/"):
            found[base] = f"{text} {texts[base]}"
    return found


def with_targets(agreement: Agreement) -> Agreement:
    """The tree with the target of each reference printed in place of its result, and no label anywhere."""

    def target(_: object, inlines: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(Text(f"[{i.target}]") if isinstance(i, Reference) else i for i in inlines)

    return replace(agreement, groups=tuple(with_inlines(group, target) for group in agreement.groups))  # type: ignore[arg-type,misc]


@QUICK
@given(libraries, answers, answers)
def test_the_changes_applied_to_the_old_give_the_new(made: tuple, first: tuple, second: tuple) -> None:  # type: ignore[type-arg]
    clauses, _, edges = made
    prepare(clauses)
    old, new = (composed(clauses, dict(zip(FLAGS, flags, strict=True)), edges) for flags in (first, second))
    assert compare(old, old) == () == compare(new, new)
    old, new = with_targets(old), with_targets(new)
    changes = compare(old, new)
    result, wanted = joined(applied(old, changes)), said(new)
    for identity, text in wanted.items():
        if not identity.startswith("sign/"):
            assert result[identity] == text
    texts = {text.identity for text in printed(new)}
    assert set(applied(old, changes)) == texts
    back = joined(applied(new, compare(new, old)))
    assert all(
        back[identity] == text for identity, text in said(old).items() if not identity.startswith("sign/")
    )
    for change in changes:
        assert len(change.places) == len({place.identity for place in change.places})
        if change.kind is Kind.REWORDED:
            assert "".join(edit.before for edit in change.edits) == change.before
            assert "".join(edit.after for edit in change.edits) == change.after
            assert any(not edit.same for edit in change.edits)


def provisions(agreement: Agreement) -> list[Provision]:
    return [
        block
        for block in blocks(agreement)
        if isinstance(block, Provision) and block.identity.startswith("clause-")
    ]


def edit(agreement: Agreement, identity: str, made: Provision | None) -> Agreement:
    """The tree with one provision replaced, or taken out with what stands under it."""

    def walk(block: Block) -> Iterator[Block]:
        if block.identity == identity:
            if made is not None:
                yield made
        elif isinstance(block, Group):
            yield replace(block, blocks=tuple(one for child in block.blocks for one in walk(child)))
        elif isinstance(block, Provision):
            yield replace(block, children=tuple(one for child in block.children for one in walk(child)))
        else:
            yield block

    return replace(agreement, groups=tuple(one for group in agreement.groups for one in walk(group)))  # type: ignore[misc]


@QUICK
@given(
    libraries, answers, st.integers(0, 999), st.sampled_from(("word", "gone", "labels", "quotes", "number"))
)
def test_one_planted_edit_is_one_change(made: tuple, flags: tuple, where: int, what: str) -> None:  # type: ignore[type-arg]
    clauses, _, edges = made
    prepare(clauses)
    old = composed(clauses, dict(zip(FLAGS, flags, strict=True)), edges)
    found = provisions(old)
    if not found:
        return
    one = found[where % len(found)]
    if what == "gone":
        changes = compare(old, edit(old, one.identity, None))
        assert [(c.kind, c.identity) for c in changes] == [(Kind.REMOVED, one.identity)]
        (added,) = compare(edit(old, one.identity, None), old)
        assert (added.kind, added.identity) == (Kind.ADDED, one.identity)
    elif what == "labels":
        other = replace(one, label="99", cite="99", number=(99,))
        assert compare(old, edit(old, one.identity, other)) == ()
    else:
        lead = {"word": "Soon ", "quotes": "“soon” ", "number": "£1,000 "}[what]
        other = replace(one, inlines=(Text(lead), *one.inlines))
        (change,) = compare(old, edit(old, one.identity, other))
        assert (change.kind, change.identity) == (Kind.REWORDED, one.identity)
        assert [e.after.strip() for e in change.edits if not e.same] == [lead.strip()]
        if what == "quotes":
            straight = replace(one, inlines=(Text('"soon" '), *one.inlines))
            assert compare(edit(old, one.identity, other), edit(old, one.identity, straight)) == ()


def test_the_sample_against_itself_is_nothing() -> None:
    assert compare(sample_agreement(), sample_agreement()) == ()


def test_a_reference_to_another_place_is_seen_where_it_prints_the_same() -> None:
    sample = sample_agreement()

    def elsewhere(_: object, inlines: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(replace(i, target="general") if isinstance(i, Reference) else i for i in inlines)

    other = replace(sample, groups=tuple(with_inlines(group, elsewhere) for group in sample.groups))  # type: ignore[arg-type]
    assert said(sample) == said(other)
    changes = compare(sample, other)
    assert changes and {change.kind for change in changes} == {Kind.REWORDED}


def test_every_sort_of_place_of_the_sample_is_seen_to_change() -> None:
    """Words put before each text in turn: none is overlooked."""
    sample = sample_agreement()
    seen: set[Sort] = set()
    every = [text for text in printed(sample) if text.inlines]
    for identity in dict.fromkeys(block.identity for block in blocks(sample)):

        def with_word(holder: Block, inlines: tuple, identity: str = identity) -> tuple:  # type: ignore[type-arg]
            return (Text("Soon "), *inlines) if holder.identity == identity and inlines else inlines

        other = replace(sample, groups=tuple(with_inlines(group, with_word) for group in sample.groups))  # type: ignore[arg-type,misc]
        if other != sample:
            changes = compare(sample, other)
            assert changes and all(c.kind in (Kind.REWORDED, Kind.CHANGED) for c in changes), identity
            seen |= {change.sort for change in changes}
    assert {
        Sort.PROVISION,
        Sort.PARAGRAPH,
        Sort.PARTICULAR,
        Sort.PARTY,
        Sort.RECITAL,
        Sort.DEFINITION,
        Sort.CELL,
        Sort.SIGNATURE,
    } <= seen
    assert len(every) > 30
