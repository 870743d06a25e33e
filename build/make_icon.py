"""Draws ``resources/icons/lsvdesk.ico``: the product's mark (``logo.svg``) on a teal tile, in the sizes Windows asks for; and the two
pictures of the installer, ``build/installer-side.bmp`` and ``build/installer-head.bmp``.

    python build/make_icon.py

Each size is drawn anew from the same lines; the small ones get thicker lines and no margin to waste.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
TILE, MARK, ROOF = "#0F5A61", "#FFFEFB", "#F5C04E"
FINER = 8
"""Drawn so many times larger and brought down, which smooths the edges."""

# the mark of logo.svg on its grid of 24: a roof, four pillars, the ground
ROOF_OUTLINE = [(12, 2.75), (3.5, 7.5), (3.5, 9), (20.5, 9), (20.5, 7.5)]
PILLARS = (5.5, 9.8, 14.2, 18.5)
PILLAR_TOP, PILLAR_END, GROUND, GROUND_ENDS = 12.0, 18.5, 21.25, (3, 21)


def check_against_logo() -> None:
    """The mark is drawn twice, here and in the SVG: they must stay the same."""
    text = (ROOT / "resources" / "icons" / "logo.svg").read_text(encoding="ascii")
    paths = re.findall(r'<path d="([^"]+)"', text)
    assert paths == ["M12 2.75L3.5 7.5V9h17V7.5z", "M5.5 12v6.5M9.8 12v6.5M14.2 12v6.5M18.5 12v6.5", "M3 21.25h18"], paths


def draw(size: int) -> Image.Image:
    """The icon at ``size`` pixels."""
    side = size * FINER
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    edge = side * (0.02 if size <= 32 else 0.04)
    pen.rounded_rectangle((edge, edge, side - edge - 1, side - edge - 1), radius=side * 0.2, fill=TILE)
    room = side * (0.78 if size <= 32 else 0.68)
    unit = room / 20
    left, top = side / 2 - 12 * unit, side / 2 - 12 * unit
    line = max(unit * (2.1 if size <= 32 else 1.75), FINER * 1.15)

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * unit, top + y * unit

    def stroke(start: tuple[float, float], end: tuple[float, float], color: str) -> None:
        pen.line([at(*start), at(*end)], fill=color, width=round(line))
        for point in (start, end):
            x, y = at(*point)
            pen.ellipse((x - line / 2, y - line / 2, x + line / 2, y + line / 2), fill=color)

    pen.polygon([at(*point) for point in ROOF_OUTLINE], fill=ROOF)
    for start, end in zip(ROOF_OUTLINE, [*ROOF_OUTLINE[1:], ROOF_OUTLINE[0]], strict=True):
        stroke(start, end, ROOF)
    pillars = PILLARS if size > 24 else (5.5, 12, 18.5)  # four would run together
    for x in pillars:
        stroke((x, PILLAR_TOP), (x, PILLAR_END), MARK)
    stroke((GROUND_ENDS[0], GROUND), (GROUND_ENDS[1], GROUND), MARK)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def icon_file() -> bytes:
    """All sizes in one .ico."""
    pictures = [draw(size) for size in SIZES]
    into = io.BytesIO()
    pictures[-1].save(into, format="ICO", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])
    return into.getvalue()


def side_picture() -> Image.Image:
    """Beside the first and the last page of the installer: 164 × 314, the mark on teal over a band of paper."""
    picture = Image.new("RGB", (164, 314), TILE)
    mark = draw(96)
    picture.paste(mark, (34, 48), mark)
    ImageDraw.Draw(picture).rectangle((0, 306, 164, 314), fill=ROOF)
    return picture


def head_picture() -> Image.Image:
    """In the head of the other pages: 150 × 57, the mark on white at the right."""
    picture = Image.new("RGB", (150, 57), "#FFFFFF")
    mark = draw(48)
    picture.paste(mark, (97, 4), mark)
    return picture


if __name__ == "__main__":
    check_against_logo()
    target = ROOT / "resources" / "icons" / "lsvdesk.ico"
    target.write_bytes(icon_file())
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes, {len(SIZES)} sizes")
    for name, picture in (("side", side_picture()), ("head", head_picture())):
        picture.quantize(64).save(ROOT / "build" / f"installer-{name}.bmp")
