"""Diagnostics as a person reads them: the place, the fault in drafting words, the line itself with a caret, the hint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum

from concordat.diagnostics import Diagnostic, Severity, Span


class MessageForm(StrEnum):
    """How messages are printed: for a person, for any program, for viewers of SARIF, or for GitHub Actions."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


LONGEST = 160
"""The most of a source line that is shown, in characters."""


def as_text(found: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """Every diagnostic as text, in the order of its place; `sources` gives the text of each file read."""
    return "\n\n".join(_one(diagnostic, sources) for diagnostic in in_order(found))


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics by file, line and column; those without a place first. The same fault of several agreements is one."""
    merged: dict[tuple[object, ...], list[Diagnostic]] = {}
    for diagnostic in found:
        key = (diagnostic.code, diagnostic.span, diagnostic.message, diagnostic.hint)
        merged.setdefault(key, []).append(diagnostic)
    first = [group[0] for group in merged.values()]
    return sorted(
        first, key=lambda d: (d.span is not None, d.span, d.code, d.message) if d.span else (False,)
    )


def _one(diagnostic: Diagnostic, sources: Mapping[str, str]) -> str:
    where = diagnostic.span or diagnostic.agreement
    place = f"{where}: " if where is not None else ""
    lines = [f"{place}{diagnostic.severity.value}: {diagnostic.message} [{diagnostic.code}]"]
    if diagnostic.span is not None:
        lines += _excerpt(diagnostic, sources)
    lines += [f"  = {related.label}: {related.span}" for related in diagnostic.related]
    if diagnostic.hint:
        lines.append(f"  = hint: {as_sentence(diagnostic.hint)}")
    return "\n".join(lines)


def _excerpt(diagnostic: Diagnostic, sources: Mapping[str, str]) -> list[str]:
    span = diagnostic.span
    assert span is not None
    source = _line(span, sources)
    if source is None:
        return []
    line = "".join(c if c.isprintable() else "·" for c in source)
    at = min(span.column - 1, len(line))
    start = max(0, min(at - LONGEST // 2, len(line) - LONGEST))
    shown = line[start : start + LONGEST]
    lead, tail = "…" if start else "", "…" if start + LONGEST < len(line) else ""
    gutter = " " * len(str(span.line))
    caret = " " * (at - start + len(lead)) + "^" * max(1, min(span.length, start + len(shown) - at))
    return [f" {gutter} |", f" {span.line} | {lead}{shown}{tail}", f" {gutter} | {caret}"]


def _line(span: Span, sources: Mapping[str, str]) -> str | None:
    """The line of a source that a span begins in, without its end; None where it cannot be shown."""
    # Parted as the readers part a file: a form feed or a line separator within a line ends none.
    text = sources.get(span.file, "")
    lines = text.removesuffix("\n").split("\n")
    return lines[span.line - 1].removesuffix("\r") if text and 1 <= span.line <= len(lines) else None


def end_column(span: Span, sources: Mapping[str, str]) -> int:
    """The column behind the last character of a span, in its own line, and never before one character of it."""
    end = span.column + max(1, span.length)
    line = _line(span, sources)
    return end if line is None else max(span.column + 1, min(end, len(line) + 1))


def as_sentence(hint: str) -> str:
    """A hint as a sentence: a capital first, where it begins with a word and not with what is to be written; a stop last."""
    first = hint.split(" ", 1)[0]
    shown = hint[:1].upper() + hint[1:] if first.isalpha() else hint
    return shown if not shown or shown[-1] in ".!?`”" else f"{shown}."


def as_json(found: Iterable[Diagnostic]) -> str:
    """Every diagnostic as JSON, for programs."""
    return json.dumps([_record(diagnostic) for diagnostic in in_order(found)], ensure_ascii=False, indent=1)


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "message": diagnostic.message,
        "hint": as_sentence(diagnostic.hint),
        "agreement": diagnostic.agreement,
        "related": [{"label": r.label, "file": r.span.file, "line": r.span.line} for r in diagnostic.related],
    }


def counted(found: Iterable[Diagnostic]) -> str:
    """How many errors and warnings there are, in words for the last line."""
    shown = in_order(found)
    errors = sum(d.severity is Severity.ERROR for d in shown)
    warnings = len(shown) - errors
    return f"{_number(errors, 'error')}, {_number(warnings, 'warning')}"


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count or 'no'} {word}s"
