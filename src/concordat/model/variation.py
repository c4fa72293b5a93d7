"""What a variation agreement is made of: its own precedent says it (`variation:`), and the two texts of what it varies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concordat.diagnostics import Span
from concordat.model.data import Datum
from concordat.model.prose import Expression
from concordat.model.tree import Agreement


@dataclass(frozen=True, slots=True)
class VariationPlan:
    """How two texts of an agreement become a variation agreement.

    `title` makes its title from `{title}` of what is varied and `{number}`, the answer to the question `number`.
    `amendments` is the schedule that ends with the amendments. `definitions` are the anchors of the terms that it may
    define: every other term in it is one of the agreement varied. `answers` gives, by question, what is worked out where
    nobody answers it.
    """

    title: str
    number: str
    amendments: str
    definitions: tuple[str, ...]
    answers: Mapping[str, Expression]
    span: Span


@dataclass(frozen=True, slots=True)
class Earlier:
    """A variation that the older text holds already: its number, and the day from which it has effect."""

    number: int
    effective: Datum


@dataclass(frozen=True, slots=True)
class Varied:
    """The agreement that is varied: its text before and after, and what expressions may read of each.

    `version` and `digest` are those of the older text where it was issued, else empty. `date` is the date of the
    agreement, `effective` the day from which the newer text has effect; each may be a blank, or None where nothing is
    known. `span` is the place of what is varied.
    """

    old: Agreement
    new: Agreement
    old_names: Mapping[str, Datum]
    new_names: Mapping[str, Datum]
    span: Span
    number: int
    earlier: tuple[Earlier, ...] = ()
    version: str = ""
    digest: str = ""
    date: Datum | None = None
    effective: Datum | None = None
