"""What a comparison knows of two agreements beyond their trees: for whom each is, and what decides the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.language.survey import Parsed, survey
from concordat.model.data import Datum
from concordat.model.library import Precedent
from concordat.model.prose import Expression
from concordat.model.tables import TableSpec
from concordat.versions.members import Member


def member_of(member: Datum) -> Member:
    """What a comparison knows of a member: its slug and its names."""
    fields = member.value if isinstance(member.value, Mapping) else {}
    names = (fields[name].value for name in ("legal_name", "short_name") if name in fields)
    return Member(member.key or "", tuple(name for name in names if isinstance(name, str)))


def read_by(tables: Mapping[str, TableSpec], precedent: Precedent) -> dict[str, tuple[str, ...]]:
    """The data that decide which rows a table has: what its condition reads, and an answer whose rows it shows."""
    found: dict[str, tuple[str, ...]] = {}
    for name, spec in tables.items():
        names = [spec.dataset, *(_names(spec.where) if spec.where is not None else ())]
        for one in names:  # a fact is followed to what it is worked out from
            fact = precedent.facts.get(one.split(".")[0])
            names += [more for more in _names(fact) if more not in names] if fact is not None else []
        found[name] = tuple(one for one in names if one.split(".")[0] != "row")
    return found


def _names(expression: Expression) -> tuple[str, ...]:
    parsed = survey(expression.text)
    return parsed.names if isinstance(parsed, Parsed) else ()
