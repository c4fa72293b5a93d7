"""The redline: two matched agreements as one tree with marks, from which either is found again.

With the inserted and the deleted left out the words are those of one side or the other, in their order. Labels, the
results of references and what stands in the contents are those of the newer side, for they are worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from concordat.language.canonical import with_schema
from concordat.language.walk import children
from concordat.model.changes import Change
from concordat.model.tree import (
    Agreement,
    Apparatus,
    Block,
    Cell,
    Definition,
    Group,
    Heading,
    Inline,
    Mark,
    MarkKind,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Row,
    RunningLine,
    Signature,
    SignatureLine,
    Table,
    TableColumn,
    Text,
)
from concordat.versions.arranging import Arrangement, Member, Step, placed
from concordat.versions.marking import differ, marked_words
from concordat.versions.matching import Match
from concordat.versions.printed import COMMITTEE, LABEL, TERM, TITLE, lines_of

Side = tuple[Inline, ...]


def redline(
    match: Match,
    changes: Sequence[tuple[str, Change]] = (),
    *,
    shows: str = "redline",
    apparatus: Apparatus | None = None,
    moves: bool = True,
) -> Agreement:
    """The newer agreement of `match` with what is not as in the older one marked.

    `changes` are those of the comparison, each with its number, which a mark then bears; a mark of what is no change
    (a quotation mark of another form) bears none. `shows` says what the redline shows, and `apparatus` stands in
    the place of the newer agreement's. With `moves` off what moved is deleted in one place and inserted in the other.
    """
    return _Redline(match, _numbers(match, changes), moves).agreement(shows, apparatus)


def _numbers(match: Match, changes: Iterable[tuple[str, Change]]) -> dict[str, str]:
    """The number of the change that shows at each identity. Its own place goes before those where it shows as well."""
    found: dict[str, str] = {}
    for number, change in changes:
        for place in change.places:
            for identity in (place.identity_before, place.identity_after):
                if identity is not None:
                    found.setdefault(identity, number)
    for number, change in changes:
        found[change.identity] = number
    return found


@dataclass
class _Redline:
    """Builds one redline. `numbers` gives the number of a change by the identity of a place."""

    match: Match
    numbers: Mapping[str, str]
    with_moves: bool

    def __post_init__(self) -> None:
        self._arranged = Arrangement(self.match)
        moves = self._arranged.moves if self.with_moves else {}
        self._came = {after: before for before, after in moves.items()}
        self._went = moves

    def agreement(self, shows: str, apparatus: Apparatus | None) -> Agreement:
        """The whole tree."""
        old, new = self.match.old.agreement, self.match.new.agreement
        groups = self._members(self._arranged.steps(placed(old.groups), placed(new.groups)))
        running = self._members(self._arranged.steps(placed(old.running), placed(new.running)))
        made = replace(
            new,
            groups=cast(tuple[Group, ...], groups),
            running=cast(tuple[RunningLine, ...], running),
            omitted=(),
            rules=(),
            apparatus=apparatus or new.apparatus,
            redline=shows,
            redlined=self._plain(TITLE, old.title, new.title),
            committee_redlined=self._plain(COMMITTEE, old.committee, new.committee),
        )
        return with_schema(made)

    def _members(self, steps: Iterable[Step]) -> tuple[Member, ...]:
        found: list[Member] = []
        for step in steps:
            if step.old is not None and step.new is not None:
                found.append(self._both(step.old, step.new))
            elif step.old is not None:
                found.append(self._gone(step.old))
            elif step.new is not None:
                found.append(self._come(step.new))
        return tuple(found)

    def _gone(self, member: Member) -> Member:
        identity = cast(Block, member).identity
        other = self._went.get(identity)
        if other is not None:
            return marked(member, Mark(MarkKind.MOVED, self._number(other, identity), other, away=True))
        return marked(member, Mark(MarkKind.DELETED, self._number(*_within(member))))

    def _come(self, member: Member) -> Member:
        identity = cast(Block, member).identity
        other = self._came.get(identity)
        if other is not None:
            return marked(member, Mark(MarkKind.MOVED, self._number(identity, other), other))
        return marked(member, Mark(MarkKind.INSERTED, self._number(*_within(member))))

    def _number(self, *identities: str) -> str:
        return next((self.numbers[one] for one in identities if one in self.numbers), "")

    def _words(self, old: Side, new: Side, *identities: str) -> Side:
        leads = self.match.forward
        return marked_words(old, new, self._number(*identities), leads) if differ(old, new, leads) else new

    def _plain(self, identity: str, old: str, new: str) -> Side:
        """The words of a text that has no inlines of its own; nothing where they are the same."""
        return () if old == new else self._words((Text(old),), (Text(new),), identity)

    def _both(self, old: Member, new: Member) -> Member:
        match old, new:
            case Group(), Group():
                heading = new.heading
                if heading is not None and old.heading is not None:
                    heading = self._heading(old.heading, heading)
                return replace(new, heading=heading, blocks=self._below(old, new))
            case Provision(), Provision():
                return self._provision(old, new)
            case Table(), Table():
                return self._table(old, new)
            case Row(), Row():
                return replace(new, cells=tuple(map(self._cell, old.cells, new.cells)))
            case Signature(), Signature():
                words = self._words(old.inlines, new.inlines, new.identity)
                return replace(new, inlines=words, lines=self._lines(old, new))
            case Definition(), Definition():
                term = self._plain(f"{new.identity}{TERM}", old.term, new.term)
                words = self._words(old.inlines, new.inlines, new.identity)
                return replace(new, redlined=term, inlines=words, children=self._below(old, new))
            case Recital(), Recital():
                words = self._words(old.inlines, new.inlines, new.identity)
                return replace(new, inlines=words, children=self._below(old, new))
            case Particular(), Particular():
                label = self._plain(f"{new.identity}{LABEL}", old.label, new.label)
                return replace(
                    new, redlined=label, inlines=self._words(old.inlines, new.inlines, new.identity)
                )
            case Paragraph(), Paragraph():
                return replace(new, inlines=self._words(old.inlines, new.inlines, new.identity))
            case Party(), Party():
                return replace(new, inlines=self._words(old.inlines, new.inlines, new.identity))
            case RunningLine(), RunningLine():
                return replace(new, inlines=self._words(old.inlines, new.inlines, new.identity))
        raise AssertionError(f"{old} and {new} are matched, and are not of one kind")

    def _below(self, old: Block, new: Block) -> tuple[Block, ...]:
        steps = self._arranged.steps(placed(children(old)), placed(children(new)))
        return cast(tuple[Block, ...], self._members(steps))

    def _heading(self, old: Heading, new: Heading) -> Heading:
        return replace(new, inlines=self._words(old.inlines, new.inlines, new.identity))

    def _provision(self, old: Provision, new: Provision) -> Provision:
        below = self._below(old, new)
        closing = new.closing
        if closing is not None:
            # It is the last of the newer ones; a closing that is gone stands before it, among the others.
            closing = cast(Paragraph, below[-1])
            below = below[:-1]
        words = self._words(old.inlines, new.inlines, new.identity)
        return replace(new, inlines=words, children=below, closing=closing)

    def _table(self, old: Table, new: Table) -> Table:
        rows = self._members(self._arranged.steps(placed(old.rows), placed(new.rows)))
        return replace(
            new,
            redlined=self._plain(f"{new.identity}~caption", old.caption, new.caption),
            columns=tuple(
                self._column(new.identity, *pair) for pair in zip(old.columns, new.columns, strict=True)
            ),
            rows=cast(tuple[Row, ...], rows),
            notes=cast(tuple[Paragraph, ...], self._below(old, new)),
        )

    def _column(self, table: str, old: TableColumn, new: TableColumn) -> TableColumn:
        return replace(new, redlined=self._plain(f"{table}/{new.name}", old.heading, new.heading))

    def _cell(self, old: Cell, new: Cell) -> Cell:
        row = new.identity.rpartition("/")[0]
        return replace(new, inlines=self._words(old.inlines, new.inlines, new.identity, row))

    def _lines(self, old: Signature, new: Signature) -> tuple[SignatureLine, ...]:
        found: list[SignatureLine] = []
        for step in self._arranged.steps(tuple(lines_of(old)), tuple(lines_of(new))):
            was, now = cast(SignatureLine | None, step.old), cast(SignatureLine | None, step.new)
            identity = step.identity
            if was is not None and now is not None:
                label = self._plain(f"{identity}{LABEL}", was.label, now.label)
                found.append(
                    replace(now, redlined=label, inlines=self._words(was.inlines, now.inlines, identity))
                )
            elif was is not None:
                found.append(replace(was, mark=Mark(MarkKind.DELETED, self._number(identity))))
            elif now is not None:
                found.append(replace(now, mark=Mark(MarkKind.INSERTED, self._number(identity))))
        return tuple(found)


def marked(member: Member, mark: Mark) -> Member:
    """A member with a mark, and with it each block and row that it holds."""
    made = replace(member, mark=mark)
    match made:
        case Group():
            return replace(made, blocks=_all(made.blocks, mark))
        case Provision():
            closing = replace(made.closing, mark=mark) if made.closing is not None else None
            return replace(made, children=_all(made.children, mark), closing=closing)
        case Recital() | Definition():
            return replace(made, children=_all(made.children, mark))
        case Table():
            rows = tuple(replace(row, mark=mark) for row in made.rows)
            return replace(made, rows=rows, notes=tuple(replace(note, mark=mark) for note in made.notes))
    return made


def _all(blocks: Iterable[Block], mark: Mark) -> tuple[Block, ...]:
    return tuple(cast(Block, marked(block, mark)) for block in blocks)


def _within(member: Member) -> list[str]:
    """The identities of a member and of what it holds: of which one may be that of a change."""
    if isinstance(member, Row):
        return [member.identity, *(cell.identity for cell in member.cells)]
    if isinstance(member, RunningLine | SignatureLine):
        return [getattr(member, "identity", "")]
    found = [member.identity]
    if isinstance(member, Group) and member.heading is not None:
        found.append(member.heading.identity)
    if isinstance(member, Definition):
        found.append(f"{member.identity}{TERM}")
    if isinstance(member, Table):
        found += [f"{member.identity}~caption", *(row.identity for row in member.rows)]
    return found + [one for child in children(member) for one in _within(child)]
