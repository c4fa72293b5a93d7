"""The sentences of amendments, in the one way that the house has chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from concordat.language.english import join_names
from concordat.model.amendments import Manner, Wording
from concordat.model.tree import Block, Party, Recital
from concordat.versions.amending.places import Name, joined
from concordat.versions.amending.wording import Op, said


def sentence(words: str, within: str = "") -> str:
    """Words as a sentence; `within` goes before them ("In the Particulars, …")."""
    words = f"{within}, {words}" if within else words
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What an amendment says. A sentence that ends with a colon is followed by what it quotes."""

    manner: Manner

    @property
    def _replaces(self) -> bool:
        return self.manner.wording is Wording.DELETE_AND_REPLACE

    def words(self, names: Sequence[Name], ops: Sequence[Op], column: str = "") -> str:
        """Changes of words in one place, or the same in each of several; where these are rows, in a column of theirs."""
        told = said(ops, self.manner.wording)
        if column:
            return sentence(f"in {joined(names)}, in the column “{column}”, {told}.", names[0].within)
        if len(names) == 1:
            return sentence(f"in {names[0].text}, {told}.", names[0].within)
        whole = [replace(one, of=f"{one.of} {one.within}".rstrip(), within="") for one in names]
        return sentence(f"in each of the following places, {told}: {joined(whole)}.")

    def whole(self, name: Name, words: str) -> str:
        """Other words in place of a whole text."""
        if not words:
            return self.omitted([name])
        told = f"delete {name.text} and replace with" if self._replaces else f"for {name.text} substitute"
        return sentence(f"{told} “{words}”.", name.within)

    def block(self, names: Sequence[Name], rows: int = 0) -> str:
        """What is quoted takes the place of blocks or rows."""
        what = f" the following row{'s' if rows > 1 else ''}" if rows else ""
        named = joined(names, ranges=True)
        told = f"delete {named} and replace with" if self._replaces else f"for {named} substitute"
        return sentence(f"{told}{what}:", names[0].within)

    def omitted(self, names: Sequence[Name], *, unused: bool = False) -> str:
        """Blocks or rows go; where they are left `unused`, their numbers stay."""
        told = f"{'delete' if self._replaces else 'omit'} {joined(names, ranges=True)}"
        if unused:
            several = len(names) > 1
            stays = "their numbers stay" if several else "its number stays"
            told += f"; {stays}, with the words “{self.manner.not_used}”"
        return sentence(f"{told}.", names[0].within)

    def inserted(self, where: str, within: str, rows: int = 0) -> str:
        """What is quoted comes in; `where` is such as "after clause 9"."""
        what = f" the following row{'s' if rows > 1 else ''}" if rows else ""
        return sentence(f"{where} insert{what}:", within)

    def followed(self, found: Sequence[tuple[Block, str, str]], *, frozen: bool) -> str:
        """Numbers follow order, and references follow them. `found` is what has another number, with its two names: where
        numbers stay, each that does not is named."""
        if frozen:
            told = "; ".join(f"{before} is now {after}" for _, before, after in found)
            return f"The references are changed accordingly{': ' if told else ''}{told}."
        besides = (("recitals", Recital), ("parties", Party))
        more = (name for name, kind in besides if any(isinstance(block, kind) for block, *_ in found))
        return f"The {join_names(['clauses', 'schedules', *more, 'references'])} are renumbered accordingly."

    def moved(self, names: Sequence[Name], where: str) -> str:
        """Blocks or rows come to stand elsewhere; `where` is such as "to follow clause 15"."""
        order = ", in that order," if len(names) > 1 else ""
        return sentence(f"move {joined(names, ranges=True)}{order} {where}.", names[0].within)
