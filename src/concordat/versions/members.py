"""The member that an agreement is for, as a comparison sees through it: one agreement's `this` matches the other's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

THIS = "this"
"""What stands in a mapped identity or text in place of the member."""


@dataclass(frozen=True)
class Member:
    """The member (`this`) of an agreement: its slug, and the names by which it is called in words."""

    slug: str
    names: tuple[str, ...]

    def identity(self, identity: str) -> str:
        """An identity with the member's slug, wherever it is a whole key, made `this`."""
        return self._key.sub(THIS, identity) if self.slug else identity

    def parted(self, text: str) -> list[str]:
        """A text parted at the member's names: every second piece is a name."""
        return self._name.split(text) if self.names else [text]

    def text(self, text: str) -> str:
        """A text with each of the member's names made `<this>`."""
        return self._name.sub(f"<{THIS}>", text) if self.names else text

    @cached_property
    def _key(self) -> re.Pattern[str]:
        return re.compile(rf"(?<=[/@#]){re.escape(self.slug)}(?=[/@#~]|$)")

    @cached_property
    def _name(self) -> re.Pattern[str]:
        longest_first = sorted(filter(None, self.names), key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")


NOBODY = Member("", ())
"""The member of an agreement that is not one of several: nothing is mapped."""
