"""table-key: a row without the key that its table declares, or two rows with one key."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Related
from concordat.model.tree import Row

_NONE = "?"


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each such row, at its place."""
    for table, spec in index.tables():
        key = spec.key if spec is not None else "key"
        seen: dict[str, Row] = {}
        for row in table.rows:
            if row.total:
                continue
            name = row.identity.rpartition("#")[2]
            first = seen.setdefault(name, row)
            span = row.span or (spec.span if spec is not None else None)
            if name in (_NONE, "", "None"):
                yield Diagnostic(
                    "table-key",
                    span,
                    f"a row of the table “{table.caption}” has no “{key}”, which is its key",
                    "give the row a key that it keeps for ever, never its number",
                )
            elif first is not row:
                yield Diagnostic(
                    "table-key",
                    span,
                    f"two rows of the table “{table.caption}” have the key “{name}”",
                    f"give each row its own “{key}”",
                    (Related("first here", first.span),) if first.span is not None else (),
                )
