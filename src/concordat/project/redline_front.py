"""What stands in front of a redline: what changed at first sight, every change with its class and route, and new numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from concordat.model.comparison import Comparison, Weighed
from concordat.model.library import House
from concordat.model.tree import Block, Group, GroupKind, Paragraph, Role, Table, Text
from concordat.project.small_trees import Heads, heading_of, rows_of, table_of
from concordat.versions.routes_told import Lettered, in_short, lettered, said_of, told
from concordat.versions.told import NO_CHANGE, class_of, difference, happened, of_nature, sum_of

NAME = "control"
_FIRST = (("what", "What", 24), ("said", "What changed", 62), ("numbers", "Changes", 14))
_CHANGES = (
    ("number", "No.", 7),
    ("what", "What changed", 34),
    ("class", "Class, and why", 36),
    ("route", "Indicated route", 23),
)
_ROUTES = (("route", "Route", 12), ("said", "Who may agree the changes, as recorded", 88))
_FOLLOWS = (("of", "Of change", 14), ("where", "Where", 56), ("how", "In what way", 30))
_NUMBERS = (("before", "Before", 50), ("after", "After", 50))


def front_of(comparison: Comparison, heading: str, house: House) -> Group:
    """The group between cover and contents: `heading`, what must be said, and a table each of what the report tells."""
    letters = lettered(comparison)
    said = list(comparison.statements) if comparison.changes else [NO_CHANGE, *comparison.statements]
    blocks: list[Block] = [
        Paragraph(f"{NAME}/said-{count}", Role.START, (Text(words),)) for count, words in enumerate(said, 1)
    ]
    blocks += _tables(comparison, letters, house)
    return Group(NAME, GroupKind.PACK_PART, "", 0, heading_of(NAME, heading), tuple(blocks))


def _tables(comparison: Comparison, letters: Lettered, house: House) -> Iterator[Table]:
    if comparison.first:
        first = (
            {"what": line.heading, "said": line.said, "numbers": ", ".join(map(str, line.numbers))}
            for line in comparison.first
        )
        yield _table("first", "At first sight", "One row for each subject; none where nothing in it changed.",
                     _FIRST, first, house)  # fmt: skip
    if comparison.changes:
        yield _table("changes", "Changes, the highest class first", "One row for each change, as it is numbered.",
                     _CHANGES, (_change(one, letters) for one in comparison.changes), house)  # fmt: skip
    if letters:
        routes = (
            {"route": letter, "said": " ".join(told(_routed(comparison, said).routes))}
            for said, letter in letters.items()
        )
        yield _table("routes", "Indicated routes of several parties", "One row for each route.", _ROUTES, routes, house)  # fmt: skip
    follows = [(str(one.number), found) for one in comparison.changes for found in one.consequences]
    if follows:
        rows = ({"of": number, "where": one.name, "how": one.how} for number, one in follows)
        yield _table("follows", "Consequences", "One row for each.", _FOLLOWS, rows, house)
    if comparison.renumbered:
        numbers = ({"before": one.before, "after": one.after} for one in comparison.renumbered)
        yield _table(
            "numbers", "Places with a new number", "One row for each place.", _NUMBERS, numbers, house
        )


def _routed(comparison: Comparison, said: tuple[str, ...]) -> Weighed:
    return next(one for one in comparison.changes if said_of(one.routes) == said)


def _table(
    name: str, caption: str, summary: str, heads: Heads, rows: Iterable[Mapping[str, str]], house: House
) -> Table:
    identity = f"{NAME}/{name}"
    return table_of(identity, caption, summary, heads, rows_of(identity, rows), house)


def _change(one: Weighed, letters: Lettered) -> dict[str, str]:
    change = one.change
    before, after = sum_of(change.money_before), sum_of(change.money_after)
    more = difference(change.money_before, change.money_after)
    sums = f": {before or 'not known'} before, {after or 'not known'} after" if before or after else ""
    sums += f" ({more})" if more else ""
    return {
        "number": str(one.number),
        "what": f"{_named(one)}: {happened(change)} ({of_nature(change)}){sums}",
        "class": f"{class_of(one)}: {one.reason}" if one.reason else class_of(one),
        "route": in_short(one.routes, letters),
    }


def _named(one: Weighed) -> str:
    before, after = one.change.name_before, one.change.name_after
    name = one.change.name if not before or not after or before == after else f"{before}, now {after}"
    return name[:1].upper() + name[1:]
