"""Laws of composition on libraries made at random and written as text, against an oracle that knows nothing of the code."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from concordat.compose.compose import compose
from concordat.language.canonical import from_canonical, to_canonical
from concordat.language.walk import blocks, identities
from concordat.language.words import plain
from concordat.load.workspace import read_workspace
from concordat.model.tree import Agreement, Definition, Paragraph, Provision
from concordat.proof.prove import prove
from support import change, sharing_workspace

FLAGS = ("first", "second", "third")
TERMS = ("Alpha", "Beta", "Gamma", "Delta")
PARTIES = ("riverside-library", "hilltop-university")
HEAD = "---\nid: {0}\ntitle: Title of {0}\nwording: model\nsignificance: 1\n---\n"


@dataclass
class Source:
    """A provision as drafted; `points` is where among all provisions its reference points, or nothing."""

    when: tuple[str, bool] | None
    loop: bool
    link: str | None
    closing: str | None
    term: int | None
    points: int | None
    start: bool
    below: list[Source]
    anchor: str = ""
    clause: str = ""
    loops: tuple[str, ...] = ()
    target: str | None = None


@dataclass
class Out:
    """A place as it should print: pieces of text and references (their targets), what is under it, its closing words."""

    identity: str
    keys: tuple[str, ...]
    pieces: list[str | tuple[str]]
    below: list[Out] = field(default_factory=list)
    linked: str | None = None
    closing: list[tuple[str, bool]] = field(default_factory=list)
    member: bool = False
    label: str = ""
    cite: str = ""


conditions = st.one_of(st.none(), st.tuples(st.sampled_from(FLAGS), st.booleans()))


def provisions(depth: int) -> st.SearchStrategy[Source]:
    below = st.lists(provisions(depth + 1), max_size=3) if depth < 4 else st.just([])
    return st.builds(
        Source, conditions, st.sampled_from((False, False, False, True)), st.sampled_from((None, "and", "or", "then")),
        st.sampled_from((None, None, "as that is", "Nothing else does")), st.one_of(st.none(), st.integers(0, 3)),
        st.one_of(st.none(), st.integers(0, 99)), st.booleans(), below,
    )  # fmt: skip


libraries = st.tuples(
    st.lists(st.lists(provisions(1), min_size=1, max_size=3), min_size=1, max_size=3),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda edge: edge[0] < edge[1])),
)


def prepare(clauses: list[list[Source]]) -> list[Source]:
    """Give anchors, keep lists sound (a list begins with a member that stands), and settle where references point."""
    every: list[Source] = []

    def walk(source: Source, clause: str, loops: tuple[str, ...], listed: bool) -> None:
        source.clause, source.anchor = clause, f"n{len(every)}"
        every.append(source)
        source.loops = (*loops, source.anchor) if source.loop else loops
        if not source.below:
            source.link = source.closing = None
        elif listed or source.link:
            source.link = source.link or "and"
            source.below[0].when, source.below[0].loop = None, False
        for one in source.below:
            walk(one, clause, source.loops, source.link is not None)

    for number, tops in enumerate(clauses):
        for top in tops:
            walk(top, f"clause-{number}", (), False)
    for source in every:
        target = every[source.points % len(every)] if source.points is not None else None
        if target is not None and target.loops == source.loops[: len(target.loops)]:
            source.target = f"{target.clause}/{target.anchor}"
    return every


def text(source: Source, indent: str, listed: bool) -> str:
    """A provision as a drafter writes it."""
    when = f"{'' if source.when[1] else 'not '}particulars.{source.when[0]}" if source.when else ""
    mark = f' when="{when}"' if when and not source.loop else ""
    link = f" list={source.link}" if source.link else ""
    words = "".join(f"[](#{p[0]})" if isinstance(p, tuple) else p for p in opening(source, listed))
    made = f"{indent}1. {{#{source.anchor}{link}{mark}}} {words}\n"
    made += "".join(text(one, indent + "   ", source.link is not None) for one in source.below)
    if source.closing:
        made += f"\n{indent}   {source.closing}{'' if listed else '.'}\n\n"
    if source.loop:
        fence = ":" * (9 - 2 * len(indent) // 3)  # an outer one has more colons than an inner
        made = f"{indent}{fence} for p{source.anchor} in parties\n{made.rstrip()}\n{indent}{fence}\n"
        if when:
            made = f"{indent}{fence}: when {when}\n{made}{indent}{fence}:\n"
    return made


def opening(source: Source, listed: bool) -> list[str | tuple[str]]:
    """The opening words: a sentence, the opening of a list, or a member of one; sometimes with a reference or a term."""
    pieces: list[str | tuple[str]] = [f"it does {source.anchor}" if listed else f"Do {source.anchor}"]
    if source.term is not None:
        pieces.append(f" with the {TERMS[source.term]}")
    if source.target is not None:
        pieces = (
            [(source.target,), *[" so ", *pieces]] if source.start else [*pieces, " by ", (source.target,)]
        )
        if not listed and not source.start:
            pieces += [". ", (source.target,), " stands"]
    pieces.append(":" if source.link else "" if listed else ".")
    return [piece for piece in pieces if piece]


def seen(
    source: Source, keys: tuple[str, ...], answers: dict[str, bool], listed: bool, gone: set[str]
) -> list[Out]:
    """What prints of a provision: nothing, one, or one for each party."""
    if source.when is not None and answers[source.when[0]] is not source.when[1]:
        gone.update(below(source))
        return []
    found = []
    for own in [(*keys, party) for party in PARTIES] if source.loop else [keys]:
        identity = "@".join((f"{source.clause}/{source.anchor}", *own))
        out = Out(identity, own, opening(source, listed), linked=source.link)
        out.closing = [(source.closing, source.closing[0].islower())] if source.closing else []
        out.below = [
            one for s in source.below for one in seen(s, own, answers, source.link is not None, gone)
        ]
        found.append(out)
    return found


def below(source: Source) -> set[str]:
    return {f"{source.clause}/{source.anchor}"}.union(*(below(one) for one in source.below))


def merge(out: Out, into: dict[str, str]) -> None:
    for one in out.below:
        merge(one, into)
    if out.linked and len(out.below) == 1:
        only = out.below[0]
        into[only.identity] = out.identity
        out.pieces = [
            *out.pieces[:-1],
            " ",
            *[p for p in only.pieces if p != ":"],
            *([":"] if only.below else []),
        ]
        if not only.below and not only.closing and out.closing and out.closing[0][1]:
            out.pieces += [", ", out.closing.pop(0)[0]]
        out.below, out.linked = only.below, only.linked if only.below else None
        out.closing = only.closing + out.closing
        if not out.below:
            out.linked = "merged"


def finish(out: Out, mark: str) -> None:
    """Set the mark that the last words of a place end with, and those inside it; no mark leaves the drafter's."""
    ends = [*("," if small else "." for _, small in out.closing), mark or "."]
    if out.linked == "merged" or (not out.below and mark):
        out.pieces.append(ends[0])
    for number, one in enumerate(out.below, start=1):
        if out.linked is None:
            finish(one, "")
        else:
            one.member = True
            last, before = number == len(out.below), number == len(out.below) - 1
            finish(one, ends[0] if last else f"; {out.linked}" if before else ";")
    out.closing = [
        (f"{words}{end}", small) for (words, small), end in zip(out.closing, ends[1:], strict=True)
    ]


def number(outs: list[Out], depth: int, above: str) -> None:
    roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    for count, out in enumerate(outs, start=1):
        letter = f"({'abcdefghijkl'[count - 1]})" if depth == 3 else f"({roman[count - 1]})"
        out.label = f"{above}.{count}" if depth < 3 else letter
        out.cite = out.label if depth < 3 else above + letter
        number(out.below, depth + 1, out.cite)


def every_out(outs: list[Out]) -> list[Out]:
    return [found for out in outs for found in (out, *every_out(out.below))]


def expected(
    clauses: list[list[Source]], answers: dict[str, bool]
) -> tuple[list[tuple[str, str, str]], set[str], set[str]]:
    """Each place with its label and text, what is left out, and the targets that are."""
    gone: set[str] = set()
    into: dict[str, str] = {}
    tops = [[out for source in one for out in seen(source, (), answers, False, gone)] for one in clauses]
    for count, outs in enumerate(tops, start=1):
        for out in outs:
            merge(out, into)
            finish(out, "")
        number(outs, 1, str(count))
    places = {out.identity: out for outs in tops for out in every_out(outs)}
    missing: set[str] = set()

    def said(out: Out) -> str:
        made = ""
        for piece in out.pieces:
            if isinstance(piece, str):
                made += piece
                continue
            copies = ["@".join((piece[0], *out.keys[:n])) for n in range(len(out.keys), -1, -1)]
            found = next((copy for copy in copies if copy in places or copy in into), "")
            while found in into:
                found = into[found]
            if not found:
                missing.add(piece[0])
                made += f"[reference to {piece[0]}]"
                continue
            first = not out.member if not made else made.endswith(". ")
            made += f"{'Clause' if first else 'clause'} {places[found].cite}"
        return made

    lines: list[tuple[str, str, str]] = []

    def lay(outs: list[Out]) -> None:
        for out in outs:
            lines.append((out.identity, out.label, said(out)))
            lay(out.below)
            if out.closing:
                lines.append((f"{out.identity}~end", "", " ".join(words for words, _ in out.closing)))

    for outs in tops:
        lay(outs)
    return lines, gone, missing


HELD = tempfile.TemporaryDirectory()


@cache
def folder() -> Path:
    return sharing_workspace(Path(HELD.name) / "w")


def composed(clauses: list[list[Source]], answers: dict[str, bool], edges: set[tuple[int, int]]) -> Agreement:
    names = [f"clause-{n}" for n in range(len(clauses))]
    asked = "\n".join(
        f"  {flag}: {{ask: Is it {flag}?, label: It is {flag}, type: yes/no, significance: 1}}"
        for flag in FLAGS
    )
    files: dict[str, str | None] = {
        f"clauses/made/{name}.md": HEAD.format(name) + "".join(text(source, "", False) for source in one)
        for name, one in zip(names, clauses, strict=True)
    }
    files["schedules/meanings.md"] = (
        HEAD.format("meanings") + "1. {#here} Meanings:\n   ::: definitions\n   :::\n"
    )
    files["clauses/definitions/made.md"] = "\n".join(
        f"{{#{term.lower()} plural={term}s}} {term}\n: a thing".replace("plural=", 'plural="').replace("s}", 's"}')
        + "".join(f", and the {TERMS[to]}" for start, to in sorted(edges) if start == number) + ".\n"
        for number, term in enumerate(TERMS)
    )  # fmt: skip
    files["agreements/precedents/made.yaml"] = (
        f"id: made\ntitle: Made\nnumbering: live\nheadings: {{particulars: Particulars, parties: Parties}}\nparticulars:\n{asked}\n"
        f"parties: [{', '.join(PARTIES)}]\nparty_line: '{{{{ party.legal_name }}}}'\nrecitals: []\n"
        f"clauses: [{', '.join(names)}]\nschedules: [meanings]\nexecution: {{mode: hand, heading: Signed for, lines: [Name]}}\n"
    )
    given_answers = ", ".join(f"{flag}: {'yes' if answer else 'no'}" for flag, answer in answers.items())
    files["agreements/riverside/made.yaml"] = f"precedent: made\nparticulars: {{{given_answers}}}\n"
    change(folder(), files)
    for number in range(len(clauses), 3):
        (folder() / f"clauses/made/clause-{number}.md").unlink(missing_ok=True)
    workspace, faults = read_workspace(folder())
    assert not faults.errors, [f"{d.span}: {d.message}" for d in faults.errors]
    agreement, problems = compose(workspace, workspace.instructions["riverside/made"])
    assert agreement is not None and not problems.errors, [d.message for d in problems.errors]
    assert compose(workspace, workspace.instructions["riverside/made"])[0] == agreement
    return agreement


def printed(agreement: Agreement) -> list[tuple[str, str, str]]:
    return [
        (block.identity, getattr(block, "label", ""), plain(block.inlines))
        for block in blocks(agreement)
        if isinstance(block, Provision | Paragraph) and block.identity.startswith("clause-")
    ]


@settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(libraries)
def test_what_is_composed_is_what_an_independent_reading_of_the_text_gives(
    made: tuple[list[list[Source]], tuple[bool, ...], set[tuple[int, int]]],
) -> None:
    clauses, flags, edges = made
    sources = prepare(clauses)
    answers = dict(zip(FLAGS, flags, strict=True))
    agreement = composed(clauses, answers, edges)
    lines, gone, _ = expected(clauses, answers)
    assert printed(agreement) == lines
    assert {omitted.identity.split("@")[0] for omitted in agreement.omitted} == gone
    found = list(identities(agreement))
    assert len(found) == len(set(found))
    wanted = {number for number, term in enumerate(TERMS) if any(f"the {term}" in said for *_, said in lines)}
    for start, to in sorted(edges):
        wanted |= {to} if start in wanted else set()
    defined = [block.term for block in blocks(agreement) if isinstance(block, Definition)]
    assert defined == [*(TERMS[number] for number in sorted(wanted, key=lambda number: TERMS[number]))]
    assert from_canonical(to_canonical(agreement)) == agreement
    other = next((flag for flag in FLAGS if not any(s.when and s.when[0] == flag for s in sources)), None)
    if other is not None:
        assert printed(composed(clauses, {**answers, other: not answers[other]}, edges)) == lines


@settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(libraries)
def test_the_proof_names_just_the_references_that_some_answers_leave_without_their_place(
    made: tuple[list[list[Source]], tuple[bool, ...], set[tuple[int, int]]],
) -> None:
    clauses, _, edges = made
    sources = prepare(clauses)
    missing: set[str] = set()
    for flags in itertools.product((False, True), repeat=len(FLAGS)):
        missing |= expected(clauses, dict(zip(FLAGS, flags, strict=True)))[2]
    composed(clauses, dict.fromkeys(FLAGS, True), edges)
    workspace, _ = read_workspace(folder())
    found = [one.message for one in prove(workspace).found if "“made”" in one.message]
    named = {
        target for source in sources if (target := source.target) and any(f"“{target}”" in m for m in found)
    }
    assert named == missing
