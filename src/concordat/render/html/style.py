"""The style of a page: house.css, and the few figures that house.yaml owns because Word shares them."""

from __future__ import annotations

from concordat.language.words import plain
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.html.issued import issued_style, long_mark_style
from concordat.render.html.medium import Medium
from concordat.render.html.redline import REDLINE_STYLE, running_contents

RUNNING_PLACES = ("top-left", "bottom-center")
"""The margin boxes that hold running lines; what stands in the others is apparatus."""

_FALLBACK = "Arial, Helvetica, sans-serif"
"""On screen the fonts are named and not carried: the page stays small, and these are as wide."""


def style_sheet(agreement: Agreement, house: House, medium: Medium) -> str:
    """house.css after the figures of house.yaml: the page, the margins, the body's font, size and pitch.

    In print only the house's own font is named, and the running lines are set in the page's margins.
    """
    family = f'"{_quoted(house.font_family)}"' + (f", {_FALLBACK}" if medium is Medium.SCREEN else "")
    parts = [
        f":root {{ --font: {family}; --size: {house.font_size:g}pt; --pitch: {house.line_pitch:g}pt; }}\n",
        _pages(house),
    ]
    if medium is Medium.PRINT:
        # PDF/A allows no picture that a viewer smooths (ISO 19005-3, 6.2.8).
        parts += ["img { image-rendering: pixelated !important; }\n", _running(agreement)]
    parts += [issued_style(agreement.apparatus), house.css.replace("</", "<\\/")]
    if agreement.redline is not None:
        parts.append(REDLINE_STYLE)
    if medium is Medium.PRINT:
        parts.append(long_mark_style(agreement.apparatus.mark))
    return "".join(parts)


def _pages(house: House) -> str:
    margins = (house.margin_top, house.margin_right, house.margin_bottom, house.margin_left)
    margin = " ".join(f"{figure:g}mm" for figure in margins)
    upright = f"{house.page_width:g}mm {house.page_height:g}mm"
    broad = f"{house.page_height:g}mm {house.page_width:g}mm"
    return f"@page {{ size: {upright}; margin: {margin}; }}\n@page landscape {{ size: {broad}; }}\n"


def _running(agreement: Agreement) -> str:
    """The margin boxes: at the head the running header and the draft mark; at the foot the draft note and the page.

    A running footer, where there is one, stands in the middle. `RUNNING_PLACES` says which boxes hold running lines.
    """
    lines = [plain(line.inlines) for line in agreement.running]
    page = _quoted(agreement.apparatus.page_words)
    page = page.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')
    boxes = {
        "top-left": _string(lines[0] if lines else ""),
        "top-right": _string(agreement.apparatus.mark),
        "bottom-left": _string(agreement.apparatus.note),
        "bottom-center": _string(" ".join(lines[1:])),
        "bottom-right": f'"{page}"',
    }
    boxes |= running_contents(agreement)
    written = " ".join(f"@{name} {{ content: {content}; }}" for name, content in boxes.items() if content)
    return f"@page {{ {written} }}\n"


def _string(text: str) -> str:
    return f'"{_quoted(text)}"' if text else ""


def _quoted(text: str) -> str:
    """Text as it stands between the quotes of a CSS string."""
    out = []
    for character in text:
        plain_character = character.isalnum() or character in " .,:;–—-/()[]{}£&'+=*!?"
        out.append(character if plain_character else f"\\{ord(character):x} ")
    return "".join(out)
