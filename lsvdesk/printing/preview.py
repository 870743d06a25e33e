"""Pages as pictures, for the window's preview and for printers that take pictures: the very file that is kept, drawn by PDFium."""

from __future__ import annotations

from collections.abc import Iterator

MOST_DPI = 1200


def page_images(pdf: bytes, dpi: int = 96) -> list[tuple[int, int, bytes]]:
    """Every page of ``pdf`` as (width, height, RGB bytes), rows from the top, three bytes a pixel, no padding. Raises ValueError where
    ``pdf`` is not a PDF file or ``dpi`` is out of all proportion."""
    return list(pages(pdf, dpi))


def pages(pdf: bytes, dpi: int = 96) -> Iterator[tuple[int, int, bytes]]:
    """The same, one page after another: a page at 600 dpi is 100 MB."""
    import pypdfium2

    if not 10 <= dpi <= MOST_DPI:
        raise ValueError(f"{dpi} dpi is not a resolution of a screen or a printer")
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as fault:
        raise ValueError("not a PDF file") from fault
    try:
        for number in range(len(document)):
            page = document[number]
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True, draw_annots=False)
            width, height = int(bitmap.width), int(bitmap.height)
            row = width * 3
            data = bytes(bitmap.buffer)
            if bitmap.n_channels != 3:
                raise ValueError(f"PDFium drew {bitmap.n_channels} channels")
            if bitmap.stride != row:
                data = b"".join(data[start : start + row] for start in range(0, bitmap.stride * height, bitmap.stride))
            bitmap.close()
            page.close()
            yield width, height, data
    finally:
        document.close()


def page_count(pdf: bytes) -> int:
    """How many pages ``pdf`` has. Raises ValueError where it is not a PDF file."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as fault:
        raise ValueError("not a PDF file") from fault
    try:
        return len(document)
    finally:
        document.close()
