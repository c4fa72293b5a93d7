"""What a change does to national text: a local change, which is refused, or one that comes with a national edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concordat.language.values import format_scalar
from concordat.model.changes import Kind, Nature
from concordat.model.library import Wording
from concordat.model.tree import Group, Publication
from concordat.versions.subject import Subject

_LOCKED = tuple(wording.value for wording in Wording if wording.locked)


@dataclass(frozen=True)
class National:
    """A change of words in national text, or in what stands in for it. `publication` is of what comes with an edition,
    which `publisher` decides; both are None or empty of a local change. `said` tells which it is."""

    said: str
    publisher: str = ""
    publication: Publication | None = None

    @property
    def refused(self) -> bool:
        """Whether it is a local change."""
        return self.publication is None


def of_national_text(subject: Subject) -> National | None:
    """What a change does to national text; None where its words are not national, or data alone changed.

    An answer, a cell, or a provision that a condition brings or takes away is the national text's own working and no
    change to its words.
    """
    old, new = subject.groups
    if subject.change.nature is Nature.DATA or not (_locked(old) or _locked(new)):
        return None
    published = new.published if new is not None else old.published if old is not None else None
    before = old.published if old is not None else None
    whole = subject.change.kind in (Kind.ADDED, Kind.REMOVED) and (old is None or new is None)
    if published is not None and (published != before or whole):
        cited = f"{published.reference}, {_day(published.date)}".strip(", ")
        return National(
            f"it comes with national text that {published.publisher} published ({cited})",
            published.publisher,
            published,
        )
    if old is not None and new is not None and not _locked(new):
        return National("local text stands where national text stood, and a local change to that is refused")
    if published is None and old is not None and not _locked(old):
        return None  # local text gave way to the library's own
    if published is not None or before is not None:
        return National("the words are national text of one edition, and a local change to them is refused")
    return National(
        "the words stand in for national text, and come with no national edition: a local change to them is refused"
    )


def _locked(group: Group | None) -> bool:
    return group is not None and group.wording in _LOCKED


def _day(day: str) -> str:
    return format_scalar(date.fromisoformat(day)) if day else ""
