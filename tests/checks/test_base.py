"""The small workspace itself is sound."""

from __future__ import annotations

from small import look


def test_nothing_is_wrong_with_the_base() -> None:
    seen = look()
    assert [(d.code, str(d.span), d.message) for d in (*seen.before, *seen.found)] == []
