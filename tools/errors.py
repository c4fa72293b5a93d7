"""Writes docs/errors.md: every message that Concordat can give, from the pages of the codes and the gallery of faults.

`python tools/errors.py` writes the file; `python tools/errors.py --check` ends with 1 where it is not up to date.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from concordat.diagnostics import CODES, Code, Severity, Stage

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "src" / "concordat" / "pages"
GALLERY = ROOT / "tests" / "gallery"
TARGET = ROOT / "docs" / "errors.md"

HEAD = """# Every message, with an example

This page is made by `tools/errors.py` from the page of each code and the gallery of faults; change those, not this.
`concordat explain CODE` shows the same on the command line.
Each example is a small workspace in which one thing is wrong, and what Concordat then says.
"""

STAGES = {
    Stage.READ: ("What cannot be read", "Nothing is written; the command ends with 2."),
    Stage.CHECK: (
        "What is wrong in an agreement",
        "That agreement is not written, and the others are; the command ends with 1. A warning stops nothing.",
    ),
    Stage.ENVIRONMENT: ("What the machine lacks", "The command ends with 3. A warning stops nothing."),
}


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for stage, (title, words) in STAGES.items():
        codes = [code for code in CODES.values() if code.stage is stage]
        links = " · ".join(f"[{code.slug}](#{code.slug})" for code in codes)
        parts += [f"## {title}\n\n{words}\n\n{links}\n", *(_entry(code) for code in codes)]
    return "\n".join(parts)


def _entry(code: Code) -> str:
    kind = " (a warning)" if code.severity is Severity.WARNING else ""
    return f"### {code.slug}\n\n" + "\n".join(
        [f"*{code.title}*{kind}\n", *_page_of(code.slug), *_example_of(code.slug)]
    )


def _page_of(slug: str) -> Iterator[str]:
    """The page of a code without its title, its headings two levels down."""
    path = PAGES / f"{slug}.md"
    if path.exists():
        body = re.sub(r"\A# .*\n", "", path.read_text(encoding="utf-8")).strip()
        yield re.sub(r"^## ", "#### ", body, flags=re.MULTILINE) + "\n"


def _example_of(slug: str) -> Iterator[str]:
    folder = GALLERY / slug
    if not (folder / "expected.txt").exists():
        return
    for path in folder.glob("*.toml"):
        about = tomllib.loads(path.read_text(encoding="utf-8"))["about"]
        yield f"An example. {about}\n"
    said = (folder / "expected.txt").read_text(encoding="utf-8").rstrip("\n")
    shown = "\n".join(
        line if len(line) <= 200 or not line.startswith(" ") else line[:199] + "…"
        for line in said.splitlines()
    )
    yield f"```text\n{shown}\n```\n"


def main() -> int:
    """Write the page, or compare it with what is there."""
    text = page()
    if "--check" in sys.argv[1:]:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
