"""A footprint: what its agreements share, who may decide for its parties, and how long its versions are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from concordat.diagnostics import Span
from concordat.model.data import Datum, Period, Status
from concordat.model.register import Authority


class Gives(StrEnum):
    """What an authority record covers."""

    APPROVE = "approve"
    SIGN = "sign"
    AGREE_CHANGES = "agree-changes"


@dataclass(frozen=True, slots=True)
class AuthorityRecord:
    """An authority record of committee.yaml: what it says as a manifest keeps it, its source, how sure it is, its place.

    In `authority` every day is as ISO 8601 writes it, and `ceiling_money` a decimal number of pounds.
    """

    authority: Authority
    source: str
    status: Status
    span: Span


@dataclass(frozen=True, slots=True)
class Retention:
    """How long versions are to be kept: the rule, the event from which `period` runs, and whose rule it is (`source`)."""

    rule: str
    event: str
    period: Period
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Committee:
    """What the agreements of a footprint share. `folder` is its slug; `values` and `region` are data.

    `party_answers` holds what every agreement of the footprint says of a party, by its slug. `family` maps the
    label of each family to its keys, and each key to the name of instructions (`delegation-2025`) with its place.
    `retention` is by the mode of execution (`hand`, `deed`).
    """

    folder: str
    name: Datum
    region: Datum
    members: tuple[Datum, ...]
    family: Mapping[str, Mapping[str, Datum]]
    authority: tuple[AuthorityRecord, ...]
    values: Mapping[str, Datum]
    party_answers: Mapping[str, Mapping[str, Datum]]
    example: bool
    span: Span
    retention: Mapping[str, Retention] = field(default_factory=dict)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of the members, in their order."""
        return tuple(member.key or str(member.value) for member in self.members)

    def family_of(self, instructions: str) -> tuple[str, Mapping[str, Datum]]:
        """The label and the keys of the family that names the instructions at a path (`committee/name`).

        An agreement's own family is the one that names its instructions; both are empty where none does.
        """
        name = instructions.rpartition("/")[2]
        for label, keys in self.family.items():
            if any(named.value == name for named in keys.values()):
                return label, keys
        return "", {}
