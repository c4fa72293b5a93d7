"""What a layout may fetch: the fonts and the picture of the house, from memory, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError

from concordat.model.library import House
from concordat.render.html.page import LOGO_ADDRESS

_FONTS = "asset:fonts/"


def assets_of(house: House) -> Mapping[str, bytes]:
    """The bytes behind each address that a page of this house may name."""
    assets = {_FONTS + name: data for name, data in house.fonts.items()}
    if house.logo is not None:
        assets[LOGO_ADDRESS] = house.logo
    return assets


def font_faces(house: House) -> str:
    """The `@font-face` rules for the house's fonts: family, weight and slant as each font file states them.

    Raises ValueError with the reason where a file is no font, or where none is of the house's family.
    """
    rules: list[str] = []
    families: set[str] = set()
    for name in sorted(house.fonts):
        try:
            font = TTFont(BytesIO(house.fonts[name]), lazy=True)
            family = str(font["name"].getBestFamilyName())
            weight, slanted = font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1)
        except (TTLibError, KeyError, AttributeError) as fault:
            raise ValueError(f"{name} cannot be read as a font: {fault}") from None
        families.add(family)
        rules.append(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
            f'font-style: {"italic" if slanted else "normal"}; src: url("{_FONTS}{name}"); }}\n'
        )
    if house.font_family not in families:
        raise ValueError(f"no font of the family {house.font_family} is in fonts/")
    return "".join(rules)
