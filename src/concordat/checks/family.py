"""What the checks of a family share: its agreements, and the rows of `check-family` that say what must agree.

Which particulars, tables and dates of a family must agree is data: the dataset `check-family`. Each of its rows has a
`rule` and, for that rule, the columns that FAMILY_RULES names; `between` lists the keys of the family that it is for
(all, where it is empty), `what` says in words what must agree and `say` what cures it. Without the dataset, only
what is true of every family is checked: names of parties and meanings of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from concordat.checks.index import AgreementIndex, LibraryIndex, agreement_index, data_table
from concordat.checks.reference_sister import family_keys
from concordat.diagnostics import Diagnostic, Related, Span
from concordat.language.nearest import did_you_mean
from concordat.language.rows import names_in, text_of
from concordat.language.values import show
from concordat.model.data import Blank, Choice, Datum
from concordat.model.library import Workspace
from concordat.model.tree import Agreement

TABLE = "check-family"
"""The dataset that says what must agree in a family."""

FAMILY_RULES: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "same": (("particular", "party_particular"),),
        "same-rows": (("tables",),),
        "not-before": (("particular",), ("between",)),
        "not-after": (("particular",), ("between",)),
        "hundred": (("particular", "party_particular"),),
        "own-meaning": (("term",),),
    }
)
"""The rules that a row may have, each with the columns it needs: one of each group."""


@dataclass(frozen=True)
class Kin:
    """One agreement of a family, and the key that it stands under."""

    key: str
    index: AgreementIndex

    @property
    def path(self) -> str:
        """The agreement's path."""
        return self.index.agreement.path

    @property
    def name(self) -> str:
        """How a message names the agreement: its title and its path."""
        return f"the {self.index.agreement.title} {self.path}"

    def asked(self, names: Iterable[str]) -> Datum | None:
        """The answer to the first of these questions that the agreement asks; None where it asks none, or has a blank."""
        for name in names:
            found = self.index.answer(name)
            if found is not None and self.index.place(f"particular/{name}") is not None:
                return None if isinstance(found.value, Blank) else found
        return None

    def asked_of_parties(self, names: Iterable[str]) -> Iterator[tuple[str, Datum]]:
        """For each party the answer to the first of these questions that is asked of it; a blank is an answer here."""
        wanted = tuple(names)
        questions = self.index.precedent.party_questions if self.index.precedent is not None else {}
        for party in self.index.parties():
            slug = party.identity.removeprefix("party/")
            for name in wanted:
                if self.index.place(f"particular/{name}@{slug}") is None or name not in questions:
                    continue
                found = self.index.given_of_party(name, slug) or questions[name].default
                if found is not None:
                    yield slug, found
                    break


@dataclass(frozen=True)
class FamilyIndex:
    """The agreements of one family, in the order of its keys, then by path. `label` is its name in committee.yaml."""

    workspace: Workspace
    label: str
    kin: tuple[Kin, ...]

    def rows(self, *rules: str) -> Iterator[Datum]:
        """The rows of `check-family` of some rules."""
        table = data_table(self.workspace, TABLE)
        return (row for row in (table.rows if table is not None else ()) if text_of(row, "rule") in rules)

    def under(self, row: Datum) -> tuple[Kin, ...]:
        """The agreements that a row is for."""
        keys = names_in(row, "between")
        return tuple(one for one in self.kin if not keys or one.key in keys)


@dataclass(frozen=True)
class FamilyFault:
    """A fault of a family, and the agreements that it stops: those that do not agree with one another."""

    paths: frozenset[str]
    diagnostic: Diagnostic


def family_index(
    workspace: Workspace, folder: str, label: str, agreements: Iterable[Agreement]
) -> FamilyIndex:
    """The index of one family of a footprint from its composed agreements; a key without any is left out."""
    composed = tuple(agreements)
    kin = []
    for key, named in workspace.committees[folder].family[label].items():
        path = f"{folder}/{named.value}"
        of_key = [one for one in composed if one.path == path or one.path.startswith(f"{path}/")]
        kin += [
            Kin(key, agreement_index(workspace, one, None)) for one in sorted(of_key, key=lambda a: a.path)
        ]
    return FamilyIndex(workspace, label, tuple(kin))


def comparable(datum: Datum) -> str:
    """What two answers are compared by: the slug of a choice, else what prints."""
    return datum.value.slug if isinstance(datum.value, Choice) else show(datum)


def fault(
    code: str,
    family: FamilyIndex,
    found: tuple[tuple[Kin, ...], Span | None, str],
    other: tuple[tuple[Kin, ...], Span | None, str],
    what: str,
    say: str,
) -> FamilyFault:
    """Two groups of agreements that do not agree: each with its place and, in words, what it has."""
    paths = frozenset(one.path for kin, *_ in (found, other) for one in kin)
    message = (
        f"{what} differs in the family “{family.label}”: {counted(found[0])} has {found[2]}, "
        f"and {counted(other[0])} has {other[2]}"
    )
    related = (Related(f"{other[0][0].path} has {other[2]}", other[1]),) if other[1] is not None else ()
    hint = say or "make the two the same: agreements of one family are read together"
    return FamilyFault(paths, Diagnostic(code, found[1], message, hint, related, found[0][0].path))


def counted(kin: tuple[Kin, ...]) -> str:
    """The first of some agreements, and how many others there are."""
    others = len(kin) - 1
    return kin[0].name + (f" (and {others} other{'s' if others > 1 else ''})" if others else "")


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each row of `check-family` that no check can read: a check that silently checks nothing protects nobody."""
    table = data_table(index.workspace, TABLE)
    known = _known(index)
    for row in table.rows if table is not None else ():
        rule = text_of(row, "rule")
        if rule not in FAMILY_RULES:
            hint = did_you_mean(rule, FAMILY_RULES, f"the rules are {', '.join(FAMILY_RULES)}")
            yield _malformed(row, "rule", f"no check reads the rule “{rule}”", hint)
            continue
        for group in FAMILY_RULES[rule]:
            if not any(names_in(row, column) for column in group):
                yield _malformed(row, "", f"the rule “{rule}” needs `{'` or `'.join(group)}`", "write it")
        for column, (names, lacking) in known.items():
            for name in names_in(row, column):
                if name not in names:
                    hint = did_you_mean(name, names, "mend the name")
                    yield _malformed(row, column, f"{lacking} “{name}”", hint)


def _known(index: LibraryIndex) -> Mapping[str, tuple[frozenset[str], str]]:
    """What the columns of a row may name, and what is said of a name that is not among it."""
    library = index.workspace.library
    precedents = library.precedents.values()
    asked = frozenset(name for precedent in precedents for name in precedent.questions)
    of_party = frozenset(name for precedent in precedents for name in precedent.party_questions)
    terms = (*library.definitions, *(definition.term for definition in library.definitions.values()))
    return {
        "particular": (asked, "no precedent asks"),
        "other": (asked, "no precedent asks"),
        "party_particular": (of_party, "no precedent asks of each party"),
        "tables": (frozenset(library.tables), "there is no table"),
        "between": (family_keys(index.workspace), "no family has an agreement under the key"),
        "term": (frozenset(terms), "the library defines no term"),
    }


def _malformed(row: Datum, column: str, message: str, hint: str) -> Diagnostic:
    cell = row.value.get(column) if isinstance(row.value, Mapping) else None
    return Diagnostic("table-malformed", cell.span if cell is not None else row.span, message, hint)
