"""The faces that papers are set in, and what HarfBuzz makes of a piece of text in them.

TH Sarabun New is the face that the cabinet prescribes for official papers. ReportLab embeds the subset that a page uses; this module adds
what ReportLab lacks: marks in their right places, widths that are remembered, and glyph codes that do not depend on what was printed
before, so that the same view gives the same bytes.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from lsvdesk.paths import shipped

REGULAR = "THSarabunNew"
BOLD = "THSarabunNew-Bold"
FILES = {REGULAR: "THSarabunNew-Regular.ttf", BOLD: "THSarabunNew-Bold.ttf"}

ASCENT = 0.85
"""Height above the baseline that a line needs for two marks above a tall letter, in ems."""

SUBSTITUTE = "◊"
"""Drawn for a character that the face lacks (an emoji in a name); the text that is extracted keeps the character itself."""

# HarfBuzz guesses one script for a whole string, and น้ำ falls apart when Latin letters come first: each run is shaped on its own.
_RUNS = re.compile("[\u0e00-\u0e7f ]+|[^\u0e00-\u0e7f]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u00ad\x00-\x1f\x7f]")
# Letters, marks and their positional forms, digits, and the punctuation of forms; a to f for the hash at the foot.
_CORE = re.compile("[\u0e01-\u0e5b\uf700-\uf71d0-9a-f ./,():;×“”–-]")
_FIRST_PRIVATE = 0xE000


@dataclass(frozen=True)
class Shaped:
    """Text as glyphs of one face. ``chars`` holds one code of the face for each glyph; ``kern`` what is to be added to that glyph's own
    width, and ``cluster_end`` whether space may be added after it without tearing a mark from its letter. Units: 1/1000 em."""

    chars: str
    kern: tuple[float, ...]
    cluster_end: tuple[bool, ...]
    width: float

    @property
    def plain(self) -> bool:
        """No glyph is moved: the codes can be shown in one stroke."""
        return not any(self.kern)


class _Face:
    """A registered face: ReportLab's font (subset and embedding) and HarfBuzz's (shaping), agreeing on one code for each glyph."""

    def __init__(self, name: str) -> None:
        import uharfbuzz
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        path = shipped("resources", "fonts", "th-sarabun-new", FILES[name])
        font: Any = TTFont(name, str(path), asciiReadable=False)
        pdfmetrics.registerFont(font)
        self.font = font
        self._harfbuzz = uharfbuzz
        blob = uharfbuzz.Blob(path.read_bytes())
        face = uharfbuzz.Face(blob)
        self._hb_font = uharfbuzz.Font(face)
        self.known = frozenset(self.font.face.charToGlyph)
        self.codes, self.widths = self._code_every_glyph(face.glyph_count)
        self._core = "".join(chr(code) for code in sorted(self.known) if _CORE.match(chr(code)))
        self.font.face.addSubsetObjects = self._add_subset

    def _code_every_glyph(self, count: int) -> tuple[dict[int, str], dict[int, float]]:
        """One character code and one width for every glyph. Glyphs that no character reaches get private codes, in the order of the
        font: were they given as they turn up, the codes would depend on what this process printed before."""
        face = self.font.face
        by_glyph: dict[int, list[int]] = {}
        for code, glyph in sorted(face.charToGlyph.items()):
            by_glyph.setdefault(glyph, []).append(code)
        codes: dict[int, str] = {}
        widths: dict[int, float] = {}
        private = _FIRST_PRIVATE
        for glyph in range(count):
            if glyph not in by_glyph:
                while private in face.charToGlyph:
                    private += 1
                face.charToGlyph[private] = glyph
                face.glyphToChar[glyph] = [private]
                face.charWidths[private] = self._hb_font.get_glyph_h_advance(glyph)
                by_glyph[glyph] = [private]
            code = by_glyph[glyph][0]
            codes[glyph] = chr(code)
            widths[glyph] = face.charWidths.get(code, face.defaultWidth)
        return codes, widths

    def prepare(self, document: Any) -> None:
        """Begin ``document``'s first subset with the core glyphs, always the same, and close it: other glyphs go to a subset of their
        own. The core is built and compressed once; doing it anew for every paper takes longer than the rest of the paper."""
        from reportlab.pdfbase.ttfonts import TTFont

        state = TTFont.State(False, self.font)
        self.font.state[document] = state
        self.font.splitString(self._core, document)
        state.nextCode = 256

    def embed_core(self) -> None:
        """Build the core subset now."""

        class Sheet:
            """Stands for a document: only its identity counts."""

        sheet = Sheet()
        self.prepare(sheet)
        self._embedded(tuple(self.font.state.pop(sheet).subsets[0]))

    @lru_cache(maxsize=16)  # noqa: B019  (a face lives as long as the program)
    def _embedded(self, subset: tuple[int, ...]) -> tuple[int, bytes]:
        """Length and compressed bytes of the font file with the glyphs of ``subset``."""
        data: bytes = self.font.face.makeSubset(subset)
        return len(data), zlib.compress(data)

    def _add_subset(self, document: Any, font_name: str, subset: list[int]) -> Any:
        """What ReportLab's ``TTFontFace.addSubsetObjects`` does, with the remembered font file."""
        from reportlab.pdfbase import pdfdoc, ttfonts

        face = self.font.face
        length, data = self._embedded(tuple(subset))
        font_file = pdfdoc.PDFStream(content=data)
        font_file.dictionary["Length1"] = length
        font_file.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        descriptor = {
            "Type": "/FontDescriptor",
            "Ascent": face.ascent,
            "CapHeight": face.capHeight,
            "Descent": face.descent,
            "Flags": face.flags & ~ttfonts.FF_NONSYMBOLIC | ttfonts.FF_SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "FontName": pdfdoc.PDFName(font_name),
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "FontFile2": document.Reference(font_file, f"fontFile:{font_name}"),
            "MissingWidth": face.defaultWidth,
        }
        return document.Reference(pdfdoc.PDFDictionary(descriptor), f"fontDescriptor:{font_name}")

    def shape(self, text: str) -> Shaped:
        hb = self._harfbuzz
        chars: list[str] = []
        kern: list[float] = []
        ends: list[bool] = []
        width = 0.0
        for run in _RUNS.findall(text):
            buffer = hb.Buffer()
            buffer.add_str(run)
            buffer.guess_segment_properties()
            hb.shape(self._hb_font, buffer, {"kern": True, "liga": True})
            infos, positions = buffer.glyph_infos, buffer.glyph_positions
            for index, (info, position) in enumerate(zip(infos, positions, strict=True)):
                chars.append(self.codes[info.codepoint])
                kern.append(position.x_advance - self.widths[info.codepoint])
                ends.append(index + 1 == len(infos) or infos[index + 1].cluster != info.cluster)
                width += position.x_advance
        return Shaped("".join(chars), tuple(kern), tuple(ends), width)


@cache
def face(name: str) -> _Face:
    """The face called ``name`` (REGULAR or BOLD), registered with ReportLab on first use."""
    return _Face(name)


@lru_cache(maxsize=16384)
def shape(text: str, name: str) -> Shaped:
    """``text`` in the face ``name``. Control and invisible characters are left out, unknown ones become a lozenge."""
    loaded = face(name)
    visible = _INVISIBLE.sub("", text).replace("\u00a0", " ")
    drawable = "".join(char if ord(char) in loaded.known else SUBSTITUTE for char in visible)
    return loaded.shape(drawable)


def width(text: str, name: str, size: float) -> float:
    """Width of ``text`` in points at ``size`` points."""
    return shape(text, name).width * size / 1000
