"""What makes a ReportLab file PDF/A-2b: metadata that agree with each other, a colour profile, and nothing that is not embedded.

The parts are written here rather than by repairing the finished file: repairing and validating takes longer than the page itself, on
every receipt. That the result conforms is the business of the tests, which validate every paper.
"""

from __future__ import annotations

import struct
from datetime import datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

PRODUCER = "LSV Desk"
_OFFSET = "+07:00"  # papers carry the office's time, and Thailand has one zone and no summer time


def stamp(document: Any, *, title: str, author: str, subject: str, at: datetime) -> None:
    """Give the ReportLab ``document`` its description, its XMP metadata and its output intent. ``at`` is local time without a zone."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFInfo, PDFName, PDFStream, PDFString, PDFZCompress

    title, author, subject = (_xml_text(text) for text in (title, author, subject))
    local = at.replace(microsecond=0, tzinfo=None)
    pdf_date = f"D:{local:%Y%m%d%H%M%S}{_OFFSET[:3]}'{_OFFSET[4:]}'"

    class Info(PDFInfo):
        """Only what the XMP metadata say as well."""

        def format(self, document: Any) -> Any:
            entries = {
                "Title": title,
                "Author": author,
                "Subject": subject,
                "Creator": PRODUCER,
                "Producer": PRODUCER,
                "CreationDate": pdf_date,
                "ModDate": pdf_date,
            }
            return PDFDictionary({key: PDFString(value) for key, value in entries.items()}).format(document)

    document.info = Info()
    document.info.title, document.info.author, document.info.subject = title, author, subject

    metadata = PDFStream(dictionary=PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}))
    metadata.content = _xmp(title, author, subject, local.isoformat() + _OFFSET).encode("utf-8")
    profile = PDFStream(dictionary=PDFDictionary({"N": 3}))
    profile.content = srgb_profile()
    profile.filters = [PDFZCompress]
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalog = document.Catalog
    catalog.Metadata = metadata
    catalog.OutputIntents = PDFArray([intent])
    setattr(catalog, "__NoDefault__", [*catalog.__NoDefault__, "OutputIntents"])  # noqa: B010  (a name that mypy would mangle)


def _xmp(title: str, author: str, subject: str, at: str) -> str:
    title, author, subject = (escape(text) for text in (title, author, subject))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<xmp:MetadataDate>{at}</xmp:MetadataDate>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _xml_text(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return "".join(char for char in text if char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff")


@cache
def srgb_profile() -> bytes:
    """The sRGB colour space as an ICC version 2 profile (IEC 61966-2-1, primaries adapted to D50), written from its definition."""

    def fixed(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(x: float, y: float, z: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(x) + fixed(y) + fixed(z)

    def description(text: str) -> bytes:
        ascii_text = text.encode("ascii") + b"\0"
        return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + bytes(4 + 4 + 2 + 1 + 67)

    def transfer(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    entries = 1024
    curve = b"curv\0\0\0\0" + struct.pack(">I", entries)
    curve += b"".join(struct.pack(">H", round(65535 * transfer(index / (entries - 1)))) for index in range(entries))
    tags = [
        (b"desc", description("sRGB")),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0"),
        (b"wtpt", xyz(0.9642, 1.0, 0.8249)),
        (b"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)),
        (b"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)),
        (b"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    body = b""
    table = struct.pack(">I", len(tags))
    start = 128 + 4 + 12 * len(tags)
    placed: dict[bytes, int] = {}
    for signature, data in tags:
        if data not in placed:
            placed[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += signature + struct.pack(">II", placed[data], len(data))
    header = struct.pack(">I", start + len(body)) + bytes(4) + bytes([2, 0x10, 0, 0]) + b"mntrRGB XYZ "
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(24)  # created; platform to attributes: none
    header += bytes(4) + fixed(0.9642) + fixed(1.0) + fixed(0.8249)  # perceptual; the D50 white of the connection space
    return header.ljust(128, b"\0") + table + body
