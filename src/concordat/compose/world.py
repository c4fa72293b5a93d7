"""The world of one agreement: its parties, answers, facts and tables, as the names that expressions read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concordat.compose.draft import Draft
from concordat.compose.evaluate import Evaluator, Lazy, Names
from concordat.compose.members import for_member
from concordat.compose.particulars import answers, party_answers, with_parties
from concordat.compose.tables import table_rows
from concordat.diagnostics import Faults
from concordat.model.data import Datum
from concordat.model.library import Committee, Instructions, Precedent, Workspace
from concordat.model.prose import Expression
from concordat.model.tree import Read


def start(
    workspace: Workspace, instructions: Instructions, member: Datum | None, faults: Faults
) -> Draft | None:
    """The draft before its first pass; None after a fault that leaves nothing to compose."""
    instructions = for_member(instructions, member)
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
    parties = tuple(_parties(workspace, precedent, committee, instructions, member, faults))
    evaluator = Evaluator(faults, {})
    names = _names(workspace, precedent, committee, instructions, member, parties, evaluator)
    path = f"{instructions.path}/{member.key}" if member is not None else instructions.path
    return Draft(
        path, workspace, committee, instructions, precedent, workspace.house, evaluator, names, parties
    )


def _parties(
    workspace: Workspace,
    precedent: Precedent,
    committee: Committee,
    instructions: Instructions,
    member: Datum | None,
    faults: Faults,
) -> Iterator[Datum]:
    for slug in precedent.parties:
        if slug == "members":
            wanted = committee.members
        elif slug == "this":
            wanted = (member,) if member is not None else ()
        else:
            wanted = (Datum(slug, precedent.span),)
        for each in wanted:
            found = workspace.parties.get(str(each.value if isinstance(each.value, str) else each.key))
            if found is None:
                faults.add(
                    "party-unknown",
                    each.span,
                    f"parties/ holds no party “{each.value}”",
                    "add the party to parties/, or mend the name",
                )
                continue
            yield party_answers(found, precedent, instructions)


def _names(
    workspace: Workspace,
    precedent: Precedent,
    committee: Committee,
    instructions: Instructions,
    member: Datum | None,
    parties: tuple[Datum, ...],
    evaluator: Evaluator,
) -> Names:
    given = answers(precedent, instructions, committee, member)
    asked = {name: with_parties(datum, precedent.questions[name], parties) for name, datum in given.items()}
    values: dict[str, Datum] = {
        **committee.values,
        "name": committee.name,
        "region": committee.region,
        "members": Datum(committee.members, committee.span),
        "values": Datum(dict(committee.values), committee.span),
    }
    fixed: dict[str, Datum] = {
        "particulars": Datum(asked, instructions.span),
        "parties": Datum(parties, committee.span),
        "committee": Datum(values, committee.span, key=committee.folder),
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
    names.add_lazy("tables", lambda: (Datum(TableRows(workspace, evaluator, names)), ()))
    return names


def _fact(expression: Expression, evaluator: Evaluator, names: Names) -> Lazy:
    def work_out() -> tuple[Datum, tuple[Read, ...]] | None:
        found = evaluator.value(expression, names)
        if found is None:
            return None
        return replace(found.value, span=expression.span), found.reads

    return work_out


class TableRows(dict[str, Datum]):
    """The rows of each table by its name, worked out when first read: what `tables['name']` gives."""

    def __init__(self, workspace: Workspace, evaluator: Evaluator, names: Names) -> None:
        """Every table of the workspace may be named; a row's own condition may read all names."""
        super().__init__()
        self._workspace, self._evaluator, self._names = workspace, evaluator, names

    def __missing__(self, name: str) -> Datum:
        spec = self._workspace.library.tables.get(name)
        if spec is None:
            raise KeyError(name)
        rows = table_rows(spec, self._workspace.library, self._evaluator, self._names)
        self[name] = Datum(rows, spec.span)
        return self[name]

    def __contains__(self, name: object) -> bool:
        return name in self._workspace.library.tables

    def get(self, name: str, default: Datum | None = None) -> Datum | None:  # type: ignore[override]
        """The rows of a table, or the default where there is no such table."""
        return self[name] if name in self else default  # noqa: SIM401  it is `get`
