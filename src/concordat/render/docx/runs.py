"""The one builder of runs: every word of an agreement that reaches a Word file passes here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlsplit

from concordat.language.identity import bookmark_name
from concordat.model.tree import BlankText, Inline, Reference, Unresolved, WebLink
from concordat.render.docx.markup import character_style, escape, run
from concordat.render.docx.markup import field as word_field
from concordat.render.docx.references import Numbered, pieces
from concordat.render.docx.tracked import Marker

_SCHEMES = ("http", "https", "mailto")


@dataclass(slots=True)
class Links:
    """The addresses that an agreement links to, each with its relationship id."""

    ids: dict[str, str] = field(default_factory=dict)

    def id_of(self, address: str) -> str:
        """The relationship id of an address."""
        return self.ids.setdefault(address, f"link{len(self.ids) + 1}")


@dataclass(frozen=True, slots=True)
class Targets:
    """What references lead to: the places that have a number, and for each identity that has a bookmark whose that is."""

    places: Mapping[str, Numbered]
    bookmarks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Made:
    """Runs, and the beginning of the link that they stand in, if they do."""

    runs: str
    link: str = ""


@dataclass(slots=True)
class Runs:
    """Builds runs: `ids` are style ids by name, `targets` what references lead to, `older` what those that are gone led to."""

    ids: Mapping[str, str]
    targets: Targets
    older: Targets
    links: Links
    marker: Marker

    def of(self, inlines: Iterable[Inline], properties: str = "") -> str:
        """The inlines as runs; plain words that follow one another are one run, and what bears one mark is in one."""
        found: list[str] = []
        for kind, stretch in groupby(inlines, key=lambda inline: self.marker.kind(inline.mark)):
            for link, made in groupby(self._made(stretch, properties), key=lambda one: one.link):
                marked = self.marker.runs("".join(one.runs for one in made), kind)
                found.append(f"{link}{marked}</w:hyperlink>" if link else marked)
        return "".join(found)

    def words(self, plain: str, redlined: Iterable[Inline] | None, properties: str = "") -> str:
        """Words that are no inlines of their own, as `redlined` has them with marks where it has any."""
        return self.of(redlined, properties) if redlined else self.tracked(run(plain, properties))

    def tracked(self, runs: str) -> str:
        """Runs of the block that is being written, under its mark."""
        return self.marker.runs(runs, self.marker.kind())

    def _made(self, inlines: Iterable[Inline], properties: str) -> Iterator[_Made]:
        words: list[str] = []
        for inline in inlines:
            made = self._special(inline, properties)
            if made is None:
                words.append(inline.text)
                continue
            yield _Made(run("".join(words), properties))
            words.clear()
            yield made
        yield _Made(run("".join(words), properties))

    def _special(self, inline: Inline, properties: str) -> _Made | None:
        """An inline that is more than words, as runs; None for words."""
        if isinstance(inline, Reference):
            mark = self.marker.mark or inline.mark
            gone = mark is not None and mark.gone
            return self._reference(inline, properties, self.older if gone else self.targets)
        if isinstance(inline, BlankText):
            return _Made(run(inline.text, character_style(self.ids["Blank"]) + properties))
        if isinstance(inline, Unresolved):
            return _Made(run(inline.text, character_style(self.ids["Unresolved"]) + properties))
        if isinstance(inline, WebLink):
            return self._web_link(inline, properties)
        return None

    def _reference(self, reference: Reference, properties: str, targets: Targets) -> _Made | None:
        found = pieces(reference, targets.places)
        marks = targets.bookmarks
        if found is not None and all(p.number_of is None or p.number_of in marks for p in found):
            fields = (
                word_field(_number_of(piece.number_of, targets), piece.text, properties)
                if piece.number_of is not None
                else run(piece.text, properties)
                for piece in found
            )
            return _Made("".join(fields))
        if reference.target in marks:
            name = bookmark_name(marks[reference.target])
            return _Made(run(reference.text, properties), _link_to(name))
        return None

    def _web_link(self, link: WebLink, properties: str) -> _Made | None:
        if urlsplit(link.address).scheme.lower() not in _SCHEMES:
            return None
        shown = run(link.text, character_style(self.ids["Hyperlink"]) + properties)
        return _Made(shown, f'<w:hyperlink r:id="{self.links.id_of(link.address)}" w:history="1">')


def _number_of(identity: str, targets: Targets) -> str:
    """The field that gives a place's number: the list's, or the words under the bookmark where it is typed."""
    name = bookmark_name(targets.bookmarks[identity])
    if targets.places[identity].typed:  # the words without the look that they have there
        return f"REF {name} \\h \\* CHARFORMAT"
    return f"REF {name} \\n \\h"


def _link_to(bookmark: str) -> str:
    return f'<w:hyperlink w:anchor="{escape(bookmark)}" w:history="1">'


def link_inside(bookmark: str, runs: str) -> str:
    """Runs that lead to a bookmark of the same file."""
    return f"{_link_to(bookmark)}{runs}</w:hyperlink>"
