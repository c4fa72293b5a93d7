"""The HTML view: one accessible file that asks for nothing from outside itself (design section 6; WCAG 2.2 AA)."""

from __future__ import annotations

from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.html.medium import Medium
from concordat.render.html.page import CONTENTS, render_page


def render_html(agreement: Agreement, house: House) -> str:
    """The HTML view of an agreement: every place has its identity as its `id`, and labels are real text."""
    return render_page(agreement, house, Medium.SCREEN)


__all__ = ["CONTENTS", "render_html"]
