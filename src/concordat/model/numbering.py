"""Published numbers: what a place was called when the text was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concordat.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Numbering:
    """The published numbers of a kind of agreement, in their order: each place's citation within its clause, schedule,
    Part or definition ("9", "9.1(a)", "Schedule 3", "Part B"), by identity, and the place where each is given.

    `clauses`, `schedules` and `definitions` part them by what holds them.
    """

    clauses: Mapping[str, str]
    schedules: Mapping[str, str]
    definitions: Mapping[str, str]
    spans: Mapping[str, Span]
    span: Span
