"""What goes wrong inside an expression, before it has a place: made a diagnostic by `expressions`."""

from __future__ import annotations


class Trouble(Exception):
    """A fault of an expression: its code, the message, the hint, and the words of the expression that it is
    about."""

    def __init__(self, code: str, message: str, hint: str = "", near: str = "") -> None:
        """Keep the four; `near` may be empty where the whole expression is meant."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.near = near
