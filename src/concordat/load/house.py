"""The house: agreements/house/, how every agreement looks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from concordat.diagnostics import Faults, Span
from concordat.language.english import join_names
from concordat.load.fields import Fields
from concordat.load.files import WorkspaceFiles
from concordat.load.yaml import read_yaml
from concordat.model.data import Datum
from concordat.model.issued import FORMS, IssuedWords
from concordat.model.library import House, Levels
from concordat.model.redline_words import FORMS as REDLINE_FORMS
from concordat.model.redline_words import RedlineWords

FOLDER = "agreements/house"
_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\.(?:ttf|otf|woff2?)")
_PICTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\.png", re.IGNORECASE)
_ORDINAL = re.compile(r"\{(?:[1-9]|[aiA])\}")
_BRACED = re.compile(r"\{([^{}]*)\}")
_PNG = b"\x89PNG\r\n\x1a\n"
_WORDS = {
    "draft_mark": "DRAFT",
    "draft_statement": "This is a draft.",
    "unapproved": "No qualified lawyer has approved it.",
    "draft_note": "Draft, not issued",
    "example_mark": "EXAMPLE",
    "example_statement": "This is an example. The bodies that it names are invented, and nobody signed it.",
    "example_note": "Example of invented bodies, not issued",
    "to_be_confirmed": "to be confirmed",
    "page": "Page {page} of {pages}",
    "contents": "Contents",
    "not_used": "Not used",
    "part_of": "{part} of the {title}",
    "stand_ins": "",
    "consolidated": (
        "It holds {variations}: a consolidation, which is unofficial. "
        "The signed agreement and the signed variations are definitive."
    ),
}
VARIATION: Mapping[str, tuple[str, ...]] = {
    "wording": ("for-substitute", "delete-and-replace"),
    "schedules": ("rows", "whole"),
    "numbering": ("live", "frozen"),
}
"""How amendments may be drafted: the choices under `variation:`, the first of each where the house does not choose."""


def read_house(files: WorkspaceFiles, faults: Faults, folder: str = FOLDER) -> House | None:
    """The house in a folder of a workspace, or None where house.yaml is missing or cannot be read.

    A font, a picture, house.css or house.docx that is missing is a fault; its place is then empty.
    """
    path = f"{folder}/house.yaml"
    text = files.read_text(path, checked=False)
    datum = read_yaml(text, path, faults) if text is not None else None
    if datum is None:
        return None
    fields = Fields(datum, faults, "house.yaml")
    page, body, words = _inner(fields, "page"), _inner(fields, "body"), _inner(fields, "words")
    fonts = _fonts(fields, files, faults, folder)
    logo, alternative = _logo(fields, files, faults, folder)
    levels = _levels(_inner(fields, "labels"), faults)
    adopter = fields.optional("adopter")
    css = files.read_text(f"{folder}/house.css") or ""
    docx = files.read_bytes(f"{folder}/house.docx") or b""
    said = _stated(words, faults)
    house = House(
        levels,
        page.number("width", 210), page.number("height", 297), page.number("top", 25), page.number("bottom", 25),
        page.number("left", 25), page.number("right", 25),
        body.text("font", required=True), body.number("size", 11), body.number("pitch", 15),
        fonts, said["draft_mark"], said["draft_statement"], said["unapproved"], said["draft_note"],
        said["example_mark"], said["example_statement"], said["example_note"], said["to_be_confirmed"], said["page"],
        said["contents"], logo, alternative, adopter, css, docx, _digest(files, folder), fields.span, said["not_used"], said["part_of"],
        said["stand_ins"],
    )  # fmt: skip
    house = replace(
        house,
        paper=_paper(fields, files, house, folder),
        issued=_said(fields, "issued", IssuedWords(), FORMS, faults),
        redline=_said(fields, "redline", RedlineWords(), REDLINE_FORMS, faults),
        consolidated=said["consolidated"],
        variation=_variation(fields, faults),
    )
    for inner in (page, body, words, fields):
        inner.finish()
    return house


def _stated(words: Fields, faults: Faults) -> dict[str, str]:
    """The words of the house by their names; what it leaves out, or what lacks a form that it needs, in words of ours."""
    said = {name: words.text(name, otherwise) or otherwise for name, otherwise in _WORDS.items()}
    if "{page}" not in said["page"] or "{pages}" not in said["page"]:
        faults.add(
            "house-malformed",
            words.key_span("page"),
            "`page` must hold {page} and {pages}",
            "Page {page} of {pages}",
        )
    if "{part}" not in said["part_of"] or "{title}" not in said["part_of"]:
        words_span = words.key_span("part_of")
        faults.add(
            "house-malformed", words_span, "`part_of` must hold {part} and {title}", "{part} of the {title}"
        )
    if said["stand_ins"].count("{") != said["stand_ins"].count("{places}"):
        faults.add(
            "house-malformed", words.key_span("stand_ins"), "`stand_ins` may hold {places} and no other",
            "{places} are stand-ins.",
        )  # fmt: skip
        said["stand_ins"] = ""
    if said["consolidated"].count("{") != said["consolidated"].count("{variations}"):
        faults.add("house-malformed", words.key_span("consolidated"), "`consolidated` may hold {variations} and no other",
                   _WORDS["consolidated"])  # fmt: skip
        said["consolidated"] = _WORDS["consolidated"]
    return said


def _paper(fields: Fields, files: WorkspaceFiles, house: House, folder: str) -> House | None:
    """The house as a board pack has it: `paper:`, and the looks beside it; None where house.yaml does not say."""
    given = fields.datum("paper")
    if given is None or given.value is None:
        return None
    inner = Fields(given, fields.faults, "`paper`")
    made = replace(
        house,
        font_size=inner.number("size", house.font_size),
        line_pitch=inner.number("pitch", house.line_pitch),
        margin_top=inner.number("top", house.margin_top),
        margin_bottom=inner.number("bottom", house.margin_bottom),
        css=house.css + (files.read_text(f"{folder}/paper.css") or ""),
        docx=files.read_bytes(f"{folder}/paper.docx") or b"",
        digest=_digest(files, folder),
    )
    if "labels" in inner.given:
        own = _inner(inner, "labels")
        forms = own.texts("clause")
        for form in forms:
            _check_form(form, own.key_span("clause"), fields.faults)
        own.finish()
        made = replace(made, levels=replace(made.levels, clause=forms or made.levels.clause))
    inner.finish()
    return made


Said = TypeVar("Said", IssuedWords, RedlineWords)


def _said(fields: Fields, name: str, standard: Said, forms: Sequence[str], faults: Faults) -> Said:
    """What stands on issued copies or on redlines; the house may leave out what it does not say in its own words."""
    given = fields.datum(name)
    if given is None or given.value is None:
        return standard
    inner = Fields(given, faults, f"`{name}`")
    said = {}
    for one in fields_of(standard):
        said[one.name] = inner.text(one.name) or getattr(standard, one.name)
        unknown = [name for name in _BRACED.findall(said[one.name]) if name not in forms]
        if unknown:
            known = join_names([f"{{{form}}}" for form in forms], "or")
            faults.add("house-malformed", inner.key_span(one.name), f"`{one.name}` holds {{{unknown[0]}}}, which nothing fills",
                       f"Use {known}.")  # fmt: skip
            said[one.name] = getattr(standard, one.name)
    inner.finish()
    return type(standard)(**said)


def _variation(fields: Fields, faults: Faults) -> Mapping[str, str]:
    """How amendments are drafted; what the house does not choose is the first of its choices."""
    given = fields.datum("variation")
    inner = Fields(
        given if given is not None and given.value is not None else Datum({}, fields.span),
        faults,
        "`variation`",
    )
    found = {}
    for name, choices in VARIATION.items():
        chosen = inner.text(name) or choices[0]
        if chosen not in choices:
            faults.add("house-malformed", inner.key_span(name), f"`{name}: {chosen}` is no way of drafting amendments",
                       f"Write {' or '.join(choices)}.")  # fmt: skip
            chosen = choices[0]
        found[name] = chosen
    inner.finish()
    return found


def _inner(fields: Fields, name: str) -> Fields:
    found = fields.datum(name, required=True)
    return Fields(found if found is not None else Datum({}, fields.span), fields.faults, f"`{name}`")


def _levels(fields: Fields, faults: Faults) -> Levels:
    def several(name: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        found = fields.texts(name) or otherwise
        for form in found:
            _check_form(form, fields.key_span(name), faults)
        return found

    def one(name: str, otherwise: str) -> str:
        form = fields.text(name) or otherwise
        _check_form(form, fields.key_span(name), faults)
        return form

    levels = Levels(
        several("clause", ("{1}", "{1}.{2}", "{1}.{2}.{3}", "({a})", "({i})")),
        several("schedule", ("{1}", "{1}.{2}", "({a})", "({i})")),
        several("definition", ("({a})", "({i})")),
        one("schedule_heading", "Schedule {1}"),
        one("part_heading", "Part {A}"),
        one("recital", "({A})"),
        one("party", "({1})"),
    )
    fields.finish()
    return levels


def _check_form(form: str, span: Span, faults: Faults) -> None:
    rest = _ORDINAL.sub("", form)
    if "{" in rest or "}" in rest or rest == form:
        faults.add("house-malformed", span, f"the label `{form}` holds no ordinal, or one that is not known",
                   "Use {1} to {9}, {a}, {i} or {A}.")  # fmt: skip


def _fonts(fields: Fields, files: WorkspaceFiles, faults: Faults, folder: str) -> Mapping[str, bytes]:
    found: dict[str, bytes] = {}
    for datum in fields.members("fonts"):
        name = datum.value
        if not isinstance(name, str) or not _FONT.fullmatch(name):
            faults.add(
                "house-malformed",
                datum.span,
                "this is no file name of a font",
                "Name a .ttf or .otf file of the folder fonts/.",
            )
        elif not files.exists(f"{folder}/fonts/{name}"):
            faults.add(
                "asset-missing",
                datum.span,
                f"the font `{name}` is not in {folder}/fonts",
                "Put it there, or correct its name.",
            )
        elif (data := files.read_bytes(f"{folder}/fonts/{name}")) is not None:
            found[name] = data
    return found


def _logo(fields: Fields, files: WorkspaceFiles, faults: Faults, folder: str) -> tuple[bytes | None, str]:
    datum = fields.datum("logo")
    if datum is None or datum.value is None:
        return None, ""
    inner = Fields(datum, faults, "`logo`")
    name, alternative = inner.text("file", required=True), inner.text("alternative", required=True)
    inner.finish()
    if not name:
        return None, alternative
    if not _PICTURE.fullmatch(name):
        faults.add(
            "house-malformed",
            inner.given["file"].span,
            "the picture must be a PNG file beside house.yaml",
            "Name it logo.png.",
        )
        return None, alternative
    if not files.exists(f"{folder}/{name}"):
        faults.add(
            "asset-missing",
            inner.given["file"].span,
            f"the picture `{name}` is not in {folder}",
            "Put it there.",
        )
        return None, alternative
    data = files.read_bytes(f"{folder}/{name}")
    if data is not None and not data.startswith(_PNG):
        faults.add(
            "house-malformed",
            inner.given["file"].span,
            f"`{name}` is no PNG picture",
            "Save the picture as PNG.",
        )
        data = None
    return data, alternative


def _digest(files: WorkspaceFiles, folder: str) -> str:
    """The digest over every file of the house that was read."""
    whole = sha256()
    for path in sorted(files.digests):
        if path.startswith(f"{folder}/"):
            whole.update(f"{path} {files.digests[path]}\n".encode())
    return whole.hexdigest()
