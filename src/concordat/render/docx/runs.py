"""The one builder of runs: every word of an agreement that reaches a Word file passes here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from concordat.language.identity import bookmark_name
from concordat.model.tree import BlankText, Inline, Reference, Unresolved, WebLink
from concordat.render.docx.markup import character_style, escape, run
from concordat.render.docx.markup import field as word_field
from concordat.render.docx.references import Numbered, pieces

_SCHEMES = ("http", "https", "mailto")


@dataclass(slots=True)
class Links:
    """The addresses that an agreement links to, each with its relationship id."""

    ids: dict[str, str] = field(default_factory=dict)

    def id_of(self, address: str) -> str:
        """The relationship id of an address."""
        return self.ids.setdefault(address, f"link{len(self.ids) + 1}")


@dataclass(slots=True)
class Runs:
    """Builds runs: `ids` are style ids by name, `places` what has a number, `bookmarks` the identities that have one."""

    ids: Mapping[str, str]
    places: Mapping[str, Numbered]
    bookmarks: Collection[str]
    links: Links

    def of(self, inlines: Iterable[Inline], properties: str = "") -> str:
        """The inlines as runs; plain words that follow one another are one run."""
        found: list[str] = []
        words: list[str] = []
        for inline in inlines:
            made = self._special(inline, properties)
            if made is None:
                words.append(inline.text)
                continue
            found.append(run("".join(words), properties))
            words.clear()
            found.append(made)
        found.append(run("".join(words), properties))
        return "".join(found)

    def _special(self, inline: Inline, properties: str) -> str | None:
        """An inline that is more than words, as runs; None for words."""
        if isinstance(inline, Reference):
            return self._reference(inline, properties)
        if isinstance(inline, BlankText):
            return run(inline.text, character_style(self.ids["Blank"]) + properties)
        if isinstance(inline, Unresolved):
            return run(inline.text, character_style(self.ids["Unresolved"]) + properties)
        if isinstance(inline, WebLink):
            return self._web_link(inline, properties)
        return None

    def _reference(self, reference: Reference, properties: str) -> str | None:
        found = pieces(reference, self.places)
        if found is not None and all(p.number_of is None or p.number_of in self.bookmarks for p in found):
            return "".join(
                word_field(self._number_of(piece.number_of), piece.text, properties)
                if piece.number_of is not None
                else run(piece.text, properties)
                for piece in found
            )
        if reference.target in self.bookmarks:
            return link_inside(bookmark_name(reference.target), run(reference.text, properties))
        return None

    def _number_of(self, identity: str) -> str:
        """The field that gives a place's number: the list's, or the words under the bookmark where it is typed."""
        name = bookmark_name(identity)
        if self.places[identity].typed:  # the words without the look that they have there
            return f"REF {name} \\h \\* CHARFORMAT"
        return f"REF {name} \\n \\h"

    def _web_link(self, link: WebLink, properties: str) -> str | None:
        if urlsplit(link.address).scheme.lower() not in _SCHEMES:
            return None
        shown = run(link.text, character_style(self.ids["Hyperlink"]) + properties)
        return f'<w:hyperlink r:id="{self.links.id_of(link.address)}" w:history="1">{shown}</w:hyperlink>'


def link_inside(bookmark: str, runs: str) -> str:
    """Runs that lead to a bookmark of the same file."""
    return f'<w:hyperlink w:anchor="{escape(bookmark)}" w:history="1">{runs}</w:hyperlink>'
