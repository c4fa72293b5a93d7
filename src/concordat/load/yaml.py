"""The one YAML reader: a tree of data with a place for every value and for every key.

It reads the events of PyYAML's CSafeLoader. Events, not composed nodes, because only they show anchors and tags,
and because a file that is nested too deeply or that repeats itself is refused before anything is built of it.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml import events as ev
from yaml.error import MarkedYAMLError, YAMLError

from concordat.diagnostics import Diagnostic, Faults, Related, Span
from concordat.load.characters import check_characters
from concordat.load.yaml_messages import in_words
from concordat.load.yaml_scalars import MustQuote, NoSuchDate, plain_value
from concordat.model.data import Datum

DEEPEST = 50
"""How many levels a file may be nested."""
LONGEST_TEXT = 100_000
"""How many characters one text may have."""


class Keyed(dict[str, Datum]):
    """A mapping of data that also holds the place of each key."""

    places: dict[str, Span]

    def __init__(self, like: object = None) -> None:
        """Nothing is in it yet. `like` is the mapping of which it is made: its keys stand where they stood there."""
        super().__init__()
        self.places = places_of(like)


def places_of(value: object) -> dict[str, Span]:
    """The place of each key of a mapping that was read from a file; none of any other value."""
    return value.places if isinstance(value, Keyed) else {}


def _start(event: ev.Event) -> tuple[int, int]:
    """The row and column, from 0, at which an event begins."""
    mark = event.start_mark
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _end(event: ev.Event) -> tuple[int, int]:
    """The row and column, from 0, at which an event ends."""
    mark = event.end_mark
    return (mark.line, mark.column) if mark is not None else (0, 0)


class _Stop(Exception):
    """The rest of the file cannot be read; the fault is reported."""


def read_yaml(text: str, file: str, faults: Faults, first_line: int = 1) -> Datum | None:
    """Read one YAML text; None where it holds nothing or cannot be read, with what is wrong in `faults`.

    `file` and `first_line` say where the text stands. A quoted text's place is its first character inside the
    quotes, a folded text's the first word of its first line. Raises nothing for bad input.
    """
    clean = check_characters(text.removeprefix("\ufeff"), file, faults, first_line)
    return _Reading(clean, file, faults, first_line).read()


class _Reading:
    """The reading of one text."""

    def __init__(self, text: str, file: str, faults: Faults, first_line: int) -> None:
        self.text, self.file, self.faults, self.first_line = text, file, faults, first_line
        self.lines = text.split("\n")
        self.before = len(faults.found)

    def read(self) -> Datum | None:
        """The tree of the text."""
        try:
            events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
            return self._read_stream(iter(events))
        except _Stop:
            return None
        except MarkedYAMLError as error:
            self._syntax(error)
        except (YAMLError, UnicodeError, ValueError) as error:  # the reader's own refusals carry no place
            self.faults.add(
                "yaml-syntax", self._span(0, 0), f"the YAML cannot be read ({type(error).__name__})"
            )
        return None

    def _syntax(self, error: MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        row, column = (mark.line, mark.column) if mark else (0, 0)
        row = min(row, len(self.lines) - 1)
        related: list[Related] = []
        opened = error.context_mark
        if opened and opened.line < len(self.lines) and (opened.line, opened.column) != (row, column):
            related.append(Related("what is being read begins here", self._span(opened.line, opened.column)))
        while row > 0 and not self.lines[row].strip():  # the end of the file: point at the last words
            row -= 1
            column = len(self.lines[row].rstrip())
        message, hint = in_words(f"{error.context or ''} {error.problem or ''}", self.lines[row], column + 1)
        if any(
            known.message == message and known.span and known.span.line == self.first_line + row
            for known in self.own
        ):
            return
        self.faults.add("yaml-syntax", self._span(row, column), message, hint, related)

    @property
    def own(self) -> list[Diagnostic]:
        """What was found in this text so far."""
        return self.faults.found[self.before :]

    def _span(self, row: int, column: int, length: int = 1) -> Span:
        return Span(self.file, self.first_line + row, column + 1, max(1, length))

    def _read_stream(self, events: Iterator[ev.Event]) -> Datum | None:
        result: Datum | None = None
        count = 0
        for event in events:
            if isinstance(event, ev.DocumentStartEvent):
                count += 1
                if count > 1:
                    span = self._span(*_start(event), 3)
                    self.faults.add(
                        "yaml-many",
                        span,
                        "a second YAML text begins here",
                        "One file holds one: take out the line `---`.",
                    )
                    raise _Stop
            elif isinstance(event, ev.NodeEvent):
                result = self._value(event, events, 1)
        if result is None or (result.value is None and not self.text.strip()):
            self.faults.add(
                "file-empty",
                self._span(0, 0),
                "the file holds nothing",
                "Write its keys, or delete the file.",
            )
            return None
        return result

    def _value(self, event: ev.Event, events: Iterator[ev.Event], depth: int) -> Datum:
        self._refuse(event, depth)
        if isinstance(event, ev.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, ev.SequenceStartEvent):
            members: list[Datum] = []
            for inner in events:
                if isinstance(inner, ev.SequenceEndEvent):
                    break
                members.append(self._value(inner, events, depth + 1))
            return Datum(tuple(members), self._span(*_start(event)))
        return Datum(self._mapping(events, depth), self._span(*_start(event)))

    def _mapping(self, events: Iterator[ev.Event], depth: int) -> Keyed:
        found = Keyed()
        for event in events:
            if isinstance(event, ev.MappingEndEvent):
                break
            key, span = self._key(event, events, depth)
            value = self._value(next(events), events, depth + 1)
            if key is None:
                continue
            if key in found:
                self.faults.add(
                    "yaml-duplicate-key",
                    span,
                    f"`{key}` is given twice; YAML would keep the last and drop the first",
                    "Keep one of the two.",
                    [Related("first given here", found.places[key])],
                )
                continue
            found[key] = value
            found.places[key] = span
        return found

    def _key(self, event: ev.Event, events: Iterator[ev.Event], depth: int) -> tuple[str | None, Span]:
        row, column = _start(event)
        if not isinstance(event, ev.ScalarEvent):
            span = self._span(row, column)
            if self.lines[row][column - 1 :].startswith("{{"):
                self.faults.add(
                    "yaml-syntax", self._span(row, column - 1, 2), "`{{` outside quotes",
                    "Put the whole text in quotes: '{{ … }} …'.",
                )  # fmt: skip
            else:
                self.faults.add(
                    "yaml-key",
                    span,
                    "a key is a list or a set, not plain text",
                    "Write a plain word as the key.",
                )
            self._value(event, events, depth + 1)
            return None, span
        self._refuse(event, depth)
        end_row, end_column = _end(event)
        length = end_column - column if end_row == row else len(event.value)
        span = self._span(row, column, length)
        if not event.style and not self._plain_key(event.value, span):
            return None, span
        if not event.value.strip():
            self.faults.add("yaml-key", span, "a key is empty", "Write the name before the colon.")
            return None, span
        if event.style:
            check_characters(event.value, self.file, self.faults, span.line, span.column)
        return event.value, span

    def _plain_key(self, text: str, span: Span) -> bool:
        if text == "<<":
            self.faults.add(
                "yaml-anchor", span, "a merge key (`<<`) is not allowed", "Write the answers out in full."
            )
            return False
        try:
            value = plain_value(text)
        except (MustQuote, NoSuchDate) as problem:
            self._quote(text, span, str(problem))
            return True
        if isinstance(value, bool) or (value is None and text):
            self._quote(text, span, {True: "true", False: "false", None: "nothing"}[value])
        return True

    def _quote(self, text: str, span: Span, instead: str) -> None:
        self.faults.add(
            "yaml-quote-this", span, f"YAML would read `{text}` as {instead}", f"Put it in quotes: '{text}'."
        )

    def _refuse(self, event: ev.Event, depth: int) -> None:
        span = self._span(*_start(event))
        anchor: str | None = getattr(event, "anchor", None)
        tag: str | None = getattr(event, "tag", None)
        if isinstance(event, ev.AliasEvent) or anchor is not None:
            sign = "*" if isinstance(event, ev.AliasEvent) else "&"
            self.faults.add(
                "yaml-anchor",
                span,
                f"`{sign}{anchor}`: one place of a file may not repeat another",
                f"Write it out in full, or put a text that begins with {sign} in quotes.",
            )
            raise _Stop
        if tag is not None:
            self.faults.add(
                "yaml-tag", span, f"the tag `{tag}` is not allowed", "Delete the tag, or quote the text."
            )
            raise _Stop
        if depth > DEEPEST:
            self.faults.add(
                "yaml-too-deep",
                span,
                f"the file is nested more than {DEEPEST} levels deep",
                "Make it flatter.",
            )
            raise _Stop

    def _scalar(self, event: ev.ScalarEvent) -> Datum:
        text, span = event.value, self._scalar_span(event)
        if len(text) > LONGEST_TEXT:
            self.faults.add(
                "text-too-long",
                span,
                f"a text of {len(text):,} characters; {LONGEST_TEXT:,} is the most",
                "Put long wording into a clause or a schedule.",
            )
            return Datum("", span)
        if event.style:
            if event.style == '"' and "\\" in self.text:
                text = check_characters(text, self.file, self.faults, span.line, span.column)
            return Datum(text, span)
        try:
            return Datum(plain_value(text), span)
        except NoSuchDate as problem:
            self.faults.add(
                "date-impossible", span, f"{text} is no date: {problem}", "Correct the day or the month."
            )
        except MustQuote as problem:
            self._quote(text, span, str(problem))
        return Datum(text, span)

    def _scalar_span(self, event: ev.ScalarEvent) -> Span:
        (row, column), (end_row, end_column) = _start(event), _end(event)
        if event.style in ("|", ">"):
            for later in range(row + 1, min(end_row + 1, len(self.lines))):
                words = self.lines[later].strip()
                if words:
                    return self._span(
                        later, len(self.lines[later]) - len(self.lines[later].lstrip()), len(words)
                    )
            return self._span(row, column)
        quote = 1 if event.style else 0
        length = end_column - column - 2 * quote if end_row == row else len(self.lines[row]) - column - quote
        return self._span(row, column + quote, length)
