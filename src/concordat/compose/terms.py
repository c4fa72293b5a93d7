"""Finding the uses of defined terms: case-sensitive, longest match, plural and possessive forms (format.md, "Definitions")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from concordat.model.tree import Inline, Text, Use

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Form:
    """One way of writing a term; `term` is empty for an exception, which is no use of any term."""

    words: str
    term: str


class Terms:
    """The forms of every term that this agreement may use, ready to be found."""

    def __init__(self, forms: Iterable[Form]) -> None:
        """Of two forms with the same words the first is kept: a second meaning is a fault that a check names."""
        self._by_first: dict[str, list[Form]] = {}
        self._by_words: dict[str, str] = {}
        for form in forms:
            if form.words in self._by_words:
                continue
            self._by_words[form.words] = form.term
            first = _WORD.search(form.words)
            if first is not None:
                self._by_first.setdefault(first.group(), []).append(form)
        for found in self._by_first.values():
            found.sort(key=lambda form: -len(form.words))

    def identity(self, words: str) -> str:
        """The identity of the term that these words are, or an empty text."""
        return self._by_words.get(words, "")

    def mark(self, inlines: tuple[Inline, ...], never: str = "") -> tuple[Inline, ...]:
        """The inlines with each use in their plain words marked; `never` is a term that these words define."""
        found: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, Text):
                found.extend(self._split(inline, never))
            elif isinstance(inline, Use) and not inline.term:
                found.append(
                    Use(inline.text, self.identity(inline.text), inline.expression, inline.span, inline.reads)
                )
            else:
                found.append(inline)
        return tuple(found)

    def _split(self, text: Text, never: str) -> Iterator[Inline]:
        words, start, place = text.text, 0, 0
        for word, at in _words(words):
            candidates = self._by_first.get(word)
            if not candidates or at < place:
                continue
            form = _longest(words, at, candidates)
            if form is None:
                continue
            place = end = at + len(form.words)
            if not form.term or form.term == never:
                continue
            if at > start:
                yield Text(words[start:at])
            yield Use(form.words, form.term)
            start = end
        if start < len(words):
            yield Text(words[start:])


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[tuple[str, int], ...]:
    """The words of a text and where each begins: agreements of one library share nearly all their texts."""
    return tuple((match.group(), match.start()) for match in _WORD.finditer(text))


def _longest(words: str, start: int, candidates: list[Form]) -> Form | None:
    for form in candidates:
        end = start + len(form.words)
        if words.startswith(form.words, start) and not (
            end < len(words) and (words[end].isalnum() or words[end] == "_")
        ):
            return form
    return None


def used(inlines: Iterable[Inline]) -> set[str]:
    """The identities of the terms that these inlines use."""
    return {inline.term for inline in inlines if isinstance(inline, Use) and inline.term}


def forms_of(identity: str, term: str, plural: str | None, exceptions: tuple[str, ...]) -> Iterator[Form]:
    """The forms of one term: itself, its plural, and its exceptions. The possessive is the same words and a mark."""
    for exception in exceptions:
        yield Form(exception, "")
    yield Form(term, identity)
    if plural is not None:
        yield Form(plural, identity)
