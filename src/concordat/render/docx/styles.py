"""The styles that house.docx must have, by the names that Word shows. How they look is the house's own affair."""

from __future__ import annotations

from types import MappingProxyType

DEEPEST_CLAUSE = 4
"""How many levels below a clause or schedule heading have a style of their own; deeper ones share the last."""

DEEPEST_LIST = 2
"""The same for the paragraphs of a definition or a recital."""

_PARAGRAPH = (
    *("Title", "Subtitle", "Cover mark", "Cover statement", "Cover version"),
    *("TOC Heading", "TOC 1", "TOC 2", "TOC 3", "TOC 4"),
    *("Heading 1", "Heading 2", "Schedule heading", "Part heading", "Party heading"),
    *(f"Clause level {level}" for level in range(1, DEEPEST_CLAUSE + 1)),
    *(f"Schedule level {level}" for level in range(1, DEEPEST_CLAUSE + 1)),
    *(f"Text level {level}" for level in range(1, DEEPEST_CLAUSE + 1)),
    *("Body Text", "Definition", "Definition level 1", "Definition level 2"),
    *("Recital", "Recital level 1", "Recital level 2", "Party"),
    *(
        "Caption",
        "Table heading",
        "Table text",
        "Table figures",
        "Table total",
        "Table total figures",
        "Table note",
    ),
    *("Particular label", "Particular answer", "Signature heading", "Signature line"),
    *("Header", "Footer", "Footer note", "Section break"),
)
_CHARACTER = ("Defined term", "Blank", "Unresolved", "Hyperlink")
_TABLE = ("House table", "Particulars table")

REQUIRED = MappingProxyType(
    {
        **dict.fromkeys(_PARAGRAPH, "paragraph"),
        **dict.fromkeys(_CHARACTER, "character"),
        **dict.fromkeys(_TABLE, "table"),
    }
)
"""Each style that we use, with its sort."""

BODY = tuple(
    name
    for name in _PARAGRAPH
    if name == "Body Text"
    or name.startswith(("Clause level", "Schedule level", "Text level", "Definition", "Recital"))
    or name == "Party"
)
"""The styles of running text: they have the font, size and pitch of house.yaml."""


def clause_level(depth: int) -> str:
    """The style of a provision of a clause at a depth from 1."""
    return f"Clause level {min(depth, DEEPEST_CLAUSE)}"


def schedule_level(depth: int) -> str:
    """The style of a paragraph of a schedule at a depth from 1."""
    return f"Schedule level {min(depth, DEEPEST_CLAUSE)}"


def text_level(depth: int) -> str:
    """The style of words that stand under a number at a depth from 1, without a number of their own."""
    return f"Text level {min(depth, DEEPEST_CLAUSE)}" if depth else "Body Text"


def definition_level(depth: int) -> str:
    """The style of a paragraph of a definition at a depth from 1."""
    return f"Definition level {min(depth, DEEPEST_LIST)}"


def recital_level(depth: int) -> str:
    """The style of a paragraph of a recital at a depth from 1."""
    return f"Recital level {min(depth, DEEPEST_LIST)}"
