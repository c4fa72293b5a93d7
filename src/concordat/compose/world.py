"""The world of one agreement: its parties, answers, facts and tables, as the names that expressions read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from concordat.compose.draft import Draft, Sisters
from concordat.compose.evaluate import Evaluator, Lazy, Names
from concordat.compose.inlines import text_of
from concordat.compose.members import path_of
from concordat.compose.particulars import answers, party_answers, with_parties
from concordat.compose.table_rows import TableRows
from concordat.diagnostics import Faults
from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.library import Instructions, Precedent, Workspace
from concordat.model.prose import Expression
from concordat.model.tree import Omitted, Read


def start(
    workspace: Workspace,
    instructions: Instructions,
    member: Datum | None,
    faults: Faults,
    sisters: Sisters,
    more: Mapping[str, Datum] | None = None,
) -> Draft | None:
    """The draft before its first pass; None after a fault that leaves nothing to compose.

    `sisters` are the other agreements of its family; they are begun only where an expression asks for them. `more` are
    names that only this kind may read: those of the agreements of which a paper speaks.
    """
    instructions = instructions.of_member(member.key if member is not None else None)
    folder = instructions.path.split("/")[0]
    precedent = workspace.library.precedents.get(instructions.precedent)
    committee = workspace.committees.get(folder)
    if precedent is None:
        faults.add(
            "precedent-unknown",
            instructions.span,
            f"there is no precedent “{instructions.precedent}”",
            "the precedents are " + (", ".join(sorted(workspace.library.precedents)) or "none yet"),
        )
    if committee is None:
        faults.add(
            "file-missing",
            instructions.span,
            f"agreements/{folder}/ has no committee.yaml",
            "write one beside it",
        )
    if precedent is None or committee is None or workspace.house is None:
        return None
    given = Given(workspace, precedent, committee, instructions, member)
    evaluator = Evaluator(faults, {"sisters": partial(_answers_of, sisters, committee)})
    omitted: list[Omitted] = []
    parties = tuple(_parties(given, faults, omitted))
    names = _names(given, parties, evaluator, more or {})
    return Draft(
        path_of(instructions, member),
        workspace,
        committee,
        instructions,
        precedent,
        workspace.house,
        evaluator,
        names,
        parties,
        sisters,
        omitted=tuple(omitted),
    )


@dataclass(frozen=True)
class Given:
    """What the world of one agreement is made from."""

    workspace: Workspace
    precedent: Precedent
    committee: Committee
    instructions: Instructions
    member: Datum | None

    def answers(self) -> dict[str, Datum]:
        """Each question's answer; one that is a party is its slug still."""
        return answers(self.precedent, self.instructions, self.committee, self.member)

    def shared(self) -> Datum:
        """What `committee` is in an expression."""
        committee = self.committee
        values: dict[str, Datum] = {
            **committee.values,
            "name": committee.name,
            "region": committee.region,
            "members": Datum(tuple(self._party(member) for member in committee.members), committee.span),
            "values": Datum(dict(committee.values), committee.span),
            "example": Datum(committee.example, committee.span),
        }
        return Datum(values, committee.span, key=committee.folder)

    def _party(self, member: Datum) -> Datum:
        """A member of the footprint as parties/ describes it, at the place where the footprint names it."""
        slug = str(member.value)
        found = self.workspace.parties.get(slug)
        return replace(found, key=slug, span=member.span) if found is not None else member


def _answers_of(sisters: Sisters, committee: Committee, key: str) -> Datum:
    """What `sisters('<key>')` gives: the particulars of each agreement under that key, with its member as `this`."""
    named = sisters.keys.get(key)
    return Datum(
        tuple(_answers(draft) for draft in sisters.begun(key)),
        named.span if named is not None else committee.span,
    )


def _answers(draft: Draft) -> Datum:
    particulars = draft.names["particulars"]
    assert isinstance(particulars.value, Mapping)
    this = {"this": draft.names["this"]} if "this" in draft.names else {}
    return replace(particulars, value={**particulars.value, **this}, key=draft.path.rpartition("/")[2])


def _parties(given: Given, faults: Faults, omitted: list[Omitted]) -> Iterator[Datum]:
    """The parties in signing order. A condition is answered before there are parties or facts, so it reads neither."""
    member, names = given.member, _before_parties(given)
    for slot in given.precedent.parties:
        if slot.id == "members":
            wanted = given.committee.members
        elif slot.id == "this":
            wanted = (member,) if member is not None else ()
        else:
            wanted = (Datum(slot.id, slot.span),)
        condition = Evaluator(faults, {}).condition(slot.when, names) if slot.when is not None else None
        for each in wanted:
            found = given.workspace.parties.get(str(each.value if isinstance(each.value, str) else each.key))
            if condition is not None and not condition.met:
                if found is not None:
                    title = text_of(found, "legal_name")
                    omitted.append(Omitted(f"party/{found.key}", title, (condition,), slot.span))
                continue
            if found is None:
                faults.add(
                    "party-unknown",
                    each.span,
                    f"parties/ holds no party “{each.value}”",
                    "add the party to parties/, or mend the name",
                )
                continue
            yield party_answers(found, given.precedent, given.instructions, given.committee, member)


def _before_parties(given: Given) -> Names:
    fixed = {"particulars": Datum(given.answers(), given.instructions.span), "committee": given.shared()}
    return Names(fixed if given.member is None else {**fixed, "this": given.member})


def _names(
    given: Given, parties: tuple[Datum, ...], evaluator: Evaluator, more: Mapping[str, Datum]
) -> Names:
    precedent, instructions, member = given.precedent, given.instructions, given.member
    asked = {
        name: with_parties(datum, precedent.questions[name], parties)
        for name, datum in given.answers().items()
    }
    fixed: dict[str, Datum] = {
        **more,
        "particulars": Datum(asked, instructions.span),
        "parties": Datum(parties, given.committee.span),
        "committee": given.shared(),
    }
    if member is not None:
        own = next((party for party in parties if party.key == member.key), member)
        fixed["this"] = own
    effective = instructions.effective or (asked.get(precedent.text_from) if precedent.text_from else None)
    if effective is not None:
        fixed["text_from"] = effective
    names = Names(fixed)
    for name, expression in precedent.facts.items():
        names.add_lazy(name, _fact(expression, evaluator, names))
    names.add_lazy("tables", lambda: (Datum(TableRows(given.workspace, evaluator, names)), ()))
    return names


def _fact(expression: Expression, evaluator: Evaluator, names: Names) -> Lazy:
    def work_out() -> tuple[Datum, tuple[Read, ...]] | None:
        found = evaluator.value(expression, names)
        if found is None:
            return None
        return replace(found.value, span=expression.span), found.reads

    return work_out
