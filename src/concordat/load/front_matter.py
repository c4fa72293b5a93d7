"""The head of a prose file: YAML between two lines `---`, and the body that follows it."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.diagnostics import Faults, Span
from concordat.load.yaml import read_yaml
from concordat.model.data import Datum


@dataclass(frozen=True, slots=True)
class ProseFile:
    """A prose file: its head, or None where it has none or none that can be read, its body, and the body's first line."""

    head: Datum | None
    body: str
    first_line: int
    opened: bool


def read_front_matter(text: str, file: str, faults: Faults) -> ProseFile:
    """Part a prose file into head and body. A file that does not begin with `---` is all body. Raises nothing."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return ProseFile(None, text, 1, False)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            head = read_yaml("\n".join(lines[1:number]), file, faults, 2)
            return ProseFile(head, "\n".join(lines[number + 1 :]), number + 2, True)
    faults.add(
        "front-matter",
        Span(file, 1, 1, 3),
        "the head of the file is not closed",
        "Close it with a line `---`.",
    )
    return ProseFile(None, "", len(lines), True)
