"""The Markdown parser as the prose needs it: a few stock rules, and four of ours that keep their places.

Ours are value `{{ … }}`, attributes `{…}` at the start of a block, span `[words]{when="…"}`, and reference
`[](#target)` in place of the stock link. Everything else of Markdown is off.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin

from concordat.load.prose_directives import FORMS

_QUOTED = r'"[^"\n]*"|' + r"'[^'\n]*'"
_VALUE = re.compile(r"\{\{((?:" + _QUOTED + r"|(?!\}\})[^\"'\n])*)\}\}")
ATTRIBUTES = re.compile(r"\{(?!\{)((?:" + _QUOTED + r"|[^\"'{}\n])*)\}")
_NESTING = 100


@cache
def parser(definitions: bool) -> MarkdownIt:
    """The parser of clauses, schedules and recitals, or that of definitions. One of each is made in a run."""
    markdown = MarkdownIt("zero", {"html": False, "typographer": False, "maxNesting": _NESTING})
    markdown.enable(["list", "heading", "escape", "newline", "link"])
    markdown.disable(["inline", "text_join"])
    if definitions:
        deflist_plugin(markdown)
    container_plugin(markdown, "directive", validate=_is_directive)
    markdown.inline.ruler.before("escape", "value", _value)
    markdown.inline.ruler.before("escape", "attributes", _attributes)
    markdown.inline.ruler.before("link", "span", _span)
    markdown.inline.ruler.at("link", _reference)
    return markdown


def inline_tokens(content: str) -> list[Token]:
    """The inline tokens of one paragraph; those of our rules carry `at` and `end`, offsets in `content`."""
    markdown = parser(False)
    return markdown.inline.parse(content, markdown, {}, [])


def _is_directive(words: str, _markup: str) -> bool:
    return words.strip().split(" ", 1)[0] in FORMS


def _push(state: StateInline, kind: str, at: int, end: int, content: str = "", nesting: int = 0) -> Token:
    token = state.push(kind, "", nesting)  # type: ignore[arg-type]
    token.content = content
    token.meta = {"at": at, "end": end}
    return token


def _value(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{{", state.pos):
        return False
    found = _VALUE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        _push(state, "value", found.start(), found.end(), found[1])
    state.pos = found.end()
    return True


def _attributes(state: StateInline, silent: bool) -> bool:
    if state.pos != 0 or not state.src.startswith("{"):
        return False
    found = ATTRIBUTES.match(state.src, 0, state.posMax)
    if found is None:
        return False
    if not silent:
        _push(state, "attributes", 0, found.end(), found[1])
    state.pos = found.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start = state.pos
    close = state.md.helpers.parseLinkLabel(state, start)
    found = ATTRIBUTES.match(state.src, close + 1, state.posMax) if close >= 0 else None
    if found is None:
        return False
    if not silent:
        _push(state, "span_open", start, start + 1, found[1], 1).meta["attributes"] = close + 1
        end = state.posMax
        state.pos, state.posMax = start + 1, close
        state.md.inline.tokenize(state)
        state.posMax = end
        _push(state, "span_close", close, found.end(), nesting=-1)
    state.pos = found.end()
    return True


def _reference(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start = state.pos
    close = state.md.helpers.parseLinkLabel(state, start)
    if close < 0 or not state.src.startswith("(", close + 1):
        return False
    end = state.src.find(")", close + 2, state.posMax)
    target = state.src[close + 2 : end]
    if end < 0 or "\n" in target:
        return False
    if not silent:
        _push(state, "reference", start, end + 1, target).info = state.src[start + 1 : close]
    state.pos = end + 1
    return True
