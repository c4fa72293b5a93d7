"""Names and evaluation for one agreement: facts and tables are worked out when they are first read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from concordat.diagnostics import Faults
from concordat.language import expressions
from concordat.language.expressions import Empty
from concordat.model.data import Blank, Datum
from concordat.model.prose import Expression
from concordat.model.tree import Condition, Read

Lazy = Callable[[], tuple[Datum, tuple[Read, ...]] | None]
"""Works out a name when it is first read: its datum and what that was read from, or None after a fault."""


class Names(Mapping[str, Datum]):
    """The names that an expression may read. A bound name (of a repetition or a row) hides one of the agreement."""

    def __init__(self, fixed: Mapping[str, Datum]) -> None:
        """`fixed` are the names that are ready."""
        self._fixed = dict(fixed)
        self._lazy: dict[str, Lazy] = {}
        self._reads: dict[str, tuple[Read, ...]] = {}
        self._bound: dict[str, Datum] = {}
        self._open: list[str] = []

    def add_lazy(self, name: str, work_out: Lazy) -> None:
        """One more name, worked out at its first reading and kept."""
        self._lazy[name] = work_out

    def bind(self, name: str, datum: Datum) -> Names:
        """The same names and one more, which hides any other of that name."""
        bound = Names.__new__(Names)
        bound.__dict__ = {**self.__dict__, "_bound": {**self._bound, name: datum}}
        return bound

    def __getitem__(self, name: str) -> Datum:
        """The datum of that name; KeyError where there is none."""
        if name in self._bound:
            return self._bound[name]
        if name in self._fixed:
            return self._fixed[name]
        if name in self._open or name not in self._lazy:
            raise KeyError(name)
        self._open.append(name)
        try:
            found = self._lazy[name]()
        finally:
            self._open.pop()
        if found is None:
            raise KeyError(name)
        self._fixed[name], self._reads[name] = found
        return found[0]

    def __iter__(self) -> Iterator[str]:
        """Every name once, those worked out later among them."""
        return iter(dict.fromkeys((*self._bound, *self._fixed, *self._lazy)))

    def __len__(self) -> int:
        """How many names there are."""
        return len(tuple(iter(self)))

    def reads_behind(self, reads: tuple[Read, ...]) -> tuple[Read, ...]:
        """These reads and, after each fact among them, what that fact was read from; each once."""
        found: dict[tuple[str, str], Read] = {}
        for read in reads:
            found.setdefault((read.name, str(read.span)), read)
            for behind in self._reads.get(read.name.split(".")[0], ()):
                found.setdefault((behind.name, str(behind.span)), behind)
        return tuple(found.values())


@dataclass(frozen=True)
class Evaluator:
    """Evaluates the expressions of one agreement; `functions` are the calls that an expression may make."""

    faults: Faults
    functions: Mapping[str, Callable[..., object]]

    def with_function(self, name: str, function: Callable[..., object]) -> Evaluator:
        """The same evaluator with one more call that an expression may make."""
        return Evaluator(self.faults, {**self.functions, name: function})

    def value(
        self, expression: Expression, names: Names, *, empty: bool = False, cells: Empty = Empty.FAULT
    ) -> expressions.Evaluation | None:
        """The value of an expression with all that it read; None after a fault. `empty` accepts an empty cell,
        and `cells` says what one does on the way."""
        found = expressions.evaluate(expression, names, self.functions, self.faults, empty=empty, cells=cells)
        if found is None:
            return None
        return expressions.Evaluation(found.value, names.reads_behind(found.reads), found.term)

    def compared(self, expression: Expression, names: Names) -> tuple[str, ...]:
        """The figures that a condition compares, as they print; none where it compares nothing."""
        return expressions.compared(expression, names, self.functions)

    def rule(self, expression: Expression, names: Names) -> Condition:
        """A rule and whether it is kept. One that turns on a blank is not kept: what it asks for is still to be answered."""
        found = self.value(expression, names, empty=True)
        if found is None or not isinstance(found.value.value, Blank):
            return self.condition(expression, names)
        return Condition(expression.text, expression.span, found.reads, False)

    def condition(self, expression: Expression, names: Names) -> Condition:
        """A condition and its answer. One that cannot be evaluated counts as met: its fault stops the agreement anyway."""
        answer = expressions.evaluate_condition(expression, names, self.functions, self.faults)
        met, reads = answer if answer is not None else (True, ())
        return Condition(expression.text, expression.span, names.reads_behind(reads), met)
