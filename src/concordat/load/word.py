"""Reading the Word view back: the only reader of the bytes of a Word file (design section 6; ECMA-376 Part 1).

It reads what the file prints, from the raw XML and by a list of what may stand there: an element with words that is
not on the list is named and never passed over. Numbers are worked out from the numbering part, as Word does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from concordat.language.identity import APPARATUS
from concordat.language.parts import PartsError, open_parts, relationships, safe_xml
from concordat.language.sides import Side
from concordat.load.view import ViewReading
from concordat.load.word_numbering import Numbering, NumberingError, W, value
from concordat.load.word_text import RANGES, TextReader, typed_label

_DOCUMENT = "word/document.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SILENT = frozenset(
    W + name for name in ("sectPr", "bookmarkStart", "bookmarkEnd", "proofErr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr")
)  # fmt: skip
_TRANSPARENT = frozenset(W + name for name in ("sdt", "sdtContent", "tbl", "tr", "tc"))
_LINKED = frozenset(("hyperlink",))


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A bookmarked place: its bookmark, the label that prints before it, and its text."""

    bookmark: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class WordReference:
    """A reference to a number: the bookmark it points to, the number it prints, and the one that its target prints."""

    bookmark: str
    printed: str
    label: str


@dataclass(frozen=True, slots=True)
class WordReading(ViewReading):
    """What a Word file prints.

    `places` are the bookmarked paragraphs, `references` the fields that print a number, `apparatus` what is printed
    and is no word of the agreement (cover, notes of the foot). `faults` says what could not be read; a file that
    has any has no words, so that it is never taken for a whole one.
    """

    places: tuple[WordPlace, ...] = ()
    references: tuple[WordReference, ...] = ()
    apparatus: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def read_word(data: bytes, side: Side | None = None) -> WordReading:
    """What a Word file prints; for what is no sound Word file, the reason in `faults` and nothing else.

    With a side, tracked changes are read as all accepted or all rejected, which must then be of whole words or of whole
    paragraphs and rows; without one they are faults. On either side the contents and the numbers that references print
    are those of the newer text, but the labels are those of the side.
    """
    try:
        return _Reading(open_parts(data), side).read()
    except (PartsError, NumberingError) as fault:
        return WordReading((), faults=(str(fault),))


@dataclass(slots=True)
class _Found:
    words: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    places: list[WordPlace] = field(default_factory=list)
    apparatus: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class _Reading:
    """The reading of one file."""

    def __init__(self, parts: Mapping[str, bytes], side: Side | None = None) -> None:
        self._parts = parts
        self._related = relationships(parts, _DOCUMENT)
        self._found = _Found()
        self._part = _DOCUMENT
        styles = self._related_root("styles")
        self._styles = (
            {s.get(W + "styleId", ""): s for s in styles.iter(W + "style")} if styles is not None else {}
        )
        self._default = next(
            (
                i
                for i, s in self._styles.items()
                if s.get(W + "type") == "paragraph" and s.get(W + "default") == "1"
            ),
            "",
        )
        self._numbering = Numbering(self._related_root("numbering"))
        hidden = frozenset(i for i, s in self._styles.items() if s.find(f"{W}rPr/{W}vanish") is not None)
        self._text = TextReader(self._complain, hidden, side)

    def read(self) -> WordReading:
        """Every part that prints, in order."""
        self._outside()
        root = safe_xml(self._parts[_DOCUMENT], _DOCUMENT)
        body = root.find(W + "body")
        if body is None:
            raise PartsError(
                "the file is damaged, or in the strict form: save it as an ordinary Word document"
            )
        for child in body:
            self._block(child, self._paragraph)
        self._running_lines(root)
        found = self._found
        label_of = {place.bookmark: place.label for place in found.places}
        references = tuple(
            WordReference(bookmark, printed, label_of.get(bookmark, ""))
            for bookmark, printed in self._text.references
        )
        return WordReading(
            () if found.faults else tuple(found.words),
            tuple(found.labels),
            tuple(found.contents),
            tuple(dict.fromkeys(found.running)),
            tuple(found.pages),
            tuple(found.places),
            references,
            tuple(found.apparatus),
            tuple(found.faults),
        )

    def _related_root(self, kind: str) -> etree._Element | None:
        for sort, target, external in self._related.values():
            if sort == kind and not external and target in self._parts:
                return safe_xml(self._parts[target], target)
        return None

    def _complain(self, words: str, element: etree._Element) -> None:
        self._found.faults.append(f"{self._part}:{element.sourceline}: the file holds {words}")

    def _outside(self) -> None:
        """Whatever leads out of the file, but links that a reader may follow."""
        for part in sorted(self._parts):
            for kind, target, external in relationships(self._parts, part).values():
                if external and kind not in _LINKED:
                    self._found.faults.append(f"{part}: the file is linked to {target} ({kind})")

    def _block(self, element: etree._Element, paragraph: Callable[[etree._Element], None]) -> None:
        if element.tag == W + "p":
            if self._text.side is not None and self._text.gone(element, "pPr/rPr"):
                self._text.read(element)
            else:
                paragraph(element)
        elif element.tag in _TRANSPARENT:
            if element.tag == W + "tr" and self._text.gone(element, "trPr"):
                return
            within = self._apparatus if _is_apparatus(element) else paragraph
            for child in element:
                self._block(child, within)
        elif element.tag not in _SILENT and not (self._text.side is not None and element.tag in RANGES):
            self._complain(f"“{etree.QName(element).localname}”, which we do not read", element)

    def _chain(self, identity: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while identity in self._styles and identity not in seen:
            seen.add(identity)
            yield self._styles[identity]
            identity = value(self._styles[identity], "basedOn")

    def _style(self, paragraph: etree._Element) -> tuple[str, str]:
        """The id of a paragraph's style, and its name in small letters."""
        identity = value(paragraph.find(W + "pPr"), "pStyle", self._default)
        return identity, value(self._styles.get(identity), "name").lower()

    def _label(self, paragraph: etree._Element, style: str) -> str:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        holders = [own, *(s.find(f"{W}pPr/{W}numPr") for s in self._chain(style))]
        number = next((value(h, "numId") for h in holders if value(h, "numId")), "")
        if number in ("", "0"):
            return ""
        place = value(own, "ilvl") or str(self._numbering.level_of_style(number, style))
        return " ".join(self._numbering.label(number, int(place)).split())

    def _paragraph(self, paragraph: etree._Element) -> None:
        """A paragraph of the page: words, an entry of the contents, or apparatus, as its style says."""
        style, name = self._style(paragraph)
        text = self._text.read(paragraph)
        typed = typed_label(paragraph)
        shown = text.shown.removeprefix(typed)
        label = " ".join(typed.split()) or self._label(paragraph, style)
        pieces = [" ".join(piece.split()) for piece in shown.split("\t")]
        whole = " ".join(filter(None, pieces))
        found = self._found
        found.places.extend(WordPlace(bookmark, label, whole) for bookmark in text.bookmarks)
        if label:
            found.labels.append(label)
        if name.startswith("cover") or name == "toc heading":
            found.apparatus.extend(filter(None, pieces))
        elif name.startswith("toc "):
            found.contents.append(" ".join(filter(None, pieces[:-1])))
            found.pages.append(pieces[-1])
        elif name == "signature line":
            found.words.extend(filter(None, pieces))
        elif whole:
            found.words.append(whole)

    def _apparatus(self, paragraph: etree._Element) -> None:
        """A paragraph of what shows the status of the version: nothing in it is a word, a label or an entry."""
        pieces = self._text.read(paragraph).shown.split("\t")
        self._found.apparatus.extend(filter(None, (" ".join(piece.split()) for piece in pieces)))

    def _running_lines(self, root: etree._Element) -> None:
        """The running lines of every section: headers first, then footers, as the file has them."""
        for kind in ("header", "footer"):
            ids = [reference.get(_ID, "") for reference in root.iter(f"{W}{kind}Reference")]
            for part in dict.fromkeys(
                self._related[identity][1] for identity in ids if identity in self._related
            ):
                self._part = part
                if part not in self._parts:
                    raise PartsError(f"the file is damaged: the part {part} is missing")
                for child in safe_xml(self._parts[part], part):
                    self._block(child, self._running_line)

    def _running_line(self, paragraph: etree._Element) -> None:
        """A line in the style Header or Footer is a running line up to its first tab; all else there is apparatus."""
        _, name = self._style(paragraph)
        first, *others = [" ".join(piece.split()) for piece in self._text.read(paragraph).shown.split("\t")]
        if name in ("header", "footer"):
            self._found.running.extend(filter(None, (first,)))
        else:
            others.insert(0, first)
        self._found.apparatus.extend(filter(None, others))


def _is_apparatus(element: etree._Element) -> bool:
    """Whether an element is a content control that says that all in it is apparatus."""
    return element.tag == W + "sdt" and value(element.find(W + "sdtPr"), "tag") == APPARATUS
