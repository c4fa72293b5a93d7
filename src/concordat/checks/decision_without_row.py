"""decision-without-row: a clause gives a body a decision that the table of decisions does not show.

Which tables show decisions is data: the dataset `check-decisions`, with the `table`, who decides (`by`), the
`verbs` with which a clause gives a decision, and the column `clauses` in which each row of the table's
dataset names the provisions that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from concordat.checks.index import AgreementIndex, data_table, span_of, table_name
from concordat.diagnostics import Diagnostic, Related
from concordat.language.rows import text_of
from concordat.language.values import show
from concordat.model.data import Datum
from concordat.model.tables import TableSpec

TABLE = "check-decisions"
"""The dataset that says which tables show decisions."""


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each provision that gives a decision and for which no row stands, at its place."""
    rules = data_table(index.workspace, TABLE)
    for rule in rules.rows if rules is not None else ():
        for table, spec in index.tables():
            if spec is not None and table_name(table.identity) == text_of(rule, "table"):
                keys = {row.identity.rpartition("#")[2] for row in table.rows}
                shown = _shown(index, spec, text_of(rule, "clauses"), keys)
                yield from _missing(index, spec, rule, shown)


def _shown(index: AgreementIndex, spec: TableSpec, column: str, keys: set[str]) -> set[str]:
    """The provisions for which the rows that print stand."""
    dataset = data_table(index.workspace, spec.dataset)
    shown: set[str] = set()
    for row in dataset.rows if dataset is not None else ():
        cell = row.value.get(column) if isinstance(row.value, Mapping) else None
        if cell is not None and row.key in keys:
            members = cell.value if isinstance(cell.value, tuple) else (cell,)
            shown.update(show(member) for member in members)
    return shown


def _missing(index: AgreementIndex, spec: TableSpec, rule: Datum, shown: set[str]) -> Iterator[Diagnostic]:
    pattern = _gives(rule)
    for place, words in index.provisions:
        block = place.block
        match = pattern.search(words)
        if match is None:
            continue
        held = {block.identity.split("@")[0], *(parent.identity for parent in place.parents)}
        if not held & shown:
            yield Diagnostic(
                "decision-without-row",
                span_of(place),
                f"“{match.group()}” gives a decision, and no row of the table “{spec.title}” stands for it",
                f"add a row that names {block.identity.split('@')[0]}, or name it in the row that covers it",
                (Related("the table of decisions", spec.span),),
            )


def _gives(rule: Datum) -> re.Pattern[str]:
    verbs = "|".join(re.escape(verb.strip()) for verb in text_of(rule, "verbs").split(",") if verb.strip())
    return re.compile(rf"\b{re.escape(text_of(rule, 'by'))} (?:may|must) (?:{verbs})\b")
