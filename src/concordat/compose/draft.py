"""What passes from one pass of composition to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from concordat.compose.evaluate import Evaluator, Names
from concordat.diagnostics import Span
from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.library import (
    Entry,
    House,
    Instructions,
    Precedent,
    Wording,
    Workspace,
)
from concordat.model.prose import Connective, SourceInline
from concordat.model.tree import Condition, Group, Omitted, Origin


@dataclass(frozen=True)
class Chosen:
    """A chosen paragraph: its inlines without conditions, the names in force there, and its origin."""

    identity: str
    inlines: tuple[SourceInline, ...]
    names: Names
    origin: Origin


@dataclass(frozen=True)
class ChosenProvision:
    """A chosen provision; `connective` joins its members, `member` says that it is one of such a list."""

    opening: Chosen
    children: tuple[ChosenBlock, ...]
    closing: Chosen | None
    connective: Connective | None
    was: tuple[str, ...]
    member: bool = False


@dataclass(frozen=True)
class ChosenTable:
    """A table to be set: its name in schedules/tables/, the entry that holds it, and the names in force."""

    table: str
    holder: str
    span: Span
    names: Names
    origin: Origin


@dataclass(frozen=True)
class ChosenDefinitions:
    """The place of the definitions."""

    span: Span


@dataclass(frozen=True)
class ChosenPart:
    """A chosen Part of a schedule."""

    identity: str
    title: str
    blocks: tuple[ChosenBlock, ...]
    origin: Origin


ChosenBlock = Chosen | ChosenProvision | ChosenTable | ChosenDefinitions | ChosenPart


@dataclass(frozen=True)
class ChosenEntry:
    """A clause or schedule that is in: with whose words it is here, and its chosen blocks."""

    entry: Entry
    wording: Wording
    blocks: tuple[ChosenBlock, ...]
    origin: Origin


class Sisters(Protocol):
    """The agreements of a draft's own family, by the keys of committee.yaml."""

    @property
    def keys(self) -> Mapping[str, Datum]:
        """Each key with the name of the instructions under it and the place of that name."""

    def begun(self, key: str) -> tuple[Draft, ...]:
        """The agreements under a key, with their names and answers; none where the family has no such key."""

    def filled(self, key: str) -> tuple[Draft, ...]:
        """The agreements under a key, chosen and filled; none where the family has no such key."""


@dataclass(frozen=True)
class Draft:
    """An agreement on its way. Each pass takes one and gives one; what a pass has not reached is empty.

    `merged` maps the identity of a list's only member to the provision that it was merged into; `members` are
    the identities of list members (their first word is no sentence start); `ties` those of the tables that are shown.
    """

    path: str
    workspace: Workspace
    committee: Committee
    instructions: Instructions
    precedent: Precedent
    house: House
    evaluator: Evaluator
    names: Names
    parties: tuple[Datum, ...]
    sisters: Sisters
    clauses: tuple[ChosenEntry, ...] = ()
    schedules: tuple[ChosenEntry, ...] = ()
    recitals: tuple[tuple[str, tuple[ChosenBlock, ...]], ...] = ()
    omitted: tuple[Omitted, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    members: frozenset[str] = frozenset()
    groups: tuple[Group, ...] = ()
    ties: tuple[Condition, ...] = ()
