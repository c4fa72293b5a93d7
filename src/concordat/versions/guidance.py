"""What a change to a list of things outside the agreement means: whether a newer edition binds already, or is proposed."""

from __future__ import annotations

from concordat.model.changes import Kind, Sort
from concordat.versions.lines import Lines
from concordat.versions.matching import Match
from concordat.versions.subject import Subject

BINDS = "already binds by its own terms: tell the board"
PROPOSED = "the newer edition is a proposed change, and binds only once it is agreed"


def of_edition(matched: Match, lines: Lines, subject: Subject) -> str:
    """What is to be said of a change of an edition or an address; empty where the change is none.

    Which columns name an edition, and what says that the newest binds by its own terms, is in the lines.
    """
    change = subject.change
    if change.sort is not Sort.CELL or change.kind is not Kind.CHANGED:
        return ""
    for line in lines.lines:
        table, _, column = line.standing.partition("/")
        if f"{subject.table}/{subject.column}" not in line.editions or table != subject.table:
            continue
        row = change.identity.rpartition("/")[0]
        standing = matched.new.texts.get(f"{row}/{column}")
        if standing is None:
            return ""
        how = f"it is read “{standing.text}”"
        return (
            f"{how}: {BINDS}" if standing.text.casefold() == line.moving.casefold() else f"{how}: {PROPOSED}"
        )
    return ""
