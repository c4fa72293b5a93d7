"""What is already reported, so that one slip of the pen gives one message."""

from __future__ import annotations

from concordat.diagnostics import Faults, Span


def at(faults: Faults, span: Span | None) -> bool:
    """Whether a fault is reported at this very place."""
    return span is not None and any(
        known.span is not None
        and (known.span.file, known.span.line, known.span.column) == (span.file, span.line, span.column)
        for known in faults.found
    )


def on_line(faults: Faults, span: Span) -> bool:
    """Whether a fault is reported on this line."""
    return any(
        known.span is not None and (known.span.file, known.span.line) == (span.file, span.line)
        for known in faults.found
    )


def unread(faults: Faults, folder: str) -> bool:
    """Whether a file of this folder (or this file) could not be read, so that what it holds is not known."""
    return any(
        known.span is not None
        and known.span.file.startswith(folder)
        and known.code.startswith(("file-", "yaml-", "identity-", "key-missing"))
        for known in faults.found
    )
