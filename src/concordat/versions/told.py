"""What every view of a comparison says of it in words: what happened, in sums, and which two texts were compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from concordat.language.values import MINUS, format_scalar
from concordat.model.changes import Change, Kind, Nature, Sort
from concordat.model.comparison import Compared, Comparison, Weighed
from concordat.model.data import Money
from concordat.model.register import State

NO_CHANGE = "No change: both say the same."
CONFIRM = "Confirmed by: ____ Date: ____"
SINCE_APPROVAL = "Changes since approval"

_CHANGED = {
    Sort.PARTICULAR: "answer changed",
    Sort.CELL: "entry changed",
    Sort.ROW: "row changed",
    Sort.PARTY: "party changed",
    Sort.DEFINITION: "definition changed",
}
_SINCE = (State.FOR_SIGNATURE.value, State.SIGNED.value, State.ENDED.value)


def heading_said(comparison: Comparison) -> str:
    """What every view is headed with: "Changes since approval" where it is these that are told."""
    old, new = comparison.old, comparison.new
    if old.path == new.path:
        return SINCE_APPROVAL if since_approval(comparison) else "What changed"
    return "What changed" if (old.title, old.of) == (new.title, new.of) else "What differs"


def title_of(comparison: Comparison) -> str:
    """The heading of a view, and of which agreement, or agreements, it tells."""
    old, new = comparison.old, comparison.new
    here, there = f"{new.title}: {new.of}", f"{old.title}: {old.of}"
    of = here if there == here or old.path == new.path else f"{there}; and {here}"
    return f"{heading_said(comparison)}: {of}"


def since_approval(comparison: Comparison) -> bool:
    """Whether the older is an approved version, and the newer what went on to signature."""
    old, new = comparison.old, comparison.new
    return old.path == new.path and old.state == State.APPROVED.value and new.state in _SINCE


def version_of(one: Compared) -> str:
    """A text in a few words: "version 1.0, approved, 14 March 2024"; "the text of valley/loan, not issued"."""
    if not one.number:
        return f"the text of {one.name}, {one.state}"
    return ", ".join(filter(None, (f"version {one.number}", one.state, shown_day(one.date))))


def shown_day(day: str) -> str:
    """A day as ISO 8601 writes it, as it prints; nothing for none."""
    return format_scalar(date.fromisoformat(day)) if day else ""


def happened(change: Change) -> str:
    """What happened to a place: "moved and reworded", "figure changed", "added"."""
    if change.kind is Kind.MOVED:
        edited = any(not edit.same for edit in change.edits)
        return "moved and reworded" if edited else "moved"
    if change.kind is not Kind.CHANGED:
        return change.kind.value
    if change.money_before is not None or change.money_after is not None:
        return "figure changed"
    return _CHANGED.get(change.sort, "changed")


def of_nature(change: Change) -> str:
    """Whether data or words changed, in words."""
    return {Nature.DATA: "data", Nature.WORDING: "wording"}[change.nature]


def sum_of(pounds: Decimal | None) -> str:
    """A sum as it prints; nothing where none is known."""
    return format_scalar(Money(pounds)) if pounds is not None else ""


def difference(before: Decimal | None, after: Decimal | None) -> str:
    """By how much a sum is more or less: "+£1,200", "−£1,200", "£0"; nothing where one of the two is not known."""
    if before is None or after is None:
        return ""
    more = after - before
    if not more:
        return format_scalar(Money(more))
    return f"{'+' if more > 0 else MINUS}{format_scalar(Money(abs(more)))}"


def class_of(weighed: Weighed) -> str:
    """The class of a change as it prints: "8 (legal substance)"."""
    return f"{weighed.grade} ({weighed.grade_name})"
