"""One paragraph's words, values, references and conditional spans, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from concordat.diagnostics import Faults
from concordat.language.identity import is_slug
from concordat.load.prose_attributes import Attributes, read_attributes
from concordat.load.prose_places import Places
from concordat.load.prose_rules import inline_tokens
from concordat.model.prose import Aside, Expression, Hole, Pointer, SourceInline, WebLink, Words

_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\]\(|\]\{|\[\]|!\[|\*\*|__|[{}`]")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>{}\\^`|]+")


def read_inlines(
    content: str,
    places: Places,
    faults: Faults,
    allowed: Iterable[str] = (),
    reported: frozenset[int] = frozenset(),
) -> tuple[Attributes | None, tuple[SourceInline, ...]]:
    """Read one paragraph: its attributes, where it begins with any, and its inlines.

    `allowed` names the attributes that may stand at its start; on the lines in `reported` stray marks are not
    reported as well. Words of two lines are two Words, the first ending
    in the space that joins them, so that each keeps its own place. Raises nothing.
    """
    reading = _Reading(content, places, faults, tuple(allowed), reported)
    inlines = reading.read(inline_tokens(content))
    return reading.attributes, inlines


class _Reading:
    """The reading of one paragraph."""

    def __init__(
        self,
        content: str,
        places: Places,
        faults: Faults,
        allowed: tuple[str, ...],
        reported: frozenset[int],
    ) -> None:
        self.reported = reported
        self.content, self.places, self.faults, self.allowed = content, places, faults, allowed
        self.attributes: Attributes | None = None
        self.cursor = 0
        self.after_attributes = -1

    def read(self, tokens: Sequence[Token]) -> tuple[SourceInline, ...]:
        """The inlines of these tokens, spans within spans included."""
        stack: list[list[SourceInline]] = [[]]
        opened: list[Token] = []
        for token in tokens:
            if token.type in ("text", "text_special"):
                self._text(token, stack[-1])
            elif token.type in ("softbreak", "hardbreak"):
                self._line_end(stack[-1])
            elif token.type == "span_open":
                self.cursor = token.meta["end"]
                opened.append(token)
                stack.append([])
            elif token.type == "span_close":
                self.cursor = token.meta["end"]
                self._aside(opened.pop(), stack.pop(), stack[-1])
            else:
                self.cursor = token.meta["end"]
                self._ours(token, stack[-1])
        return tuple(stack[0])

    def _text(self, token: Token, into: list[SourceInline]) -> None:
        written = token.markup if token.type == "text_special" else token.content
        at = self.content.find(written, self.cursor)
        self.cursor = at + len(written)
        text = token.content
        if token.type == "text":
            self._stray(text, at)
            if self.attributes is not None and not into and at == self.after_attributes:
                if not text.startswith(" "):
                    self.faults.add(
                        "prose-attribute",
                        self.places.span(at),
                        "no space after the attributes",
                        "Write one space.",
                    )
                at += len(text) - len(text.lstrip(" "))
                text = text.lstrip(" ")
        if not text:
            return
        last = into[-1] if into else None
        if isinstance(last, Words) and not last.text.endswith("\n"):
            span = self.places.span(at)
            if last.span.line == span.line:  # an escaped mark within a line
                whole = span.column - last.span.column + len(written)
                into[-1] = Words(
                    last.text + text, self.places.span(at - span.column + last.span.column, whole)
                )
                return
        into.append(Words(text, self.places.span(at, len(written))))

    def _stray(self, text: str, at: int) -> None:
        if self.content.startswith("{") and at == 0 and not self.content.startswith(("{{", "{%")):
            self.faults.add(
                "prose-attribute", self.places.span(0, len(self.content)), "the attributes cannot be read",
                'Write them on one line, like {#anchor when="…" list=or}, with every quotation closed.',
            )  # fmt: skip
            return
        if not _STRAY.search(text) or self.places.span(at).line in self.reported:
            return
        for found in _STRAY.finditer(text):
            hint = {
                "**": "There is no bold in the prose.", "__": "There is no bold in the prose.",
                "`": "There is no code in the prose.", "]{": '`[words]{when="…"}` is the only mark with brackets.',
                "](": "A reference is `[](#anchor)`, on one line.", "[]": "A reference is `[](#anchor)`, on one line.",
                "![": "Pictures cannot stand in the prose.",
            }.get(found[0], "A value is `{{ name }}` on one line, with every quotation closed.")  # fmt: skip
            self.faults.add("prose-stray-mark", self.places.span(at + found.start(), len(found[0])),
                            f"`{found[0]}` stands alone and would print as it is", hint)  # fmt: skip
            return

    def _line_end(self, into: list[SourceInline]) -> None:
        at = self.content.find("\n", self.cursor)
        self.cursor = at + 1
        last = into[-1] if into else None
        if isinstance(last, Words):
            into[-1] = Words(last.text + " ", last.span)
        else:
            into.append(Words(" ", self.places.span(at)))

    def _aside(self, token: Token, inner: list[SourceInline], into: list[SourceInline]) -> None:
        at = token.meta["at"]
        start = token.meta["attributes"] + 1
        found = read_attributes(token.content, start, self.places, self.faults, ("when",))
        when = found.expression()
        span = self.places.span(at, self.cursor - at)
        if when is None:
            if not token.content.strip():
                self.faults.add(
                    "prose-attribute", span, "a span without a condition", 'Write [words]{when="…"}.'
                )
            into.extend(inner)
            return
        if not inner:
            self.faults.add(
                "prose-stray-mark",
                span,
                "a conditional span without words",
                "Write its words in the brackets.",
            )
        into.append(Aside(tuple(inner), when, span))

    def _ours(self, token: Token, into: list[SourceInline]) -> None:
        at, end = token.meta["at"], token.meta["end"]
        if token.type == "value":
            text = token.content.strip()
            left = len(token.content) - len(token.content.lstrip())
            if not text:
                self.faults.add(
                    "prose-stray-mark",
                    self.places.span(at, end - at),
                    "`{{ }}` holds no name",
                    "Write the name of a value.",
                )
                return
            expression = Expression(text, self.places.span(at + 2 + left, len(text)))
            into.append(Hole(expression, self.places.span(at, end - at)))
        elif token.type == "attributes":
            self.after_attributes = end
            if not self.allowed:
                self.faults.add(
                    "prose-attribute", self.places.span(at, end - at), "this paragraph takes no attributes",
                    "Attributes stand at the start of a provision, a Part or a term.",
                )  # fmt: skip
            self.attributes = read_attributes(
                token.content, at + 1, self.places, self.faults, self.allowed or ("#", "when", "list", "was")
            )
        else:
            self._reference(token, into)

    def _reference(self, token: Token, into: list[SourceInline]) -> None:
        at, end = token.meta["at"], token.meta["end"]
        span = self.places.span(at, end - at)
        target, words = token.content, token.info
        if "{{" in target or "{{" in words:
            self.faults.add(
                "prose-value-in-link", self.places.span(at + token.content.find("{{") if "{{" in words else end - 1 - len(target)),
                "a value inside a reference", "Write the name of the clause or the anchor itself.",
            )  # fmt: skip
        elif target.startswith(("#", "~")):
            if words:
                self.faults.add(
                    "prose-stray-mark",
                    span,
                    "a reference has no words of its own",
                    f"Write `[]({target})`; its words are made.",
                )
            if _is_target(target):
                into.append(Pointer(target.removeprefix("#"), span))
            else:
                self.faults.add("prose-stray-mark", span, f"`{target}` cannot be the target of a reference",
                                "Write `#anchor`, `#clause/anchor`, `#schedule`, `~key` or `~key/clause`.")  # fmt: skip
        elif _ADDRESS.fullmatch(target) and words.strip():
            into.append(WebLink(" ".join(words.split()), target, span))
        else:
            problem = (
                "a link without words"
                if not words.strip()
                else f"`{target}` is no web address and no reference"
            )
            self.faults.add(
                "prose-stray-mark",
                span,
                problem,
                "A reference is `[](#anchor)`, a link `[words](https://…)`.",
            )


def _is_target(target: str) -> bool:
    parts = target[1:].split("/")
    return len(parts) <= (2 if target[0] == "#" else 3) and all(is_slug(part) for part in parts)
