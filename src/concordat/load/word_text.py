"""The text of a paragraph of a Word file, by a list of what may stand in it; nothing else is passed over in silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from concordat.language.sides import Side
from concordat.load.word_numbering import W, value

FIELDS = frozenset(("REF", "PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "HYPERLINK"))
"""The fields that a file of ours, or its house, may hold."""

_SILENT = frozenset(
    W + name
    for name in (
        "pPr",
        "rPr",
        "proofErr",
        "bookmarkEnd",
        "lastRenderedPageBreak",
        "softHyphen",
        "sdtPr",
        "sdtEndPr",
    )
)
_TRANSPARENT = frozenset(
    W + name for name in ("r", "hyperlink", "sdt", "sdtContent", "smartTag", "fldSimple")
)
_BLANKS = frozenset((W + "br", W + "cr"))
RANGES = frozenset(W + f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End"))
"""The beginnings and ends of moves."""

_SIDE_OF = MappingProxyType(
    {
        W + "ins": Side.ACCEPTED,
        W + "moveTo": Side.ACCEPTED,
        W + "del": Side.REJECTED,
        W + "moveFrom": Side.REJECTED,
    }
)
"""The side of which what bears a tracked change is."""
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class Text:
    """What a paragraph prints, tabs as tabs, and the bookmarks that begin in it."""

    shown: str = ""
    bookmarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: str = ""
    open: bool = False  # past its separator: what follows is printed


@dataclass(slots=True)
class TextReader:
    """Reads paragraphs in order; a field may run over several. `complain` is told what cannot be read.

    With a side, tracked changes are read as all accepted or all rejected; without one they cannot be read.
    """

    complain: Callable[[str, etree._Element], None]
    hidden: frozenset[str]
    side: Side | None = None
    references: list[tuple[str, str]] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def read(self, paragraph: etree._Element) -> Text:
        """The text of one paragraph."""
        text = Text()
        gone = self.gone(paragraph, "pPr/rPr")
        for child in paragraph:
            self._read(child, text)
        if gone and text.shown:
            self.complain("words whose paragraph goes without them", paragraph)
        return text

    def gone(self, element: etree._Element, within: str) -> bool:
        """Whether a paragraph or a row is not of this side, by the mark that stands in these properties of it."""
        path = "/".join(W + name for name in within.split("/"))
        marks = [mark.tag for mark in element.iterfind(f"{path}/*") if mark.tag in _SIDE_OF]
        if marks and self.side is None:
            what = "a row" if element.tag == W + "tr" else "a paragraph's end"
            self.complain(f"a tracked change of {what}", element)
        return self.side is not None and any(_SIDE_OF[mark] is not self.side for mark in marks)

    def _read(self, element: etree._Element, text: Text) -> None:
        tag = element.tag
        if tag in _SILENT or (self.side is not None and tag in RANGES):
            return
        if self.side is not None and tag in _SIDE_OF:
            for child in element if _SIDE_OF[tag] is self.side else ():
                self._read(child, text)
            return
        if tag == W + "r" and self._is_hidden(element):
            self.complain("hidden text", element)
        if tag == W + "fldSimple":
            self._known(element.get(W + "instr", ""), element)
        if tag in _TRANSPARENT:
            for child in element:
                self._read(child, text)
        elif tag == W + "t" or (self.side is not None and tag == W + "delText"):
            self._print(element.text or "", text)
        elif tag == W + "tab":
            self._print("\t", text)
        elif tag == W + "noBreakHyphen":
            self._print("\u2011", text)
        elif tag in _BLANKS:
            self._print(" ", text)
        elif tag == W + "bookmarkStart":
            text.bookmarks.append(element.get(W + "name", ""))
        elif tag == W + "fldChar":
            self._mark(element)
        elif tag == W + "instrText" or (self.side is not None and tag == W + "delInstrText"):
            if self._fields and not self._fields[-1].open:
                self._fields[-1].instruction += element.text or ""
            else:
                self.complain("the code of a field outside a field", element)
        elif not (tag == W + "drawing" and next(element.iter(W + "t", W + "txbxContent"), None) is None):
            self.complain(f"“{etree.QName(element).localname}”, which we do not read", element)

    def _print(self, words: str, text: Text) -> None:
        """Words that the page shows, unless they stand in the code of a field."""
        if any(not one.open for one in self._fields):
            return
        text.shown += words
        for one in self._fields:
            one.result += words

    def _mark(self, element: etree._Element) -> None:
        match element.get(W + "fldCharType"):
            case "begin":
                self._fields.append(_Field())
                if element.get(W + "dirty", "0") not in _OFF:
                    self.complain("a field that asks to be updated", element)
            case "separate" if self._fields:
                self._fields[-1].open = True
            case "end" if self._fields:
                ended = self._fields.pop()
                words = self._known(ended.instruction, element)
                if words[:1] == ["REF"] and len(words) > 1:
                    self.references.append((words[1], " ".join(ended.result.split())))
            case _:
                self.complain("a field that is not whole", element)

    def _known(self, instruction: str, element: etree._Element) -> list[str]:
        words = instruction.split()
        if not words or words[0].upper() not in FIELDS:
            self.complain(f"the field “{instruction.strip()}”, which we do not read", element)
        return words

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = run.find(W + "rPr")
        if properties is None:
            return False
        vanish = properties.find(W + "vanish")
        shown = vanish is None or vanish.get(W + "val", "1") in _OFF
        return not shown or value(properties, "rStyle") in self.hidden


def typed_label(paragraph: etree._Element) -> str:
    """The label that is typed in a paragraph taken out of its list: the words under its first bookmark, else nothing."""
    own = paragraph.find(f"{W}pPr/{W}numPr")
    start = paragraph.find(f"{W}bookmarkStart")
    if own is None or value(own, "numId") != "0" or start is None:
        return ""
    found = ""
    for element in start.itersiblings():
        if element.tag == W + "bookmarkEnd":
            return found
        found += "".join(text.text or "" for text in element.iter(W + "t", W + "delText"))
    return ""
