"""Writing HTML: escaping, elements, and the addresses of places. All text passes through `escape` here."""

from __future__ import annotations

from html import escape as _escape
from urllib.parse import quote

_FRAGMENT = "/@~!$&'()*+,;=:?"
"""Characters that may stand in the fragment of an address as they are (RFC 3986, section 3.5)."""


def escape(text: str) -> str:
    """Text as it stands in HTML, in an element or in a quoted attribute."""
    return _escape(text, quote=True)


def element(tag: str, content: str, **attributes: str | None) -> str:
    """An element around content that is HTML already.

    Attribute values are plain text and are escaped; None leaves the attribute out; `class_` is `class`, and `_`
    within a name is `-`.
    """
    return f"<{tag}{_attributes(attributes)}>{content}</{tag}>"


def void(tag: str, **attributes: str | None) -> str:
    """An element without content (`meta`, `img`, `col`)."""
    return f"<{tag}{_attributes(attributes)}>"


def _attributes(attributes: dict[str, str | None]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )


def address(identity: str) -> str:
    """The address of a place within the page: `#` and the identity, with what a fragment may not hold escaped.

    The `id` of a place is its identity as it is: HTML allows any character but white space in it, so
    the address of a place never changes while its identity does not.
    """
    return "#" + quote(identity, safe=_FRAGMENT)
