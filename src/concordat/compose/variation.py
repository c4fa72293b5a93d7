"""A variation agreement: composed as any agreement is, and able to read the agreement that it varies, before and after.

Its expressions read four names more. `agreement` is what is varied as it stands before: every name of its own (particulars,
parties, tables, facts) and `title`, `date`, `places` (what a reference to each place prints), `issued`, `version` and
`digest`. `varied` is the same text afterwards, with its names and `title`. `variation` has `number` and `effective`, and
`earlier` a member for each variation before, with `number` and `effective`.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import replace

from concordat.compose.choose import choose
from concordat.compose.compose import agreement_of
from concordat.compose.define import define
from concordat.compose.draft import Draft
from concordat.compose.evaluate import Evaluator, Names
from concordat.compose.family import Families, OwnFamily
from concordat.compose.fill import fill
from concordat.compose.inlines import entry_of
from concordat.compose.number import number
from concordat.compose.refer import refer
from concordat.compose.world import start
from concordat.diagnostics import Faults
from concordat.language.canonical import with_schema
from concordat.language.places import places_of
from concordat.language.references import Here, worded
from concordat.language.values import show
from concordat.language.walk import blocks
from concordat.model.data import Blank, Datum
from concordat.model.library import Instructions, Precedent, Slot, Workspace
from concordat.model.tree import Agreement, Party, RunningLine, Text, Value
from concordat.model.variation import VariationPlan, Varied


def workspace_of(workspace: Workspace, precedent: Precedent, varied: Varied) -> Workspace:
    """The workspace as a variation agreement reads it: its precedent has the parties of what is varied, and the library
    defines nothing but the terms that the plan names."""
    plan = precedent.variation
    assert plan is not None
    library = workspace.library
    slots = tuple(Slot(slug, None, None, varied.span) for slug in _parties(varied))
    return replace(
        workspace,
        library=replace(
            library,
            precedents={**library.precedents, precedent.id: replace(precedent, parties=slots)},
            definitions={n: one for n, one in library.definitions.items() if n in plan.definitions},
        ),
    )


def compose_variation(
    families: Families, instructions: Instructions, member: Datum | None, varied: Varied
) -> tuple[Agreement | None, Instructions, Faults]:
    """The variation agreement without its amendments, its instructions with what was worked out among their answers, and
    what could not be evaluated.

    `families` are those of a workspace that `workspace_of` gave. None where the instructions name what is not there.
    """
    faults = Faults()
    workspace = families.workspace
    precedent = workspace.library.precedents[instructions.precedent]
    plan = precedent.variation
    assert plan is not None
    names = names_of(varied)
    instructions = replace(instructions, answers={**_worked_out(plan, names, faults), **instructions.answers})
    draft = start(workspace, instructions, member, faults, OwnFamily(families, instructions), names)
    if draft is None:
        return None, instructions, faults
    draft = refer(number(define(fill(choose(draft)))))
    return _titled(draft, plan, varied), instructions, faults


def names_of(varied: Varied) -> dict[str, Datum]:
    """`agreement`, `varied`, `variation` and `earlier`, as the expressions of a variation agreement read them."""
    span = varied.span
    places = places_of(varied.old.groups)
    cited = {
        identity: Datum("".join(worded(place, Here("", "", "", ()), places)), span)
        for identity, place in places.items()
    }
    own: dict[str, Datum] = {
        "title": Datum(varied.old.title, span),
        "places": Datum(cited, span),
        "issued": Datum(bool(varied.version), span),
        "version": Datum(varied.version, span),
        "digest": Datum(varied.digest, span),
    }
    if varied.date is not None:
        own["date"] = varied.date
    how: dict[str, Datum] = {"number": Datum(varied.number, span)}
    if varied.effective is not None:
        how["effective"] = varied.effective
    earlier = tuple(
        Datum({"number": Datum(one.number, span), "effective": one.effective}, span, key=str(one.number))
        for one in varied.earlier
    )
    return {
        "agreement": _with(own, varied.old_names, varied),
        "varied": _with({"title": Datum(varied.new.title, span)}, varied.new_names, varied),
        "variation": Datum(how, span),
        "earlier": Datum(earlier, span),
    }


def _with(own: Mapping[str, Datum], names: Mapping[str, Datum], varied: Varied) -> Datum:
    # What is told of an agreement hides a name of its own that is the same; neither map is ever written to.
    return Datum(ChainMap(own, names), varied.span, key=varied.old.path)  # type: ignore[arg-type]


def _worked_out(plan: VariationPlan, names: Mapping[str, Datum], faults: Faults) -> dict[str, Datum]:
    """The answers that the plan works out; of what nothing is known there is none, and the default stands."""
    evaluator, found = Evaluator(faults, {}), Names(names)
    answers = {}
    for question, expression in plan.answers.items():
        head, _, step = expression.text.strip().rpartition(".")
        held = names.get(head)
        if held is not None and isinstance(held.value, Mapping) and step not in held.value:
            continue
        value = evaluator.value(expression, found)
        if value is not None:
            answers[question] = value.value
    return answers


def _parties(varied: Varied) -> tuple[str, ...]:
    """The slugs of the parties: those before, then those that come."""
    both = (*blocks(varied.old), *blocks(varied.new))
    return tuple(dict.fromkeys(one.identity.partition("/")[2] for one in both if isinstance(one, Party)))


def _titled(draft: Draft, plan: VariationPlan, varied: Varied) -> Agreement:
    """The tree with its title, and the running line that begins with it."""
    made = agreement_of(draft)
    answer = entry_of(draft.names["particulars"], plan.number)
    numbered = show(answer) if answer is not None and not isinstance(answer.value, Blank) else ""
    title = plan.title.replace("{number}", numbered).replace("{title}", varied.old.title)
    title = " ".join(title.split())
    lines = tuple(
        RunningLine(line.identity, (Text(f"{title}: "), *(i for i in line.inlines if isinstance(i, Value))))
        for line in made.running
    )
    return with_schema(replace(made, title=title, running=lines))
