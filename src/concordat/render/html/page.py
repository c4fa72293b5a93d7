"""The whole page: head, cover, contents, the text in its landmarks, and the note at the foot."""

from __future__ import annotations

from base64 import b64encode

from concordat.language.redlined import accepted
from concordat.language.words import ContentsEntry, contents, plain
from concordat.model.library import House
from concordat.model.tree import Agreement, GroupKind
from concordat.render.html.blocks import Setting, render_blocks
from concordat.render.html.inlines import render_inlines, render_text
from concordat.render.html.issued import render_control
from concordat.render.html.marks import marked_whole
from concordat.render.html.markup import address, element, escape, void
from concordat.render.html.medium import Addresses, Medium, addresses_of
from concordat.render.html.redline import REDLINE, render_key, render_running
from concordat.render.html.style import style_sheet

LOGO_ADDRESS = "asset:logo"
"""Where the print page looks for the user's own picture."""

_TEXT, CONTENTS = "~text", "~contents"
"""The `id`s of the apparatus; no identity begins so."""


def render_page(agreement: Agreement, house: House, medium: Medium) -> str:
    """The agreement as one HTML page for a medium; it asks for nothing from outside itself but, in print, the logo."""
    addresses = addresses_of(agreement, medium)
    screen = medium is Medium.SCREEN
    headed = agreement.cover is not None
    within = headed and not screen
    text = _text(agreement, addresses, _contents(agreement, medium) if within else "")
    body = (
        (element("a", "Skip to the text", class_="skip apparatus", href=address(_TEXT)) if screen else "")
        + render_running(agreement, addresses)
        + _cover(agreement, house, addresses)
        + render_key(agreement, addresses)
        + render_control(agreement.apparatus, addresses)
        + ("" if within else _contents(agreement, medium))
        + element("main", text, id=_TEXT, tabindex="-1" if screen else None)
        + (_foot(agreement, addresses) if screen else "")
    )
    head = _head(agreement, house, medium)
    class_ = REDLINE if agreement.redline is not None else None
    return (
        "<!DOCTYPE html>\n"
        + element("html", f"\n{head}\n{element('body', body, class_=class_)}\n", lang=agreement.language)
        + "\n"
    )


def _text(agreement: Agreement, addresses: Addresses, after_terms: str) -> str:
    """The groups; what is given stands after the terms."""
    place = next((n for n, group in enumerate(agreement.groups, 1) if group.kind is GroupKind.TERMS), 0)
    before, after = agreement.groups[:place], agreement.groups[place:]
    setting = Setting(addresses, note=agreement.apparatus.signature_note)
    if not after_terms:
        return render_blocks(agreement.groups, setting)
    return render_blocks(before, setting) + after_terms + render_blocks(after, setting)


def draft_title(agreement: Agreement) -> str:
    """The title of the file: that it is a draft, then the title and whose agreement it is."""
    parts = (agreement.apparatus.mark, agreement.title, agreement.committee)
    return " – ".join(filter(None, parts))


def _head(agreement: Agreement, house: House, medium: Medium) -> str:
    lines = [
        void("meta", charset="utf-8"),
        element("title", escape(draft_title(agreement))),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="generator", content="Concordat"),
        void(
            "meta", name="description", content=f"{agreement.apparatus.note}. {agreement.apparatus.statement}"
        ),
    ]
    if medium is Medium.SCREEN:
        lines.append(f"<style>\n{style_sheet(agreement, house, medium)}</style>")
    return element("head", "\n".join(["", *lines, ""]))


def _cover(agreement: Agreement, house: House, addresses: Addresses) -> str:
    shown, medium = agreement.apparatus, addresses.medium
    logo = ""
    if house.logo is not None:
        source = LOGO_ADDRESS
        if medium is Medium.SCREEN:
            source = "data:image/png;base64," + b64encode(house.logo).decode("ascii")
        logo = void("img", class_="logo", src=source, alt=house.logo_alternative)
    adopter = element("p", escape(house.adopter), class_="apparatus adopter") if house.adopter else ""
    committee = render_text(agreement.committee, agreement.committee_redlined, addresses)
    return element(
        "header",
        logo
        + element("p", escape(shown.mark), class_="apparatus status")
        + element("h1", render_text(agreement.title, agreement.redlined, addresses))
        + element("p", committee, class_="committee")
        + element("p", escape(shown.statement), class_="apparatus statement")
        + adopter
        + element("p", escape(shown.version), class_="apparatus version"),
        class_="cover head" if agreement.cover is not None else "cover",
    )


def _contents(agreement: Agreement, medium: Medium) -> str:
    """The contents: a list with a list under a schedule that has Parts; in print each entry has a place for its page.

    A form to be filled in has none. Those of a redline are the contents of the newer text.
    """
    if agreement.cover == "form":
        return ""
    html = ""
    entries = contents(agreement if agreement.redline is None else accepted(agreement))
    for index, entry in enumerate(entries):
        following = entries[index + 1].level if index + 1 < len(entries) else 1
        closing = "</li></ol></li>" if entry.level > following else "</li>"
        opening = '<ol role="list">' if entry.level < following else ""
        html += f"<li>{_entry(entry, medium)}" + (opening or closing)
    heading = element("h2", escape(agreement.apparatus.contents_heading), id=CONTENTS, class_="apparatus")
    listed = element("ol", html, role="list")
    return element("nav", heading + listed, class_="contents", aria_labelledby=CONTENTS)


def _entry(entry: ContentsEntry, medium: Medium) -> str:
    label = element("span", escape(entry.label) + " ", class_="entry-label") if entry.label else ""
    link = element("a", label + escape(entry.heading), href=address(entry.identity))
    if medium is Medium.PRINT:
        # The number stands outside the link: a placed box within a link breaks the link's tag.
        return link + element("span", "", class_="page-number", data_place=address(entry.identity))
    return link


def _foot(agreement: Agreement, addresses: Addresses) -> str:
    shown = agreement.apparatus
    lines = [
        element("p", marked_whole(render_inlines(line.inlines, addresses), line.mark), class_="running")
        for line in agreement.running
        if plain(line.inlines)
    ]
    status = element("p", escape(f"{shown.mark}. {shown.note}"), class_="status")
    return element("footer", "".join(lines) + status, class_="apparatus")
