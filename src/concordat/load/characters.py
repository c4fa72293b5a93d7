"""Characters that may not stand in a file: what cannot be seen, what controls, and words that mix alphabets.

Authority: Unicode Technical Standard 39 (mixed scripts) and Technical Report 36 (bidirectional controls).
"""

from __future__ import annotations

import re
import unicodedata

from concordat.diagnostics import Faults, Span

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line end
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, fillers
    "\u1680\u2000-\u200a\u202f\u205f\u3000"  # spaces that are no plain or no-break space
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # zero width, line ends, direction
    "\ufe00-\ufe0f\ufff0-\uffff\U000e0000-\U000e0fff"  # selectors, specials, tags
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"  # lone surrogates, private use
    "]"
)
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_ALIKE = frozenset("аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧου")
_NOT_LETTERS = frozenset(
    {"MICRO", "FEMININE", "MASCULINE", "MODIFIER", "COMBINING", "DOUBLE-STRUCK", "SCRIPT"}
)
_SPACE_CATEGORY = "Zs"


def name_of(character: str) -> str:
    """The number and name of a character, as messages give it: `U+200B ZERO WIDTH SPACE`."""
    name = unicodedata.name(character, "")
    if not name:
        category = unicodedata.category(character)
        name = {"Cc": "a control character", "Co": "a private character", "Cs": "half a character"}.get(
            category, ""
        )
    return f"U+{ord(character):04X} {name}".strip()


def check_characters(text: str, file: str, faults: Faults, first_line: int = 1, first_column: int = 1) -> str:
    """Report every character of `text` that may not stand in a file; give the text with each made a space.

    Places count from `first_line` and, on the first line, from `first_column`; the text keeps its length, so
    that the places of all that follows stay true. Raises nothing.
    """
    clean = _FORBIDDEN.sub(" ", text)
    if clean == text and text.isascii():
        return text
    for number, line in enumerate(text.split("\n")):
        if line.isascii() and not _FORBIDDEN.search(line):
            continue
        before = first_column if number == 0 else 1
        for found in _FORBIDDEN.finditer(line):
            span = Span(file, first_line + number, before + found.start())
            _report(found[0], span, faults)
        for word in _WORD.finditer(line):
            if not word[0].isascii():
                span = Span(file, first_line + number, before + word.start(), len(word[0]))
                _check_word(word[0], span, faults)
    return clean


def _report(character: str, span: Span, faults: Faults) -> None:
    if unicodedata.category(character) == _SPACE_CATEGORY:
        what, hint = "an unusual space", "Type an ordinary space, or a no-break space (U+00A0)."
    elif character == "\ufffd":
        what, hint = "the mark of a character that was lost", "Type the character that should stand here."
    else:
        what, hint = (
            "a character that nobody can see",
            "Delete it; it may come from a copy out of Word or a web page.",
        )
    faults.add("character-forbidden", span, f"column {span.column} holds {what}: {name_of(character)}", hint)


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "LATIN").split(" ", 1)[0]
    return "LATIN" if first in _NOT_LETTERS else first


def _check_word(word: str, span: Span, faults: Faults) -> None:
    scripts: dict[str, int] = {}
    for offset, letter in enumerate(word):
        scripts.setdefault(_script(letter), offset)
    if len(scripts) > 1:
        odd = next(offset for script, offset in scripts.items() if script != "LATIN")
        place = Span(span.file, span.line, span.column + odd)
        faults.add(
            "character-mixed-script",
            place,
            f"the word “{word}” mixes alphabets: column {place.column} holds {name_of(word[odd])}",
            "Type the word again on an English keyboard.",
        )
    elif all(letter in _LOOK_ALIKE for letter in word):
        faults.add(
            "character-mixed-script",
            span,
            f"the word “{word}” looks English, but column {span.column} holds {name_of(word[0])}",
            "Type the word again on an English keyboard.",
        )
