"""Which factors an expression reads in the end, through facts, tables, parties and other conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from concordat.language.survey import Parsed, survey
from concordat.model.library import Precedent, QuestionType, Workspace
from concordat.model.prose import Expression
from concordat.proof.factors import EXAMPLE, MEMBERS, REGION
from concordat.proof.sister import sister_precedent
from concordat.proof.standing import Each, Path


@dataclass
class Reads:
    """Tells the factors that expressions of one precedent read. What is not followed to a factor is constant."""

    workspace: Workspace
    precedent: Precedent
    _known: dict[tuple[str, frozenset[str]], frozenset[str]] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def of_path(self, path: Path) -> frozenset[str]:
        """The factors that decide whether every step of a path holds."""
        found: set[str] = set()
        bound: set[str] = set()
        for step in path:
            if isinstance(step, Each):
                found |= self.of(step.members, frozenset(bound))
                bound.add(step.name)
            else:
                found |= self.of(step.expression, frozenset(bound))
        return frozenset(found)

    def of(self, expression: Expression, bound: frozenset[str] = frozenset()) -> frozenset[str]:
        """The factors that an expression reads; `bound` are the names that a repetition or a question binds."""
        key = (expression.text, bound)
        if key not in self._known:
            if expression.text in self._open:  # facts that read each other in a circle: a check names them
                return frozenset()
            self._open.add(expression.text)
            self._known[key] = frozenset(self._of(expression.text, bound))
            self._open.discard(expression.text)
        return self._known[key]

    def _of(self, text: str, bound: frozenset[str]) -> Iterator[str]:
        parsed = survey(text)
        if not isinstance(parsed, Parsed):
            return
        for name in parsed.names:
            yield from self._of_name(name, bound)
        # `where('votes', 0)`: a text in quotation marks may name what is asked of each party.
        yield from (f"party.{one}" for one in parsed.literals if one in self.precedent.party_questions)
        for function, argument in parsed.calls:
            if function == "has":
                yield from self._of_entry(argument)
            elif function == "sisters":
                yield f"sisters.{argument}"
                sister = sister_precedent(self.workspace, argument)
                asked = sister.questions if sister is not None else {}
                yield from (f"sisters.{argument}.{one}" for one in parsed.literals if one in asked)

    def _of_name(self, name: str, bound: frozenset[str]) -> Iterator[str]:
        head, _, rest = name.partition(".")
        step = rest.split(".")[0]
        if head in bound:
            yield from (f"party.{step}",) if step in self.precedent.party_questions else ()
        elif head == "particulars":
            yield from self._of_particular(step)
        elif head == "text_from" and self.precedent.text_from is not None:
            yield from self._of_particular(self.precedent.text_from)
        elif head == "parties":
            yield MEMBERS
            for slot in self.precedent.parties:
                yield from self.of(slot.when) if slot.when is not None else ()
        elif head == "committee":
            yield from {"members": (MEMBERS,), "region": (REGION,), "example": (EXAMPLE,)}.get(step, ())
        elif head == "tables":
            yield from self._of_table(step)
        elif head in self.precedent.facts:
            yield from self.of(self.precedent.facts[head])

    def _of_particular(self, name: str) -> Iterator[str]:
        question = self.precedent.questions.get(name)
        if question is not None:
            yield f"particulars.{name}"
            if QuestionType.PARTY in (question.type, question.of):  # its slug is looked up among the parties
                yield from self._of_name("parties", frozenset())

    def _of_table(self, name: str) -> Iterator[str]:
        spec = self.workspace.library.tables.get(name)
        if spec is None:
            return
        yield from self._of_name(spec.dataset, frozenset())
        if spec.where is not None:
            yield from self.of(spec.where, frozenset({"row"}))

    def _of_entry(self, entry: str) -> Iterator[str]:
        for slot in (*self.precedent.clauses, *self.precedent.schedules):
            held = self.workspace.library.entries.get(slot.id)
            if slot.id == entry and held is not None:
                for when in (slot.when, held.when):
                    yield from self.of(when) if when is not None else ()


def all_reads(reads: Reads, paths: Iterable[Path], expressions: Iterable[Expression]) -> frozenset[str]:
    """Every factor that these paths and expressions read."""
    found: set[str] = set()
    for path in paths:
        found |= reads.of_path(path)
    for expression in expressions:
        found |= reads.of(expression)
    return frozenset(found)
