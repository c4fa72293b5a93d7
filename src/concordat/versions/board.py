"""What a board is told of a comparison, in plain English and in few words: each change in a sentence, long lists counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concordat.language.english import join_names
from concordat.model.changes import Change, Kind, Sort
from concordat.model.comparison import Comparison, Weighed
from concordat.versions.routes_told import told
from concordat.versions.told import (
    NO_CHANGE,
    difference,
    shown_day,
    sum_of,
)

_LONG = 90
"""The most characters of a text that are quoted."""

_MOST_LINES = 10
"""The most sentences. Where there would be more, each subject is told in a line, and the gravest changes alone in sentences."""

_GRAVEST = 4
"""The most sentences beside the lines of subjects."""

_MOST_NAMES = 24
"""The most names of a list."""

_NONE = "none"
"""What a line of the first screen says where nothing changed."""

_MONEY = 6
"""The class of money."""

_QUESTIONS = {
    9: "Who decides this national text, and from when does it bind us?",
    8: "What do our lawyers say it does to our liabilities, and to how the agreement can end?",
    7: "Do our votes, our seats and our scheme of delegation still fit, and can we meet the date?",
    6: "Is the money in our plan, and who bears it if more is spent?",
    5: "Who provides these services now, and is each of us ready for them on the day?",
    4: "Who must be told of the new arrangement?",
    3: "Does the newer edition change what we must do?",
}
_MOST_QUESTIONS = 3
_ROW = re.compile(r"^(?P<table>.*), row “(?P<row>.*?)”(?:, column “(?P<column>.*)”)?$")
_PARTY = re.compile(r"^Particulars of (?P<party>.*), (?P<label>[^,]*)$")


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The page: which texts, from when; what changed, each sentence with the class of it; money; who decides; what to ask.

    `subjects` are lines of the first screen, of a comparison that has too many changes for a sentence each.
    """

    opening: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    money: tuple[str, ...]
    decides: tuple[str, ...]
    ask: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...] = ()


def board_page(comparison: Comparison) -> BoardPage:
    """What a board is told. No change is left out: what is not told in a sentence of its own is counted under its subject."""
    return BoardPage(
        tuple(_opening(comparison)),
        tuple(_lines(comparison)),
        tuple(_money(comparison)),
        tuple(_decides(comparison)),
        tuple(_ask(comparison)),
        tuple(_subjects(comparison)) if len(_grouped(comparison)) > _MOST_LINES else (),
    )


def _subjects(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Each subject in which something changed, in few words, and last those in which nothing did."""
    for line in comparison.first:
        if line.said != _NONE:
            # What follows the first two statements are names, which stand in the comparison itself.
            yield line.heading, ". ".join(line.said.split(". ")[:2]).rstrip(".") + "."
    none = [line.heading for line in comparison.first if line.said == _NONE]
    if none:
        yield "Nothing else", f"No change in these: {join_names(none)}."


def _opening(comparison: Comparison) -> Iterator[str]:
    new = comparison.new
    if not comparison.changes:
        yield NO_CHANGE
    elif (
        comparison.old.path != new.path and comparison.old.title == new.title and comparison.old.of != new.of
    ):
        yield "The two are agreements of different bodies."
    elif new.effective:
        yield f"What changes has effect from {shown_day(new.effective)}."
    else:
        yield "From when it has effect is not known."
    if comparison.statements:
        yield " ".join(comparison.statements)


def _lines(comparison: Comparison) -> Iterator[tuple[str, str]]:
    found = _grouped(comparison)
    kept = found if len(found) <= _MOST_LINES else found[:_GRAVEST]
    for group in kept:
        yield f"{group[0].grade}: {group[0].grade_name}", _capital(_told([one.change for one in group]))
    rest = [one for group in found[len(kept) :] for one in group]
    if rest:
        grades = sorted({one.grade for one in rest})
        named = str(grades[0]) if len(grades) == 1 else f"{grades[0]} to {grades[-1]}"
        yield (
            named,
            f"{len(rest)} more changes, under their subjects above and each by itself in the whole comparison.",
        )


def _grouped(comparison: Comparison) -> list[list[Weighed]]:
    """The changes, those that are told in one sentence together."""
    groups: dict[tuple[object, ...], list[Weighed]] = {}
    for one in comparison.changes:
        groups.setdefault(_group(one), []).append(one)
    return list(groups.values())


def _group(one: Weighed) -> tuple[object, ...]:
    """What changes that are told in one sentence have in common; a change that is told alone has its number."""
    change, row, party = one.change, _ROW.match(one.change.name), _PARTY.match(one.change.name)
    if row and change.kind is not Kind.REWORDED:
        return one.grade, change.kind, change.sort, row["table"]
    if party:
        return one.grade, change.kind, change.sort, party["label"], _filled(change)
    if change.sort is Sort.PARTY and change.kind in (Kind.ADDED, Kind.REMOVED):
        return one.grade, change.kind, change.sort
    return (one.number,)


def _told(changes: Sequence[Change]) -> str:
    if len(changes) == 1:
        return _sentence(changes[0])
    first = changes[0]
    row, party = _ROW.match(first.name), _PARTY.match(first.name)
    if row and first.kind in (Kind.ADDED, Kind.REMOVED, Kind.MOVED):
        names = [found["row"] for one in changes if (found := _ROW.match(one.name))]
        did = {Kind.ADDED: "added to", Kind.REMOVED: "removed from", Kind.MOVED: "moved in"}[first.kind]
        return f"{len(names)} lines are {did} {_caption(row['table'])}: {_named(names)}."
    if row:
        return (
            f"in {_caption(row['table'])}, {len(changes)} entries change: {'; '.join(map(_entry, changes))}."
        )
    if party is None:
        did = "join" if first.kind is Kind.ADDED else "leave"
        return f"{len(changes)} parties {did}: {_named([_party(one) for one in changes])}."
    names = [found["party"] for one in changes if (found := _PARTY.match(one.name))]
    did = "is filled" if _filled(first) else "changes"
    return f"{party['label']} {did} for {len(names)} parties: {_named(names)}."


def _party(change: Change) -> str:
    """A party that comes or goes, by its name."""
    return change.name.removeprefix("party ")


def _entry(change: Change) -> str:
    row = _ROW.match(change.name)
    assert row is not None
    where = ", ".join(filter(None, (row["row"], row["column"])))
    return f"{where}, from {_cut(change.before)} to {_cut(change.after)}"


def _sentence(change: Change) -> str:
    name = _short_name(change)
    if change.kind is Kind.MOVED:
        moved = f"{change.name_before} moves, and is now {change.name_after}"
        if change.name_before == change.name_after:
            moved = f"{name} stands in another place"
        edited = any(not edit.same for edit in change.edits)
        return f"{moved}; its words change too: {_edits(change)}" if edited else f"{moved}."
    if change.kind in (Kind.ADDED, Kind.REMOVED):
        if change.sort is Sort.PARTY:
            return f"{_party(change)} {'joins' if change.kind is Kind.ADDED else 'leaves'} as a party."
        did = "is added" if change.kind is Kind.ADDED else "is removed"
        text = change.after if change.kind is Kind.ADDED else change.before
        return f"{name} {did}: “{_cut(text)}”." if text and text not in name else f"{name} {did}."
    if change.kind is Kind.REWORDED:
        return f"{name}: {_edits(change)}"
    if _filled(change):
        return f"{name} is filled: {_cut(change.after)}."
    more = difference(change.money_before, change.money_after)
    before, after = (_cut(text).rstrip(".") for text in (change.before, change.after))
    return f"{name}: {before} becomes {after}{f' ({more})' if more else ''}."


def _edits(change: Change) -> str:
    """The words that differ, where they are few; else that there are several."""
    edits = [edit for edit in change.edits if not edit.same]
    if not edits:
        return f"“{_cut(change.before)}” becomes “{_cut(change.after)}”."
    said = []
    for edit in edits[:2]:
        before, after = _cut(edit.before.strip()), _cut(edit.after.strip())
        if before and after:
            said.append(f"“{before}” becomes “{after}”")
        else:
            said.append(f"“{before}” is taken out" if before else f"“{after}” is put in")
    more = len(edits) - len(said)
    if more > 0:
        said.append(f"and {more} more place{'s' if more > 1 else ''}")
    return f"{'; '.join(said)}."


def _filled(change: Change) -> bool:
    """Whether a blank was filled: a blank prints in square brackets."""
    before, after = change.before or "", change.after or ""
    return before.startswith("[") and before.endswith("]") and not after.startswith("[")


def _short_name(change: Change) -> str:
    """The name of what changed without what a board need not look up: where in the Particulars or a table it stands."""
    row = _ROW.match(change.name)
    if row is None:
        return change.name.removeprefix("Particulars, ")
    where = ", ".join(filter(None, (f"“{row['row']}”", row["column"])))
    return f"{where}, in {_caption(row['table'])}"


def _caption(table: str) -> str:
    """A table by its caption alone: table “Services” in Part A of Schedule 1 is “Services”."""
    found = re.match(r"^table (“.*?”)(?= in |$)", table)
    return found[1] if found else f"the {table}"


def _cut(text: str | None) -> str:
    words = text or ""
    return words if len(words) <= _LONG else f"{words[: _LONG - 1].rsplit(' ', 1)[0]} …"


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    if more > 0:
        return f"{', '.join(names[:_MOST_NAMES])}, and {more} more"
    return join_names(names)


def _money(comparison: Comparison) -> Iterator[str]:
    sums = ((one.number, one.change.money_before, one.change.money_after) for one in comparison.changes)
    moved = {number for number, before, after in sums if before is not None or after is not None}
    for line in comparison.first:
        before, after = line.money_before, line.money_after
        if before is not None or after is not None:
            more = difference(before, after)
            shown = f"{sum_of(before) or 'not known'} before, {sum_of(after) or 'not known'} after"
            yield f"{line.heading}: {shown}{f' ({more})' if more else ''}."
        elif "£" in line.said and moved.intersection(line.numbers):
            yield f"{line.heading}: {line.said.rstrip('.')}."
        else:
            continue
        moved.difference_update(line.numbers)
    if moved:
        yield "The sums that change stand above."
    elif not any(one.grade == _MONEY for one in comparison.changes):
        yield "No sum of money changes, as far as is known."
    elif not any(one.change.money_before or one.change.money_after for one in comparison.changes):
        yield "No sum of money is stated: what this changes in money is not known."


def _decides(comparison: Comparison) -> Iterator[str]:
    yield from told(comparison.routes)


def _ask(comparison: Comparison) -> Iterator[str]:
    grades = sorted({one.grade for one in comparison.changes}, reverse=True)
    yield from [_QUESTIONS[grade] for grade in grades if grade in _QUESTIONS][:_MOST_QUESTIONS]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
