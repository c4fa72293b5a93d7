"""A Word redline judged by what is known of its pair: how much it marks, what it says once accepted and rejected, its form.

The oracle that accepts and rejects is tests/docx/tracked_oracle.py: it knows nothing of what made the file.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "docx")]

from tracked_oracle import R, accept_all, reject_all, stories, words  # noqa: E402

from concordat.language.walk import blocks  # noqa: E402
from concordat.language.words import plain  # noqa: E402
from concordat.model.tree import Agreement, Group, Provision  # noqa: E402
from long_agreement import LongPair  # noqa: E402
from marks import W, in_word, moved_in_word, numbering_marks  # noqa: E402

ENOUGH = 0.9
"""The share of a clause's characters that must be marked as moved, away and here, for its move to count as found."""


@dataclass(frozen=True)
class Judged:
    """What was found. `errors` is None where the validator is not set up; `same` whether a second run gave the same bytes."""

    name: str
    seconds: float
    marked: float
    moves: int
    accepted: bool
    rejected: bool
    header: bool
    numbering: int
    errors: int | None
    same: bool

    def shown(self, ours: float) -> str:
        """The line of the table; `ours` is what our own redline took."""
        yes = {True: "yes", False: "no"}
        errors = "not set up" if self.errors is None else str(self.errors)
        exact = f"{yes[self.accepted]} / {yes[self.rejected]}"
        return (
            f"{self.name:<40}{self.seconds:>8.2f}{self.seconds / ours:>8.1f}{self.marked:>9.3f}{self.moves:>7}"
            f"{exact:>12}{yes[self.header]:>8}{self.numbering:>9}{errors:>11}{yes[self.same]:>7}"
        )


HEADING = (
    f"{'':<40}{'CPU s':>8}{'times':>8}{'marked':>9}{'moves':>7}{'acc / rej':>12}{'header':>8}{'numbers':>9}{'schema':>11}{'bytes':>7}\n"
    f"{'':<40}{'':>8}{'ours':>8}{'÷ ideal':>9}{'of 6':>7}{'exact':>12}{'seen':>8}{'marked':>9}{'errors':>11}{'same':>7}"
)


def judge(name: str, pair: LongPair, files: tuple[bytes, bytes], runs: list[tuple[float, bytes]]) -> Judged:
    """A redline of two files, made in each of some runs: processor seconds and bytes. The least seconds count."""
    old, new = (_said(data) for data in files)
    made = runs[0][1]
    header = any(root.tag == W + "hdr" and _is_marked(root) for root in stories(made).values())
    return Judged(
        name,
        min(seconds for seconds, _ in runs),
        in_word(made).total / pair.ideal.marked,
        _moves_found(made, pair),
        _said(accept_all(made)) == new,
        _said(reject_all(made)) == old,
        header,
        numbering_marks(made),
        _errors(made),
        len({data for _, data in runs}) == 1,
    )


def _said(data: bytes) -> Counter[tuple[str, ...]]:
    """The words of each part that shows and has any; another tool may name its parts otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        related = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
    targets = {one.get("Id"): f"word/{one.get('Target')}" for one in related}
    body = stories(data)["word/document.xml"]
    shown = {targets[one.get(f"{R}id")] for one in body.iter(f"{W}headerReference", f"{W}footerReference")}
    found = words(data).items()
    return Counter(tuple(texts) for name, texts in found if texts and name in {"word/document.xml", *shown})


def _is_marked(root: etree._Element) -> bool:
    return next(root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"), None) is not None


def _moves_found(data: bytes, pair: LongPair) -> int:
    away, here = moved_in_word(data)
    found = 0
    for name in pair.moved:
        shares = (_share(one, name, texts) for one, texts in ((pair.old, away), (pair.new, here)))
        found += all(share >= ENOUGH for share in shares)
    return found


def _share(agreement: Agreement, name: str, moved: Counter[str]) -> float:
    wanted = list(_texts(agreement, name))
    return sum(len(text) for text in wanted if text in moved) / sum(map(len, wanted))


def _texts(agreement: Agreement, name: str) -> Iterator[str]:
    for block in blocks(agreement):
        if block.identity == name and isinstance(block, Group) and block.heading is not None:
            yield plain(block.heading.inlines)
        elif block.identity.startswith(f"{name}/") and isinstance(block, Provision):
            yield plain(block.inlines)


def _errors(data: bytes) -> int | None:
    """How many errors the Open XML SDK finds, or None where it is not set up (make setup-test)."""
    command = (
        ROOT / "tools" / "ooxml" / "node_modules" / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"
    )
    if not command.exists():
        return None
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        found = subprocess.run(["node", command, file.name], capture_output=True, check=False)
    return len(json.loads(found.stdout).get("errors", ()))
