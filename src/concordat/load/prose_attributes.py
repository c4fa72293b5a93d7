"""Attributes: `{#anchor when="…" list=or was="…"}` at the start of a block and after a bracketed span."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from concordat.diagnostics import Faults, Span
from concordat.language.nearest import nearest
from concordat.load.names import check_slug
from concordat.load.prose_places import Places
from concordat.model.prose import Connective, Expression

_PART = re.compile(
    r"""[ ]+
    | \#(?P<anchor>[^\s"'=]*)
    | (?P<name>[A-Za-z_-]+)=(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s"']*))
    | (?P<odd>\S)""",
    re.VERBOSE,
)
_UNQUOTED = re.compile(r".*?(?=\s+(?:#|[A-Za-z_-]+=(?!=))|\s*$)")
"""Words without quotes, up to the next attribute or the end."""


@dataclass(slots=True)
class Attributes:
    """What the attributes of a block say; `span` is the place of the opening bracket."""

    span: Span
    anchor: str | None = None
    given: dict[str, tuple[str, Span]] = field(default_factory=dict)

    def words(self, name: str) -> str | None:
        """The text of an attribute, or None."""
        found = self.given.get(name)
        return found[0] if found else None

    def expression(self, name: str = "when") -> Expression | None:
        """The expression of an attribute, with the place of its first character."""
        found = self.given.get(name)
        return Expression(*found) if found else None

    def names(self, name: str) -> tuple[str, ...]:
        """The names in an attribute that are parted by spaces or commas."""
        return tuple(part for part in re.split(r"[\s,]+", self.words(name) or "") if part)

    def terms(self, name: str) -> tuple[str, ...]:
        """The terms in an attribute that are parted by semicolons."""
        return tuple(part.strip() for part in (self.words(name) or "").split(";") if part.strip())

    def connective(self, faults: Faults) -> Connective | None:
        """The connective that `list=` gives, or None."""
        found = self.given.get("list")
        if found is None:
            return None
        if found[0] not in tuple(Connective):
            faults.add(
                "prose-attribute",
                found[1],
                f"`list={found[0]}` is not known",
                "Write list=and, list=or or list=then.",
            )
            return None
        return Connective(found[0])


def read_attributes(
    content: str, at: int, places: Places, faults: Faults, allowed: Iterable[str]
) -> Attributes:
    """Read what stands between the brackets; `at` is the offset of `content` in the paragraph.

    `allowed` names the attributes that may stand here, `#` for an anchor. Raises nothing.
    """
    allowed = tuple(allowed)
    found = Attributes(places.span(at - 1, len(content) + 2))
    read = 0
    for part in _PART.finditer(content):
        if part.start() < read:
            continue
        place = places.span(at + part.start(), len(part[0]))
        name = "#" if part["anchor"] is not None else part["name"]
        if part["odd"] is not None:
            faults.add("prose-attribute", place, f"`{part['odd']}` cannot be read among the attributes",
                       'Attributes look like {#anchor when="…" list=or}.')  # fmt: skip
            break
        if name is None:
            continue
        if name not in allowed:
            _not_allowed(name, place, faults, allowed)
        elif name == "#":
            _anchor(found, part["anchor"], place, faults)
        else:
            group = next(g for g in ("double", "single", "bare") if part[g] is not None)
            text = part[group]
            if group == "bare" and name != "list" and (words := _UNQUOTED.match(content, part.start(group))):
                text, read = words[0], words.end()
            inner = places.span(at + part.start(group), len(text))
            _set(found, name, text, inner, quoted=group != "bare", faults=faults)
    return found


def _anchor(found: Attributes, anchor: str, place: Span, faults: Faults) -> None:
    if found.anchor is not None:
        faults.add("prose-attribute", place, "a second anchor", "Keep one of the two.")
    elif check_slug(anchor, place, faults, "the anchor"):
        found.anchor = anchor


def _set(found: Attributes, name: str, text: str, inner: Span, quoted: bool, faults: Faults) -> None:
    if name in found.given:
        faults.add("prose-attribute", inner, f"`{name}` is given twice", "Keep one of the two.")
    elif not quoted and name != "list":
        faults.add("prose-attribute", inner, f"`{name}=` is not in quotes", f'Write {name}="{text}".')
    elif not text.strip():
        faults.add(
            "prose-attribute",
            inner,
            f"`{name}=` is empty",
            "Write its words between the quotes, or delete it.",
        )
    else:
        left = len(text) - len(text.lstrip())
        place = Span(inner.file, inner.line, inner.column + left, max(1, len(text.strip())))
        found.given[name] = (text.strip(), place)


def _not_allowed(name: str, place: Span, faults: Faults, allowed: tuple[str, ...]) -> None:
    if name == "#":
        faults.add(
            "prose-attribute",
            place,
            "an anchor cannot stand here",
            "Only provisions, Parts and terms have anchors.",
        )
        return
    close = nearest(name, [known for known in allowed if known != "#"])
    hint = f"Did you mean `{close}`?" if close else "Delete it."
    faults.add("prose-attribute", place, f"no attribute `{name}` can stand here", hint)
