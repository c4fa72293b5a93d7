"""A second edition of the invented national form of tests/workspaces/lending-form, and what in it is not as in the first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from support import FORM, form_workspace

OLD, NEW = "form-2031", "form-2033"
FOLDER = f"clauses/national/{NEW}"
AGREEMENT = "towns/lending-2031"


def _as_before(name: str) -> str:
    return (FORM / "clauses" / "national" / OLD / name).read_text(encoding="utf-8")


def _published(text: str) -> str:
    """A text of the first edition as the second publishes it again."""
    return text.replace("Form L", "Form M").replace("2031-01-31", "2033-01-31")


def _changed(name: str, old: str, new: str) -> str:
    text = _published(_as_before(name))
    assert text.count(old) == 1
    return text.replace(old, new)


SECOND: Mapping[str, str | None] = {
    # one provision reworded, one new
    f"{FOLDER}/lending.md": _changed("lending.md", "   1. {#new} new Books.\n", "   1. {#new} new Books, except in May.\n")
    + "1. {#notice} A party may end lending on three months' notice.\n",
    # published again, and nothing in it is another
    f"{FOLDER}/meaning.md": _published(_as_before("meaning.md")),
    f"{FOLDER}/meanings.md": _published(_as_before("meanings.md")),
    f"{FOLDER}/returns.md": _published(_as_before("returns.md")),
    # a provision that is not used any more
    f"{FOLDER}/books.md": _changed("books.md", "\n1. {#new} New Books are listed by Fern under [](#part-old).\n", "\n1. {#more} More Books are listed by Fern.\n"),
    # a clause that is new, where the library has a model text of its own
    f"{FOLDER}/care.md": _published(_as_before("fines.md")).replace("id: fines", "id: care").replace("title: Fines", "title: Care of Books")
    .replace("1. {#main} The fine is in [](#tariff).", "1. {#main} The Borrower shall care for each Book.\n1. {#dry} It shall keep it dry.\n1. {#law} Nothing else is owed."),
    # a clause that no precedent takes
    f"{FOLDER}/insurance.md": _published(_as_before("fines.md")).replace("id: fines", "id: insurance").replace("title: Fines", "title: Insurance")
    .replace("The fine is in [](#tariff).", "Each party shall insure."),
    f"{FOLDER}/definitions/form.md": "{#book} Book\n: any bound volume or recording.\n\n{#form-borrower} Borrower\n: a party that borrows.\n\n{#loan} Loan\n: a lending of a Book.\n",
    f"{FOLDER}/numbering.yaml": """clauses:
  meaning: '1'
  meaning/heads: '1.1'
  meaning/main: '1.2'
  lending: '2'
  lending/main: '2.1'
  lending/old: '2.1.1'
  lending/new: '2.1.2'
  lending/start: '2.2'
  lending/notice: '2.3'
  care: '3'
  care/main: '3.1'
  care/dry: '3.2'
  care/law: '3.3'
  returns: '4'
  returns/main: '4.1'
schedules:
  meanings: Schedule 1
  meanings/terms: '1'
  books: Schedule 2
  books/part-old: Part A
  books/old: '1'
  books/part-new: Part B
  books/new: '1'
  books/more: '2'
""",
}  # fmt: skip


def two_editions(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """A copy of the workspace with both editions; its precedent names the first."""
    return form_workspace(folder, {**SECOND, **(changes or {})})
