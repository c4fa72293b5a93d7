"""The pages of the codes: what each message means, why it matters, and how to cure it."""

from __future__ import annotations

from pathlib import Path

from concordat.diagnostics import CODES


def explain_code(code: str) -> str | None:
    """The page of a code of the closed list, in Markdown, or None where there is no such code."""
    if code not in CODES:
        return None
    page = Path(__file__).parent.parent / "pages" / f"{code}.md"
    return page.read_text(encoding="utf-8")
