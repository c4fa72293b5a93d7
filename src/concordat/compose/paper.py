"""A paper for a board: composed as any agreement is, and able to read the agreements of which it speaks.

Its expressions read two names more. `agreements.<key>` has `given` (whether the paper speaks of one under that key) and,
where it does, its `title`, `path`, `body`, `version`, `digest`, the `schedules` with their `label` and `title`, what is
open (`blank_count`, `unconfirmed_count`, `main_blanks`, `main_unconfirmed`), what the board last `seen` of it, and every name
of that agreement's own: its particulars, parties, tables and facts. `attachments` is the list of these agreements, for a
table.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable
from dataclasses import replace

from concordat.compose.choose import choose
from concordat.compose.compose import agreement_of
from concordat.compose.draft import Draft
from concordat.compose.family import Families, OwnFamily
from concordat.compose.fill import fill
from concordat.compose.inlines import entry_of
from concordat.compose.number import number
from concordat.compose.refer import refer
from concordat.compose.seen import seen_of
from concordat.compose.world import start
from concordat.diagnostics import Faults
from concordat.language.values import show
from concordat.model.data import Datum
from concordat.model.library import Instructions
from concordat.model.pack import PackPlan, Spoken
from concordat.model.tree import Agreement, RunningLine, Text

GIVEN = ("agreements", "attachments")
"""The names that a paper has besides those of every agreement."""


def compose_paper(
    families: Families, paper: Instructions, plan: PackPlan, spoken: Iterable[Spoken]
) -> tuple[Agreement | None, Faults]:
    """The paper alone, without the schedules that go with it, and what could not be evaluated.

    None where the paper names a committee that the workspace does not hold.
    """
    faults = Faults()
    names = names_of(plan, tuple(spoken))
    house = families.workspace.house
    workspace = (
        replace(families.workspace, house=house.paper or house) if house is not None else families.workspace
    )
    draft = start(workspace, paper, None, faults, OwnFamily(families, paper), names)
    if draft is None:
        return None, faults
    # A paper defines nothing: the terms in it are those of its agreements, and it is read beside them.
    draft = refer(number(fill(choose(draft))))
    return _titled(draft, plan), faults


def names_of(plan: PackPlan, spoken: tuple[Spoken, ...]) -> dict[str, Datum]:
    """`agreements` and `attachments`, as the expressions of a paper read them."""
    known = {one.key: one for one in spoken}
    agreements = {
        key: _named(known[key], plan)
        if key in known
        else Datum({"given": Datum(False)}, wanted.span, key=key)
        for key, wanted in plan.agreements.items()
    }
    rows = tuple(
        Datum(
            {
                "id": Datum(one.key, one.span),
                "title": Datum(one.title, one.span),
                "body": Datum(one.body, one.span),
                "version": Datum(one.version, one.span),
                "digest": Datum(_grouped(one.digest), one.span),
                "seen": seen_of(one),
            },
            one.span,
            key=one.key,
        )
        for one in spoken
    )
    return {"agreements": Datum(agreements, plan.span), "attachments": Datum(rows, plan.span)}


def _grouped(digest: str) -> str:
    """A digest in groups of eight, so that two can be compared by eye and a line can end between them."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def _named(one: Spoken, plan: PackPlan) -> Datum:
    schedules = {
        identity: Datum(
            {"label": Datum(label, one.span), "title": Datum(title, one.span)}, one.span, key=identity
        )
        for identity, (label, title) in one.schedules.items()
    }
    main = [point for point in one.points if point.significance in plan.main_classes]
    own = {
        "given": Datum(True, one.span),
        "path": Datum(one.path, one.span),
        "title": Datum(one.title, one.span),
        "body": Datum(one.body, one.span),
        "version": Datum(one.version, one.span),
        "digest": Datum(one.digest, one.span),
        "schedules": Datum(schedules, one.span),
        "blank_count": Datum(one.blanks, one.span),
        "unconfirmed_count": Datum(one.unconfirmed, one.span),
        "seen": seen_of(one),
        "main_blanks": Datum(tuple(Datum(p.label, one.span) for p in main if p.blank), one.span),
        "main_unconfirmed": Datum(tuple(Datum(p.label, one.span) for p in main if not p.blank), one.span),
    }
    # What is told of an agreement hides a name of its own that is the same; neither map is ever written to.
    return Datum(ChainMap(own, one.names), one.span, key=one.key)  # type: ignore[arg-type]


def _titled(draft: Draft, plan: PackPlan) -> Agreement:
    """The tree with the title and the body that the paper's own answers give, at the head of the first page."""
    made = agreement_of(draft)
    title, body = (_answer(draft, name) for name in (plan.title_from, plan.body_from))
    line = RunningLine("running/header", (Text(title),))
    return replace(made, title=title, committee=body, running=(line,), cover="head")


def _answer(draft: Draft, name: str) -> str:
    datum = entry_of(draft.names["particulars"], name)
    return show(datum) if datum is not None else ""
