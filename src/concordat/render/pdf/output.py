"""What a layout and a seal give, and how each fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concordat.diagnostics import Diagnostic


class RenderFailed(Exception):
    """The PDF cannot be made; `diagnostic` says why, in the drafter's words."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type[RenderFailed], tuple[Diagnostic]]:
        """The failure as it travels from a worker to the process that started it."""
        return RenderFailed, (self.diagnostic,)


@dataclass(frozen=True, slots=True)
class Layout:
    """An agreement on its pages.

    `page_of` says on which page, from 1, each group with a heading begins; `document` is the engine's own.
    """

    pages: int
    page_of: Mapping[str, int]
    document: Any


@dataclass(frozen=True, slots=True)
class PdfOutput:
    """A PDF: its bytes, how many pages it has, and on which page, from 1, each group with a heading begins."""

    data: bytes
    pages: int
    page_of: Mapping[str, int]


class SealRefused(Exception):
    """The file cannot be sealed as asked; `message` says why in plain words, `hint` what cures it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class SealedPdf:
    """A sealed PDF: its bytes, which begin with those that were sealed; and whose certificate sealed it.

    `subject` is the certificate's, as people read it, and `certificate` the SHA-256 of its bytes (DER).
    """

    data: bytes
    subject: str
    certificate: str
