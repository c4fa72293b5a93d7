"""Reading the HTML view back: the words, labels, contents and running lines that the page shows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from concordat.language.sides import Side
from concordat.load.view import ViewReading

_BLOCKS = frozenset(
    "body header main section nav footer div ol ul li dl dt dd p h1 h2 h3 h4 h5 h6 table caption colgroup col thead "
    "tbody tfoot tr th td br hr".split()
)
"""The elements at whose edges a text ends; every other element stands within a text."""

_SILENT = frozenset(("head", "style", "script", "template", "title"))

_DROPPED = {Side.ACCEPTED: "del", Side.REJECTED: "ins"}
"""The elements of a redline that are no part of the text of a side."""


def read_html(page: str, side: Side | None = None) -> ViewReading:
    """What the page shows, as a program reads it that knows its landmarks and classes; an empty page shows nothing.

    Labels are what bears the class `label`; the class `apparatus` marks what shows the status of the version and is
    no part of the words; the contents are the page's navigation. `side` reads one of the two texts of a redline: what
    the other alone has is left out; without it both are read as they stand.
    """
    try:
        parser = html.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
        root = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return ViewReading(())
    if side is not None:
        for dropped in list(root.iter(_DROPPED[side])):
            assert isinstance(dropped, html.HtmlElement)
            dropped.drop_tree()
    found = _Reader()
    found.read(root)
    found.end()
    return ViewReading(tuple(found.words), tuple(found.labels), tuple(_contents(root)), tuple(_running(root)))


class _Reader:
    """Collects texts and labels in the order of the page, or of a part of it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.labels: list[str] = []
        self._text: list[str] = []

    def read(self, element: html.HtmlElement) -> None:
        """Read an element and what stands in it, but not what follows it."""
        classes = element.classes
        if element.tag == "span" and "apparatus" in classes:
            return  # beside words, and within their text
        if (
            element.tag in _SILENT
            or element.tag == "nav"
            or "apparatus" in classes
            or "hidden" in element.attrib
        ):
            self.end()
        elif "label" in classes:
            self.labels.extend(filter(None, [_text(element)]))
        else:
            block = element.tag in _BLOCKS
            if block:
                self.end()
            self._text.append(element.text or "")
            for child in element:
                self.read(child)
                self._text.append(child.tail or "")
            if block:
                self.end()

    def end(self) -> None:
        """End the text that is being read, and keep it if it says anything."""
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if text:
            self.words.append(text)


def _text(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _contents(root: html.HtmlElement) -> Iterator[str]:
    for link in root.iterfind(".//nav//a"):
        yield _text(link)


def _running(root: html.HtmlElement) -> Iterator[str]:
    for line in root.iterfind(".//footer/p[@class='running']"):
        reader = _Reader()
        reader.read(line)
        yield from reader.words
