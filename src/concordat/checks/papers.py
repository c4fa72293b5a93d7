"""What the checks of a board's paper share: the paper, what its author wrote freely, and the agreements of which it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concordat.checks.index import AgreementIndex, agreement_index
from concordat.diagnostics import Span
from concordat.model.data import Datum
from concordat.model.library import Instructions, Workspace
from concordat.model.pack import PackPlan
from concordat.model.tree import Agreement

_SENTENCE = re.compile(r"(?=\S)[^.;:!?\n]+(?:\.(?=\d)[^.;:!?\n]+)*[.;:!?]?")


@dataclass(frozen=True, slots=True)
class FreeText:
    """Words that the author of a paper wrote: the label of the question that they answer, the words, their place."""

    label: str
    text: str
    span: Span

    def sentences(self) -> Iterator[re.Match[str]]:
        """The sentences of the text, in order."""
        return (found for found in _SENTENCE.finditer(self.text) if found.group().strip())

    def at(self, start: int, length: int) -> Span:
        """The place of some of the words; that of the whole text where it does not stand in one line as written."""
        quotes = self.span.length - len(self.text)
        if quotes not in (0, 2):
            return self.span
        return Span(self.span.file, self.span.line, self.span.column + quotes // 2 + start, length)


@dataclass(frozen=True)
class PaperIndex:
    """A paper, ready for its checks. `agreements` are those of which it speaks, by their keys."""

    of: AgreementIndex
    plan: PackPlan
    texts: tuple[FreeText, ...]
    agreements: Mapping[str, Agreement]


def paper_index(
    workspace: Workspace,
    paper: Instructions,
    tree: Agreement,
    plan: PackPlan,
    agreements: Mapping[str, Agreement],
) -> PaperIndex:
    """The index of one paper; `tree` is the paper alone, without the schedules that are bound with it."""
    index = agreement_index(workspace, tree, None)
    questions = index.precedent.questions if index.precedent is not None else {}
    texts = tuple(
        found
        for name, datum in paper.answers.items()
        for found in _texts(datum, questions[name].label if name in questions else name, paper.span)
    )
    return PaperIndex(index, plan, texts, agreements)


def _texts(datum: Datum, label: str, otherwise: Span) -> Iterator[FreeText]:
    """Every text in an answer, those in the rows of a table too; a blank and a choice are no free text."""
    value = datum.value
    if isinstance(value, str):
        yield FreeText(label, value, datum.span or otherwise)
    elif isinstance(value, tuple):
        for member in value:
            yield from _texts(member, label, datum.span or otherwise)
    elif isinstance(value, Mapping):
        for name, member in value.items():
            if name != "id":
                yield from _texts(member, label, datum.span or otherwise)
