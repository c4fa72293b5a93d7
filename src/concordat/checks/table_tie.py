"""table-tie: figures of a table that do not agree with one another, or with those of another table."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Related
from concordat.model.tables import TableSpec, Tie
from concordat.model.tree import Condition


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each tie that is broken, at the row that breaks it or at the first of the table, with the figures compared."""
    ties = {
        (tie.require.text, tie.require.span): (spec, tie)
        for spec in index.workspace.library.tables.values()
        for tie in spec.ties
    }
    for condition in index.agreement.rules:
        found = ties.get((condition.expression, condition.span))
        if found is not None and not condition.met:
            yield _broken(condition, *found)


def _broken(condition: Condition, spec: TableSpec, tie: Tie) -> Diagnostic:
    about, *figures = condition.reads
    where = f"in the table “{spec.title}”"
    if tie.each_row:
        where += f", row “{about.shown}”"
    compared = f" ({' against '.join(figure.shown for figure in figures)})" if figures else ""
    hint = f"the authority for it is {tie.source}; correct a figure" if tie.source else "correct a figure"
    return Diagnostic(
        "table-tie",
        about.span or tie.span,
        f"{where}: {tie.say.rstrip('.')}{compared}",
        hint,
        (Related("what the table requires", tie.span),),
    )
