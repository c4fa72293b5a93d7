"""What a house says on a copy that is issued: the words of house.yaml under `issued`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssuedWords:
    """The words on cover, running line and signature pages of an issued copy.

    A form may hold `{version}`, `{state}`, `{date}`, `{digest}` (of the text, SHA-256) and `{title}`. The statements are
    those of a copy for approval, of one for signature, and of an issued example, which takes the place of both.
    """

    version: str = "Version {version}, {state}, {date}. Text digest (SHA-256): {digest}"
    note: str = "Version {version}, {state}"
    for_approval: str = (
        "This version is put to the parties for approval. It binds nobody until every party has signed it."
    )
    for_signature: str = (
        "This version is for signature. Once every party has signed, the signed copy is the agreement."
    )
    example: str = (
        "This is an example, made by Concordat to show the life of an agreement. "
        "The bodies, people, decisions, signatures and figures in it are invented."
    )
    example_note: str = "Example of invented bodies. Version {version}, {state}"
    signature: str = "Signature page of the {title}, version {version}. Text digest (SHA-256): {digest}"


FORMS = ("version", "state", "date", "digest", "title")
"""What a form of these words may hold in braces."""
