"""The comparison and redline of an agreement of 400 clauses with known edits, beside what others make of the same pair.

The others read Word copies of the two agreements. They get them without the content controls that our copies have around
their places, for what stands within one Docxodus replaces whole. A second pair is made plain as well: without fields,
links, bookmarks and contents. `make bench-peers` installs the others.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree
from measure import Line, best, own
from redlines import HEADING, ROOT, Judged, judge

import marks
from concordat.language.words import contents
from concordat.model.tree import Agreement
from concordat.render.docx import render_docx
from concordat.render.docx.tracked import Tracking
from concordat.versions.compare import compare, compare_sides
from concordat.versions.matching import match, side
from concordat.versions.members import NOBODY
from concordat.versions.redline import redline
from long_agreement import long_pair
from pairs_settled import shipped

PEERS = ROOT / "build" / ".peers" / "bin" / "python"
NAMES = {"docxodus": "python-redlines[docxodus]", "trackdiff": "docx-trackdiff"}
W = marks.W


DATE = "2026-01-01T00:00:00Z"


def marked() -> Agreement:
    """The comparison of the pair, and its redline as a tree."""
    pair = long_pair()
    old, new = side(pair.old, NOBODY), side(pair.new, NOBODY)
    changes = compare_sides(old, new, {}, {})
    return redline(match(old, new), [(str(number), change) for number, change in enumerate(changes, 1)])


def ours() -> bytes:
    """Comparison, redline and its Word copy, from two trees to one file."""
    data, faults = render_docx(marked(), shipped(), {}, Tracking(date=DATE, older=long_pair().old))
    assert not faults.errors, faults.errors
    return data


def four_hundred() -> Iterator[Line]:
    """What ours takes, with the aim, and its parts."""
    pair = long_pair()
    render_docx(pair.old, shipped(), {})  # the house is prepared once in a process
    yield Line("400 clauses: comparison, redline and Word copy", best(ours)[0], "CPU s", aim=1)
    yield Line("  the comparison", best(lambda: compare(pair.old, pair.new))[0], "CPU s")
    yield Line("  comparison and redline, as a tree", best(marked)[0], "CPU s")
    found = marks.in_tree(marked())
    yield Line(
        "  characters marked for each that the script edited", found.total / pair.ideal.marked, "", aim=1.05
    )


def beside() -> Iterator[str]:
    """The table: ours and the others on one pair, in one run."""
    pair = long_pair()
    yield f"\nRedlines of 400 clauses with known edits; ideal {pair.ideal.marked} characters\n{HEADING}"
    issued = (copy(pair.old), copy(pair.new))
    mine = judge("Concordat", pair, issued, [own(ours) for _ in range(3)])
    yield mine.shown(mine.seconds)
    if not PEERS.exists():
        yield "The others are not installed: make bench-peers installs them apart, under build/.peers"
        return
    for what, change in (("", bare), (", plain copies", plain_copy)):
        files = (change(issued[0]), change(issued[1]))
        for name, called in NAMES.items():
            found = of_peer(name, f"{called}{what}", files)
            yield found if isinstance(found, str) else found.shown(mine.seconds)


def copy(agreement: Agreement) -> bytes:
    """The Word copy of an agreement, with some pages in its contents."""
    pages = {entry.identity: 3 + place // 4 for place, entry in enumerate(contents(agreement))}
    return render_docx(agreement, shipped(), pages)[0]


def of_peer(name: str, called: str, files: tuple[bytes, bytes]) -> Judged | str:
    """What another tool makes of two files, in two runs; or why it made nothing."""
    runs = []
    with tempfile.TemporaryDirectory() as place:
        paths = [Path(place) / file for file in ("old.docx", "new.docx", "made.docx")]
        for path, data in zip(paths, files, strict=False):
            path.write_bytes(data)
        command = [PEERS, ROOT / "benchmarks" / "peer_redline.py", name, *paths]
        for _ in range(2):
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
            if ran.returncode:
                return f"{called:<30}failed: {ran.stderr.strip().splitlines()[-1]}"
            runs.append((float(ran.stderr.split()[-1]), paths[-1].read_bytes()))
    return judge(called, long_pair(), files, runs)


def bare(data: bytes) -> bytes:
    """A Word copy without content controls."""
    return _changed(data, _without_controls)


def plain_copy(data: bytes) -> bytes:
    """A Word copy without content controls, bookmarks, fields (their results stay), links and contents."""

    def change(root: etree._Element) -> None:
        _without_controls(root)
        for element in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            _remove(element)
        for paragraph in list(root.iter(f"{W}p")):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is not None and style.get(f"{W}val", "").upper().startswith("TOC"):
                _remove(paragraph)
        if root.tag == f"{W}document":
            for element in list(root.iter(f"{W}fldChar", f"{W}instrText")):
                run = element.getparent()
                _remove(element)
                if run is not None and all(child.tag == f"{W}rPr" for child in run):
                    _remove(run)
        for link in list(root.iter(f"{W}hyperlink")):
            _unwrap(link, link)

    return _changed(data, change)


def _without_controls(root: etree._Element) -> None:
    for control in list(root.iter(f"{W}sdt")):
        _unwrap(control, control.find(f"{W}sdtContent"))


def _unwrap(element: etree._Element, content: etree._Element | None) -> None:
    for child in list(content if content is not None else ()):
        element.addprevious(child)
    _remove(element)


def _remove(element: etree._Element) -> None:
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)


def _changed(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(part)
                if root.tag in (f"{W}document", f"{W}hdr", f"{W}ftr"):
                    change(root)
                    part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, part)
    return made.getvalue()


if __name__ == "__main__":
    for line in four_hundred():
        print(line.shown(), flush=True)
    for text in beside():
        print(text, flush=True)
