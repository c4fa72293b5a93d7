"""Accepts and rejects all tracked changes of a Word file by the rules of ECMA-376 Part 1, 17.13.5, and tells what a file says.

It judges what is written, so it imports nothing of what writes. What it knows of our files is how the house names the
styles of what is apparatus, and the tag of its content control.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WRAPPERS = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
"""The elements that mark runs, the end of a paragraph or a row."""

RANGES = frozenset(W + f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End"))
_GONE = {True: frozenset((W + "del", W + "moveFrom")), False: frozenset((W + "ins", W + "moveTo"))}
"""What goes when all is accepted, and when all is rejected."""

_STORIES = frozenset(W + name for name in ("document", "hdr", "ftr", "footnotes", "endnotes"))
_PLAIN = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}
_MARKS = frozenset(W + name for name in ("bookmarkStart", "bookmarkEnd", "proofErr")) | RANGES


def stories(data: bytes) -> dict[str, etree._Element]:
    """The parts of a file that hold text, parsed, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {
            name: etree.fromstring(archive.read(name))
            for name in sorted(archive.namelist())
            if name.startswith("word/") and name.endswith(".xml")
        }
    return {name: root for name, root in found.items() if root.tag in _STORIES}


def accept_all(data: bytes) -> bytes:
    """The file with every tracked change accepted."""
    return _resolved(data, accept=True)


def reject_all(data: bytes) -> bytes:
    """The file with every tracked change rejected."""
    return _resolved(data, accept=False)


def _resolved(data: bytes, accept: bool) -> bytes:
    roots = stories(data)
    for root in roots.values():
        _resolve(root, _GONE[accept])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = (
                etree.tostring(roots[name], xml_declaration=True, encoding="UTF-8", standalone=True)
                if name in roots
                else old.read(name)
            )
            new.writestr(name, text)
    return made.getvalue()


def _resolve(root: etree._Element, gone: frozenset[str]) -> None:
    """Resolve every mark of a part: rows, then runs, then the ends of paragraphs."""
    for row in list(root.iter(W + "tr")):
        marks = [mark for mark in row.iterfind(f"{W}trPr/*") if mark.tag in WRAPPERS]
        if any(mark.tag in gone for mark in marks):
            _remove(row)
        for mark in marks:
            _remove(mark)
    for table in list(root.iter(W + "tbl")):
        if table.find(W + "tr") is None:
            _remove(table)
    for element in list(root.iter(*WRAPPERS)):
        if not _marks_an_end(element):
            _remove(element) if element.tag in gone else _unwrap(element)
    for element in list(root.iter(*RANGES)):
        _remove(element)
    for element in root.iter(*_PLAIN):
        element.tag = _PLAIN[element.tag]
    for link in list(root.iter(W + "hyperlink")):
        if len(link) == 0:
            _remove(link)
    for paragraph in list(root.iter(W + "p")):
        marks = [mark for mark in paragraph.iterfind(f"{W}pPr/{W}rPr/*") if mark.tag in WRAPPERS]
        ended = any(mark.tag in gone for mark in marks)
        for mark in marks:
            _remove(mark)
        if ended:
            _join_to_next(paragraph)


def _marks_an_end(element: etree._Element) -> bool:
    """Whether a mark stands in the properties of a paragraph's end or of a row, and wraps no runs."""
    holder = element.getparent()
    return holder is not None and holder.tag in (W + "rPr", W + "trPr")


def _remove(element: etree._Element) -> None:
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)


def _unwrap(element: etree._Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _join_to_next(paragraph: etree._Element) -> None:
    """Take away the end of a paragraph: what it holds goes to the beginning of the next, which keeps its own properties.

    Where no paragraph follows (a table does, or nothing), one that holds nothing goes, if it is not the last of what
    must end with one: the text, a cell, a header. One that holds something stays.
    """
    content = [child for child in paragraph if child.tag != W + "pPr"]
    empty = all(child.tag in _MARKS for child in content)
    following = next((one for one in paragraph.itersiblings() if one.tag not in _MARKS), None)
    while following is not None and following.tag in (W + "sdt", W + "sdtContent"):
        inner = following.find(W + "sdtContent") if following.tag == W + "sdt" else following
        following = next((one for one in inner if one.tag not in _MARKS), None)
    if following is not None and following.tag == W + "p":
        if not empty:
            at = 1 if following.find(W + "pPr") is not None else 0
            for place, child in enumerate(content, start=at):
                following.insert(place, child)
        _remove(paragraph)
    elif empty and following is not None and following.tag == W + "tbl":
        _remove(paragraph)


@dataclass(frozen=True)
class Told:
    """A paragraph: its style, its list and level where it is numbered, what it says, and where it stands.

    `words` are stretches of one look, with the look (character style, other properties, where a link leads); `place`
    is the table, row and cell, each from 0, or empty.
    """

    style: str
    numbered: tuple[str, int] | None
    words: tuple[tuple[str, str], ...]
    place: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(words for _, words in self.words)


def told(data: bytes, names: Mapping[str, str] | None = None) -> dict[str, tuple[Told, ...]]:
    """What each part of a file says, paragraph by paragraph.

    A field that refers to a place is told as the bookmark that it leads to, for its result is worked out anew (and so
    are the numbers in a link of words, which are told as none); `names`
    gives another name of a bookmark, where a place has another identity in the other file. Left out are the contents and
    what shows the status of the version, the ends of sections, and labels, which lists count and few are typed.
    """
    teller = _Teller(data, names or {})
    return {name: tuple(teller.part(name, root)) for name, root in stories(data).items()}


def words(data: bytes) -> dict[str, list[str]]:
    """The words alone of each part, a text for each paragraph that holds any."""
    return {name: [one.text for one in found if one.text] for name, found in told(data).items()}


@dataclass
class _Field:
    instruction: str = ""
    result: bool = False


@dataclass
class _Teller:
    """Tells of one file."""

    data: bytes
    names: Mapping[str, str]
    _fields: list[_Field] = field(default_factory=list)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            listed = archive.namelist()
            styles = etree.fromstring(archive.read("word/styles.xml"))
            numbering = (
                etree.fromstring(archive.read("word/numbering.xml"))
                if "word/numbering.xml" in listed
                else None
            )
            self._related = {
                name: {one.get("Id"): one.get("Target") for one in etree.fromstring(archive.read(name))}
                for name in listed
                if name.endswith(".rels")
            }
        self._styles = {one.get(W + "styleId"): one for one in styles.iter(W + "style")}
        lists = list(numbering) if numbering is not None else []
        self._lists = {
            one.get(W + "numId"): _value(one, "abstractNumId") for one in lists if one.tag == W + "num"
        }
        self._bound = {
            (one.get(W + "abstractNumId"), _value(level, "pStyle")): int(level.get(W + "ilvl"))
            for one in lists
            for level in one.iterfind(W + "lvl")
        }

    def part(self, name: str, root: etree._Element) -> Iterator[Told]:
        folder, file = posixpath.split(name)
        self._links = self._related.get(posixpath.join(folder, "_rels", f"{file}.rels"), {})
        self._tables = -1
        self._fields = []
        holder = root.find(W + "body") if root.tag == W + "document" else root
        yield from self._blocks(holder, ())

    def _blocks(self, holder: etree._Element, place: tuple[int, ...]) -> Iterator[Told]:
        before = None
        rows = 0
        for block in holder:
            if block.tag == W + "p":
                yield from self._paragraph(block, place)
            elif block.tag == W + "tbl":
                # Two tables of one style between which nothing stands are one.
                if before is None or before.tag != W + "tbl" or _style(before) != _style(block):
                    self._tables, rows = self._tables + 1, 0
                for row in block.iterfind(W + "tr"):
                    for number, cell in enumerate(row.iterfind(W + "tc")):
                        yield from self._blocks(cell, (*place, self._tables, rows, number))
                    rows += 1
            elif block.tag == W + "sdt" and not _left_out(block):
                yield from self._blocks(block.find(W + "sdtContent"), place)
            if block.tag not in _MARKS:
                before = block

    def _paragraph(self, paragraph: etree._Element, place: tuple[int, ...]) -> Iterator[Told]:
        identity = _value(paragraph.find(W + "pPr"), "pStyle")
        style = _value(self._styles.get(identity), "name")
        own = paragraph.find(f"{W}pPr/{W}numPr")
        numbered, typed = self._numbered(identity, own)
        found = list(self._runs(paragraph, ""))
        if typed:
            found = found[_length_of_label(paragraph) :]
        if style.lower() in ("header", "footer"):
            found = found[: next((at for at, (char, _) in enumerate(found) if char == "\t"), len(found))]
        stretches = tuple(_stretches(found))
        left_out = (
            style == "Footer note"
            or style.startswith("Cover")
            or (style == "Section break" and not stretches)
        )
        if not left_out:
            yield Told(style, numbered, stretches, place)

    def _numbered(self, identity: str, own: etree._Element | None) -> tuple[tuple[str, int] | None, bool]:
        """The list and level of a paragraph, and whether its label is typed, so that it is out of the list of its style."""
        number, level = _value(own, "numId"), _value(own, "ilvl")
        typed = number == "0"
        style, seen = identity, set()
        while number in ("", "0") and style in self._styles and style not in seen:
            seen.add(style)
            number = _value(self._styles[style].find(f"{W}pPr/{W}numPr"), "numId")
            style = _value(self._styles[style], "basedOn")
        if number in ("", "0"):
            return None, typed
        listed = self._lists.get(number, "")
        bound = self._bound.get((listed, identity), 0)
        return (listed, bound if typed or not level else int(level)), typed

    def _runs(self, element: etree._Element, look: str) -> Iterator[tuple[str, str]]:
        """Each character that shows, with its look; a reference as one."""
        for child in element:
            if child.tag == W + "hyperlink":
                anchor = child.get(W + "anchor")
                target = (
                    self.names.get(anchor, anchor) if anchor else self._links.get(child.get(R + "id"), "")
                )
                linked = list(self._runs(child, f"{look}→{target} "))
                yield from _numberless(linked) if anchor else linked
            elif child.tag == W + "r":
                properties = child.find(W + "rPr")
                own = "".join(map(_shown, properties if properties is not None else ()))
                yield from self._run(child, look + own)
            elif child.tag not in (W + "pPr", W + "sdtPr", W + "sdtEndPr"):
                yield from self._runs(child, look)

    def _run(self, run: etree._Element, look: str) -> Iterator[tuple[str, str]]:
        for child in run:
            hidden = bool(self._fields)
            if child.tag == W + "fldChar":
                match child.get(W + "fldCharType"):
                    case "begin":
                        self._fields.append(_Field())
                    case "separate":
                        self._fields[-1].result = True
                    case "end":
                        code = self._fields.pop().instruction.split()
                        name = code[1] if code[0] == "REF" else ""
                        yield f"⟦{self.names.get(name, name) or code[0]}⟧", look
            elif child.tag == W + "instrText":
                self._fields[-1].instruction += child.text or ""
            elif child.tag == W + "t" and not hidden:
                yield from ((char, look) for char in child.text or "")
            elif child.tag == W + "tab" and not hidden:
                yield "\t", look
            elif child.tag in (W + "br", W + "cr") and not hidden:
                yield " ", look


def _value(element: etree._Element | None, name: str) -> str:
    child = element.find(W + name) if element is not None else None
    return child.get(W + "val", "") if child is not None else ""


def _style(table: etree._Element) -> str:
    return _value(table.find(W + "tblPr"), "tblStyle")


def _left_out(control: etree._Element) -> bool:
    """Whether a content control holds the contents, or what shows the status of the version."""
    properties = control.find(W + "sdtPr")
    return _value(properties, "tag") == "apparatus" or properties.find(W + "docPartObj") is not None


def _shown(property_: etree._Element) -> str:
    """A property of a run in short."""
    given = ",".join(f"{key.rpartition('}')[2]}={value}" for key, value in sorted(property_.attrib.items()))
    return f"{etree.QName(property_).localname}({given}) "


_PLACED = re.compile(r"\b(Part|Schedule) [0-9A-Z]+")


def _numberless(found: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The words of a link inside the file, without the numbers of Parts and Schedules: those too are worked out anew."""
    text = "".join(char for char, _ in found)
    yield from ((char, found[0][1]) for char in _PLACED.sub(r"\1 #", text))


def _length_of_label(paragraph: etree._Element) -> int:
    """How many characters a typed label has: the words of the first run that has any, and the tab or space that follows."""
    first = next((run for run in paragraph.iter(W + "r") if run.find(W + "t") is not None), None)
    return len("".join(text.text or "" for text in first.iter(W + "t"))) + 1 if first is not None else 0


_BLANKS = frozenset(" \n\r")


def _stretches(found: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Characters as stretches of one look, each run of white space made one space, and none at an end or beside a tab."""
    kept: list[tuple[str, str]] = []
    for place, (char, look) in enumerate(found):
        if char in _BLANKS:
            after = next((one for one, _ in found[place:] if one not in _BLANKS), "\t")
            if not kept or kept[-1][0] in (" ", "\t") or after == "\t":
                continue
            char = " "
        kept.append((char, look))
    for look, run in groupby(kept, key=lambda one: one[1]):
        yield look.strip(), "".join(char for char, _ in run)
