"""The named steps of writing an event to a register (docs/register.md), at each of which a test may stop the run."""

from __future__ import annotations

from collections.abc import Callable

STEPS = ("locked", "read", "rendered", "staged", "housed", "placed", "appended", "committed", "unlocked")
"""The steps in their order. `rendered` is reached by the conductor, the others by the store."""


def _nothing(step: str) -> None:
    """What happens at a step: nothing, unless a test puts something else into `hook`."""


hook: Callable[[str], None] = _nothing
"""Called with each step once it is done. Only a test sets it; nothing outside the process can."""


def reached(step: str) -> None:
    """Tell that a step is done."""
    hook(step)
