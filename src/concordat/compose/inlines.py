"""What a datum prints in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from concordat.diagnostics import Span
from concordat.language.values import blank_words, show
from concordat.model.data import Blank, Datum, Link, Period
from concordat.model.tree import BlankText, Inline, Read, Text, Value, WebLink


def inlines_of(datum: Datum, expression: str, span: Span | None, reads: tuple[Read, ...]) -> Iterator[Inline]:
    """The inlines of a datum: a value, a link, or a blank that says what is wanted and of whom."""
    value = datum.value
    if isinstance(value, Blank):
        yield blank_text(value, expression, span, reads)
    elif isinstance(value, Link):
        yield WebLink(value.words, value.address)
    elif isinstance(value, Period):
        # The unit is wording, so that a defined unit (Working Day) is seen as a use of its term.
        number, _, unit = show(datum).partition(" ")
        yield Value(number, expression, span, reads)
        yield Text(f" {unit}")
    else:
        yield Value(show(datum), expression, span, reads)


def blank_text(blank: Blank, expression: str, span: Span | None, reads: tuple[Read, ...]) -> BlankText:
    """A blank as it prints (format.md): what is wanted and of whom, in square brackets."""
    return BlankText(blank_words(blank), blank.wanted, blank.of, blank.until.value, expression, span, reads)


def text_of(holder: Datum, name: str) -> str:
    """A text that a datum holds under a name, or an empty one."""
    found = entry_of(holder, name)
    return found.value if found is not None and isinstance(found.value, str) else ""


def entry_of(holder: Datum, name: str) -> Datum | None:
    """What a datum holds under a name, if it is a mapping that has it."""
    return holder.value.get(name) if isinstance(holder.value, Mapping) else None
