"""term-undefined: a term that an agreement uses and does not define, because its definition is left out there."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex, span_of
from concordat.diagnostics import Diagnostic, Related
from concordat.model.tree import Definition, Use


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each term once, at its first use; a party's short name is defined by the list of the parties."""
    defined = {place.block.identity for place in index.places if isinstance(place.block, Definition)}
    told: set[str] = set()
    for place, inline in index.inlines():
        if not isinstance(inline, Use) or not inline.term.startswith("term/"):
            continue
        if inline.term in defined or inline.term in told:
            continue
        told.add(inline.term)
        source = index.workspace.library.definitions.get(inline.term.removeprefix("term/"))
        conditions = [
            c.expression for o in index.agreement.omitted if o.identity == inline.term for c in o.conditions
        ]
        why = f"under the condition `{conditions[0]}`" if conditions else "with no place for definitions"
        yield Diagnostic(
            "term-undefined",
            span_of(place),
            f"“{inline.text}” is used here, and this agreement leaves its definition out ({why})",
            "put the words under the same condition, or take the condition from the definition"
            if conditions
            else "set `::: definitions` in one clause or schedule of this kind of agreement",
            (Related("its definition", source.span),) if source is not None else (),
        )
