"""What must hold of the tracked changes of a Word file, whatever its words: ids, ranges, what may stand in what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from tracked_oracle import RANGES, WRAPPERS, W, stories

_ANNOTATIONS = (*WRAPPERS, *RANGES, W + "bookmarkStart", W + "bookmarkEnd")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_TARGET = re.compile(r"^\s*(?:PAGE)?REF (\S+)")


def lints(data: bytes, *, bare: bool = True) -> list[str]:
    """Each rule that a file breaks, in words; `bare` says that it is a redline, which has no controls round its places."""
    parts = stories(data)
    found = [*_ids(parts), *_moves(parts)]
    for name, root in parts.items():
        found.extend(f"{name}: {words}" for check in _CHECKS for words in check(root))
        if bare:
            found.extend(f"{name}: {words}" for words in _controls(root))
    return found


def _ids(parts: dict[str, etree._Element]) -> Iterator[str]:
    """Ids of marks, ranges and bookmarks: each used once in the file, but that an end bears that of its beginning."""
    begun: Counter[str] = Counter()
    for name, root in parts.items():
        here = list(root.iter(*_ANNOTATIONS))
        starts = [one.get(W + "id", "") for one in here if not one.tag.endswith("End")]
        ends, pairs = ([_paired(one) for one in here if one.tag.endswith(way)] for way in ("End", "Start"))
        begun.update(starts)
        if sorted(ends) != sorted(pairs):
            yield f"{name}: ranges are not paired: {sorted(set(ends) ^ set(pairs))}"
        if not all(one.isdigit() for one in starts):
            yield f"{name}: an id is no number"
    yield from (f"the id {one} is used {count} times" for one, count in begun.items() if count > 1)


def _paired(element: etree._Element) -> tuple[str, str]:
    """What a range is of, and its id, the same at its beginning and at its end."""
    return re.sub("Start$|End$", "", etree.QName(element).localname), element.get(W + "id", "")


def _moves(parts: dict[str, etree._Element]) -> Iterator[str]:
    """Names of moves: each stands once on what is away and once on what has come."""
    names: dict[str, list[str]] = {"From": [], "To": []}
    for way, found in names.items():
        for root in parts.values():
            found.extend(one.get(W + "name", "") for one in root.iter(f"{W}move{way}RangeStart"))
    if sorted(names["From"]) != sorted(names["To"]) or len(set(names["To"])) != len(names["To"]):
        yield f"moves are not paired by name: {names}"
    if "" in names["To"]:
        yield "a move has no name"


def _texts(root: etree._Element) -> Iterator[str]:
    """Which text may stand where: a deletion holds deleted text alone, and nothing else does."""
    for element in root.iter(W + "t", W + "instrText", W + "delText", W + "delInstrText"):
        inside = [up.tag for up in element.iterancestors() if up.tag in WRAPPERS]
        deleted = element.tag in (W + "delText", W + "delInstrText")
        if deleted != (W + "del" in inside):
            yield f"“{element.text}” stands as {etree.QName(element).localname} in {inside}"
        if len(inside) > 1:
            yield f"“{element.text}” stands in a mark within a mark"


def _nested(root: etree._Element) -> Iterator[str]:
    for element in root.iter(*WRAPPERS):
        if any(up.tag in WRAPPERS for up in element.iterancestors()):
            yield f"a mark stands in another: {element.attrib}"


def _authors(root: etree._Element) -> Iterator[str]:
    for element in root.iter(*WRAPPERS, *(one for one in RANGES if one.endswith("Start"))):
        date = element.get(W + "date")
        if not element.get(W + "author") or (date is not None and not _DATE.fullmatch(date)):
            yield f"a mark is without an author, or its date is no date: {element.attrib}"


def _wholes(root: etree._Element) -> Iterator[str]:
    """A paragraph whose end is marked is marked whole, and so is a row."""
    for paragraph in root.iter(W + "p"):
        kinds = _kinds(paragraph)
        ended = {one.tag for one in paragraph.iterfind(f"{W}pPr/{W}rPr/*") if one.tag in WRAPPERS}
        if ended and kinds - ended:
            yield f"a paragraph whose end is marked holds words that are not: {_text(paragraph)}"
    for row in root.iter(W + "tr"):
        marks = {one.tag for one in row.iterfind(f"{W}trPr/*") if one.tag in WRAPPERS}
        if marks & {W + "moveFrom", W + "moveTo"}:
            yield "a row is marked as moved"
        inside = {kind for paragraph in row.iter(W + "p") for kind in _kinds(paragraph)}
        if marks and inside - marks:
            yield f"a row that is marked holds words that are not: {_text(row)}"


def _kinds(paragraph: etree._Element) -> set[str | None]:
    """The marks in which the runs of a paragraph stand; None for none."""
    return {
        next((up.tag for up in run.iterancestors() if up.tag in WRAPPERS), None)
        for run in paragraph.iter(W + "r")
    }


def _text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(W + "t", W + "delText"))


def _ranges(root: etree._Element) -> Iterator[str]:
    """Between the beginning and the end of a move every paragraph is moved, but those of rows; and none elsewhere is."""
    open_: list[str] = []
    for element in root.iter(W + "p", *RANGES):
        local = etree.QName(element).localname
        if local.endswith("RangeStart"):
            open_.append(local.removesuffix("RangeStart"))
        elif local.endswith("RangeEnd"):
            if open_ != [local.removesuffix("RangeEnd")]:
                yield f"moves overlap: {open_}"
            open_ = []
        elif not any(up.tag == W + "tr" for up in element.iterancestors()):
            moved = {one.tag for one in element.iterfind(f"{W}pPr/{W}rPr/*")} | _kinds(element)
            wanted = W + open_[0] if open_ else None
            if (wanted is not None and moved != {wanted} and moved - {None} != {wanted}) or (
                wanted is None and moved & {W + "moveFrom", W + "moveTo"}
            ):
                yield f"a paragraph is moved outside a move, or the other way about: {_text(element)}"


def _fields(root: etree._Element) -> Iterator[str]:
    """A field stands whole in one mark or in none."""
    for element in root.iter(*WRAPPERS, W + "p"):
        own = [
            one.get(W + "fldCharType")
            for one in element.iter(W + "fldChar")
            if next((up for up in one.iterancestors() if up.tag in WRAPPERS or up.tag == W + "p"), None)
            is element
        ]
        contents = any(up.tag == W + "sdt" for up in element.iterancestors())
        if own != ["begin", "separate", "end"] * (len(own) // 3) and not contents:
            yield f"a field is torn: {own}"


def _targets(root: etree._Element) -> Iterator[str]:
    """A reference or a link inside the file leads to a bookmark that is there."""
    marks = {one.get(W + "name") for one in root.iter(W + "bookmarkStart")}
    wanted = {one.get(W + "anchor") for one in root.iter(W + "hyperlink")} - {None}
    for code in root.iter(W + "instrText", W + "delInstrText"):
        wanted.update(_TARGET.findall(code.text or ""))
    if root.tag == W + "document" and wanted - marks:
        yield f"references lead nowhere: {sorted(map(str, wanted - marks))}"


def _ending(root: etree._Element) -> Iterator[str]:
    """The last paragraph of the text bears no mark and holds nothing."""
    body = root.find(W + "body")
    if body is not None:
        last = [one for one in body if one.tag != W + "sectPr"][-1]
        if last.tag != W + "p" or next(last.iter(*WRAPPERS), None) is not None:
            yield "the last paragraph is marked, or there is none"


def _controls(root: etree._Element) -> Iterator[str]:
    for control in root.iter(W + "sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        named = tag is not None and tag.get(W + "val") == "apparatus"
        if not named and control.find(f"{W}sdtPr/{W}docPartObj") is None:
            yield "a content control stands round a place"


_CHECKS = (_texts, _nested, _authors, _wholes, _ranges, _fields, _targets, _ending)
