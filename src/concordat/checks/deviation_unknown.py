"""deviation-unknown: a deviation from what this kind of agreement does not have, so that it prints
nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Related
from concordat.language.nearest import nearest


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each deviation that names no clause or schedule of the precedent and no definition, at its place."""
    if index.precedent is None or index.instructions is None:
        return
    listed = {slot.id for slot in (*index.precedent.clauses, *index.precedent.schedules)}
    defined = set(index.workspace.library.definitions)
    for deviation in index.instructions.deviations:
        name = deviation.entry.removeprefix("term/")
        if name in listed or name in defined:
            continue
        like = nearest(name, (*listed, *defined))
        yield Diagnostic(
            "deviation-unknown",
            deviation.span,
            f"this deviation replaces “{deviation.entry}”, which a {index.precedent.title} does not have",
            f"did you mean “{like}”?"
            if like
            else "name a clause, a schedule or a definition of the precedent",
            (Related("the precedent", index.precedent.span),),
        )
