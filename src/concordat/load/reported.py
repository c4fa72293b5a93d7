"""What is already reported, so that one slip of the pen gives one message."""

from __future__ import annotations

from concordat.diagnostics import Faults, Span

_RECENT = 2000  # a file with more faults than this is not worth a finer eye


def at(faults: Faults, span: Span | None) -> bool:
    """Whether a fault is reported at this very place."""
    return span is not None and any(
        known.span is not None
        and (known.span.file, known.span.line, known.span.column) == (span.file, span.line, span.column)
        for known in faults.found[-_RECENT:]
    )


def lines(faults: Faults, file: str) -> frozenset[int]:
    """The lines of a file on which a fault is reported."""
    return frozenset(known.span.line for known in faults.found if known.span and known.span.file == file)


def unread(faults: Faults, folder: str) -> bool:
    """Whether a file of this folder (or this file) could not be read, so that what it holds is not known."""
    return any(
        known.span is not None
        and known.span.file.startswith(folder)
        and known.code.startswith(("file-", "yaml-", "identity-", "key-missing"))
        for known in faults.found
    )
