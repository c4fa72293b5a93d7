"""The JSON Schema (2020-12) of the instructions of a precedent, so that an editor completes and checks them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from concordat.model.library import Precedent, Question, QuestionType

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The dialect that the schema is written in."""

_T = TypeVar("_T")
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_Status = Literal["confirmed", "derived", "unconfirmed", "example"]


class _Blank(BaseModel):
    """Something still to be filled: what is wanted, and of whom."""

    model_config = ConfigDict(extra="forbid", title="Blank")
    blank: str = Field(description="What is wanted.")
    of: str | None = Field(None, alias="from", description="Of whom it is wanted.")
    until: Literal["for-approval", "approval", "signing"] | None = Field(
        None, description="How long it may stand."
    )


class _Sourced(BaseModel, Generic[_T]):
    """A value with its source and how sure it is."""

    model_config = ConfigDict(extra="forbid", title="Value with its source")
    value: _T
    source: str | None = None
    status: _Status | None = None


class _Deviation(BaseModel):
    """Local text in place of a clause, a schedule or a definition."""

    model_config = ConfigDict(extra="forbid", title="Deviation")
    clause: str | None = None
    schedule: str | None = None
    definition: str | None = None
    text: str = Field(pattern=r"^local/[a-z0-9]+(-[a-z0-9]+)*\.md$")
    replaces: str = Field(description="The digest of the library text that it replaces.")
    reason: str
    approved_by: str | None = None
    approved_on: date | None = None
    expires: date | None = None
    only_for: list[str] | None = Field(None, description="The members in whose agreements alone it stands.")


_PLAIN: Mapping[QuestionType, Any] = {
    QuestionType.TEXT: Annotated[str, Field(min_length=1)],
    QuestionType.PERSON: Annotated[str, Field(min_length=1)],
    QuestionType.REFERENCE: Annotated[str, Field(min_length=1)],
    QuestionType.DATE: date,
    QuestionType.PERIOD: Annotated[int, Field(ge=0)]
    | Annotated[str, Field(pattern=r"^\d+ (working day|day|week|month|year)s?$")],
    QuestionType.MONEY: Annotated[str, Field(pattern=r"^[-−]?£[\d,]+(\.\d+)?(k|m|bn)?$")],
    QuestionType.PERCENTAGE: Annotated[str, Field(pattern=r"^[-−]?\d+(\.\d+)?\s?%$")],
    QuestionType.INTEGER: int,
    QuestionType.YES_NO: bool,
    QuestionType.PARTY: Annotated[str, Field(pattern=_SLUG)],
    QuestionType.TABLE: list[dict[str, Any]],
}


_FORMS: list[Any] = [
    {
        "required": ["precedent"],
        "properties": {
            "precedent": {"type": "string"},
            "varies": False,
            "effective": False,
            "variation": False,
        },
    },
    {
        "required": ["varies", "effective"],
        "properties": dict.fromkeys(("precedent", "for_each", "restates", "agreements", "seen"), False),
    },
]
"""What a base must and may not have, and what an overlay."""


def particulars_schema(precedent: Precedent) -> dict[str, Any]:
    """The schema of instructions for one precedent: every question with its words, its type and its choices.

    Overlays of such instructions pass too: they name what they vary and their day in place of the precedent.
    What a check needs and a schema cannot say (rules, conditions, parties of the footprint) is left to `check`.
    The same precedent gives the same schema.
    """
    particulars = _answers("Particulars", precedent.questions)
    of_party = _answers("Particulars of a party", precedent.party_questions)
    either = _answers("Particulars of one member", {**precedent.questions, **precedent.party_questions})
    slug = Annotated[str, Field(pattern=_SLUG)]
    fields: dict[str, Any] = {
        "precedent": (_choice((precedent.id,)) | None, Field(None, description=precedent.title)),
        "for_each": _optional(str, "A list of committee.yaml: one agreement for each member."),
        "particulars": _optional(particulars, "The answers."),
        "party_particulars": _optional(_by(slug, of_party), "The answers of each party."),
        "each": _optional(_by(slug, either), "The answers of each member."),
        "deviations": _optional(list[_Deviation], "Local text in place of the library's."),
        "varies": _optional(str, "The instructions of this footprint that an overlay varies."),
        "effective": _optional(date, "The day from which an overlay has effect."),
        "variation": _optional(
            dict[str, Any], "What the variation agreement that an overlay makes answers of its own."
        ),
        "restates": _optional(str, "The instructions of this footprint that these restate."),
    }
    if precedent.pack is not None:
        keys: dict[str, Any] = {
            key: _optional(str, "The path of the agreement.") for key in precedent.pack.agreements
        }
        held = ConfigDict(extra="forbid", title="Agreements")
        spoken = create_model("Agreements", __config__=held, **keys)
        fields["agreements"] = (spoken, Field(description="The agreements of which the paper speaks."))
        last: dict[str, Any] = {
            key: _optional(date | str, "@1.0, a day, or never.") for key in precedent.pack.agreements
        }
        each = create_model("Seen", __config__=ConfigDict(extra="forbid", title="Last seen"), **last)
        fields["seen"] = _optional(date | str | each, "What the board last saw: @1.0, a day, or never.")
    config = ConfigDict(
        extra="forbid", title=f"Instructions: {precedent.title}", json_schema_extra={"oneOf": _FORMS}
    )
    model = create_model("Instructions", __config__=config, **fields)
    return {"$schema": DIALECT, **model.model_json_schema(by_alias=True)}


def _optional(kind: Any, description: str) -> tuple[Any, Any]:
    return (kind | None, Field(None, description=description))


def _by(key: Any, value: Any) -> Any:
    return dict[key, value]


def _choice(words: tuple[str, ...]) -> Any:
    return Literal[words]


def _answers(title: str, questions: Mapping[str, Question]) -> type[BaseModel]:
    """The model of some answers; each field bears its question's name as alias, so that no name is forbidden."""
    fields: dict[str, Any] = {}
    for number, (name, question) in enumerate(questions.items()):
        plain = _plain(question)
        fields[f"answer_{number}"] = (
            plain | _sourced(plain) | _Blank | None,
            Field(None, alias=name, title=question.label, description=question.ask),
        )
    return create_model(title.replace(" ", ""), __config__=ConfigDict(extra="forbid", title=title), **fields)


def _sourced(plain: Any) -> Any:
    return _Sourced[plain]


def _list(of: Any) -> Any:
    return list[of]


def _plain(question: Question) -> Any:
    if question.type is QuestionType.CHOICE and question.choices:
        return _choice(tuple(question.choices))
    if question.of is QuestionType.CHOICE and question.choices:
        return _list(_choice(tuple(question.choices)))
    if question.type is QuestionType.LIST:
        return _list(_PLAIN.get(question.of or QuestionType.TEXT, str))
    return _PLAIN.get(question.type, str)
