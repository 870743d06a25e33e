"""Make the screen font: Sarabun with line metrics that hold the whole Thai stack, under a family name of its own.

Qt gives a line of text the height of hhea (or sTypo) ascender + descender and paints nothing outside it in line edits and item views.
Sarabun says 1068/-232 per 1000 em while its glyphs reach +1277/-559 once two marks are stacked (ฟื้, ฎู), so tone marks are cut.
Widening the numbers changes no outline. The OFL lets a modified version be spread only under the same licence; the family is renamed so
that it never hides a Sarabun that is installed on the machine.

The zero-width space between Thai words (U+200B) gets an empty glyph, otherwise Qt looks for it in every other font of the machine.

    python build/widen_font.py <folder of Sarabun_*.ttf> resources/fonts/lsv-sarabun
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

FAMILY = "LSV Sarabun"
# Per 1000 em. The tallest real stack of the bold face is +1277 (ฟื้), the deepest -559 (ฎู); the rest is for Qt, which rounds ascent and
# descent to whole pixels, down as well as up.
ASCENDER, DESCENDER = 1310, -590
STYLES = {
    "Sarabun_400Regular.ttf": ("Regular", "LSVSarabun-Regular.ttf"),
    "Sarabun_700Bold.ttf": ("Bold", "LSVSarabun-Bold.ttf"),
}
ZERO_WIDTH_SPACE = 0x200B
FAMILY_ID, STYLE_ID, UNIQUE_ID, FULL_NAME_ID, POSTSCRIPT_ID, TYPO_FAMILY_ID, TYPO_STYLE_ID = 1, 2, 3, 4, 6, 16, 17


def widen(font: TTFont, style: str) -> None:
    """Change line metrics, names and the zero-width space of ``font`` in place."""
    em = font["head"].unitsPerEm
    ascender, descender = ASCENDER * em // 1000, DESCENDER * em // 1000
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascender, descender, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascender, descender, 0
    os2.usWinAscent, os2.usWinDescent = max(os2.usWinAscent, ascender), max(os2.usWinDescent, -descender)

    names = font["name"]
    for gone in (TYPO_FAMILY_ID, TYPO_STYLE_ID):
        names.removeNames(nameID=gone)
    postscript = FAMILY.replace(" ", "") + "-" + style
    full = f"{FAMILY} {style}"
    for record in list(names.names):
        text = {
            FAMILY_ID: FAMILY,
            STYLE_ID: style,
            UNIQUE_ID: f"1.000;{postscript}",
            FULL_NAME_ID: full,
            POSTSCRIPT_ID: postscript,
        }.get(record.nameID)
        if text is not None:
            names.setName(text, record.nameID, record.platformID, record.platEncID, record.langID)

    glyph_name = "uni200B"
    if glyph_name not in font.getGlyphOrder():
        font.setGlyphOrder([*font.getGlyphOrder(), glyph_name])
        font["glyf"][glyph_name] = Glyph()
        font["hmtx"][glyph_name] = (0, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ZERO_WIDTH_SPACE] = glyph_name


def main(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name, (style, out) in STYLES.items():
        font = TTFont(source / name, recalcTimestamp=False)
        widen(font, style)
        font.save(target / out)
        print(target / out)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
