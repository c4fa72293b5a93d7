"""The text of a paragraph of a Word file, by a list of what may stand in it; nothing else is passed over in silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

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
    """Reads paragraphs in order; a field may run over several. `complain` is told what cannot be read."""

    complain: Callable[[str, etree._Element], None]
    hidden: frozenset[str]
    references: list[tuple[str, str]] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def read(self, paragraph: etree._Element) -> Text:
        """The text of one paragraph."""
        text = Text()
        marks = paragraph.find(f"{W}pPr/{W}rPr")
        for name in ("ins", "del", "moveFrom", "moveTo"):
            if marks is not None and marks.find(W + name) is not None:
                self.complain("a tracked change of a paragraph's end", paragraph)
        for child in paragraph:
            self._read(child, text)
        return text

    def _read(self, element: etree._Element, text: Text) -> None:
        tag = element.tag
        if tag in _SILENT:
            return
        if tag == W + "r" and self._is_hidden(element):
            self.complain("hidden text", element)
        if tag == W + "fldSimple":
            self._known(element.get(W + "instr", ""), element)
        if tag in _TRANSPARENT:
            for child in element:
                self._read(child, text)
        elif tag == W + "t":
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
        elif tag == W + "instrText":
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
        found += "".join(text.text or "" for text in element.iter(W + "t"))
    return ""
