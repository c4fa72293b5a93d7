"""What has changed since the board last saw an agreement, as the expressions and the tables of its paper read it.

`seen` has `given` (whether the board has seen an earlier text) and, where it has, that text's `version`, `state` and
`date`, and the whole comparison's `route`. Two lists are for tables, and empty where nothing is told: `lines`, those of
the first screen, each with its `heading` and what is `said`; and `changes`, each with its `class`, its `place` and what
happened there, the words `before` and `now`, and its `route`.
"""

from __future__ import annotations

from collections.abc import Iterable

from concordat.diagnostics import Span
from concordat.language.excerpts import nearest_words, shortened
from concordat.language.values import parse_date
from concordat.model.changes import Change, Kind
from concordat.model.comparison import Comparison, FirstLine, Route, Weighed
from concordat.model.data import Datum
from concordat.model.pack import Spoken

NOTHING = "–"
"""What a cell holds where a text is not there on one side."""

LONGEST = 240
"""The most of a text that a board's table shows, in characters."""


def seen_of(spoken: Spoken) -> Datum:
    """What the board last saw of an agreement, and what has changed since."""
    comparison, span = spoken.seen, spoken.span
    if comparison is None:
        nothing = Datum((), span)
        return Datum({"given": Datum(False, span), "lines": nothing, "changes": nothing}, span)
    old = comparison.old
    return Datum(
        {
            "given": Datum(True, span),
            "version": Datum(old.number, span),
            "state": Datum(old.state, span),
            "date": Datum(parse_date(old.date) or old.date, span),
            "route": Datum(_said(comparison), span),
            "lines": Datum(tuple(_line(line, span) for line in comparison.first), span),
            "changes": Datum(tuple(_change(one, span) for one in comparison.changes), span),
        },
        span,
    )


def _said(comparison: Comparison) -> str:
    """What must be said of the whole, and its indicated route."""
    return " ".join((*comparison.statements, *(route.said for route in comparison.routes)))


def _line(line: FirstLine, span: Span) -> Datum:
    return _row(line.name, {"heading": line.heading, "said": line.said}, span)


def _change(weighed: Weighed, span: Span) -> Datum:
    change = weighed.change
    before, now = _words(change)
    told = {
        "class": f"{weighed.grade} ({weighed.grade_name})" if weighed.grade_name else str(weighed.grade),
        "place": f"{change.name}: {change.kind.value}",
        "before": before,
        "now": now,
        "route": "; ".join(dict.fromkeys(map(_routed, weighed.routes))) or NOTHING,
    }
    return _row(str(weighed.number), told, span)


def _row(key: str, cells: dict[str, str], span: Span) -> Datum:
    texts = {"id": key, **cells}
    return Datum({name: Datum(text, span) for name, text in texts.items()}, span, key=key)


def _routed(route: Route) -> str:
    short = route.body.partition(" (")[0]  # what is said of the whole names the meeting too
    body = f"{short[:1].upper()}{short[1:]}"
    return f"{body}, under {route.under}" if route.under else body


def _words(change: Change) -> tuple[str, str]:
    """The words before and now: of reworded text those nearest to what differs, of any other the whole, made short."""
    if change.kind is Kind.REWORDED and any(edit.same for edit in change.edits):
        return _side(change, before=True), _side(change, before=False)
    whole = change.before or NOTHING, change.after or NOTHING
    if change.kind is Kind.ADDED:
        whole = NOTHING, _all(one.after for one in change.places if one.before is None)
    elif change.kind is Kind.REMOVED:
        whole = _all(one.before for one in change.places if one.after is None), NOTHING
    return shortened(whole[0], LONGEST), shortened(whole[1], LONGEST)


def _all(texts: Iterable[str | None]) -> str:
    """What came or went with all that it holds; of copies for several parties, one."""
    return " ".join(dict.fromkeys(text for text in texts if text))


def _side(change: Change, *, before: bool) -> str:
    last = len(change.edits) - 1
    pieces: Iterable[str] = (
        nearest_words(edit.before if before else edit.after, place == 0, place == last)
        if edit.same
        else edit.before
        if before
        else edit.after
        for place, edit in enumerate(change.edits)
    )
    return shortened("".join(pieces).strip(), 2 * LONGEST)
