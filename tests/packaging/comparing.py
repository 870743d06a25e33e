"""Whether two demonstrations made the same: every paper by its text, the workbook by its cells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def text_of(paper: Path) -> str:
    """The text of a PDF, page by page."""
    if shutil.which("pdftotext"):
        return subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, check=True, timeout=60).stdout.decode("utf-8")
    import pypdfium2

    with pypdfium2.PdfDocument(paper) as document:
        return "\f".join(page.get_textpage().get_text_bounded() for page in document)


def cells_of(workbook: Path) -> dict[tuple[str, str], object]:
    """(sheet, cell) → value, of every cell that holds one."""
    from openpyxl import load_workbook

    book = load_workbook(workbook)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet for cell in row if cell.value is not None}


def differences(one: Path, other: Path) -> list[str]:
    """What differs between two folders that ``lsvdesk demo`` made; empty if nothing does."""
    papers, others = (sorted(path.name for path in (folder / "papers").glob("*.pdf")) for folder in (one, other))
    if papers != others:
        return [f"papers of one only: {sorted(set(papers) ^ set(others))}"]
    found = [f"text of {name}" for name in papers if text_of(one / "papers" / name) != text_of(other / "papers" / name)]
    books, other_books = (sorted(path.name for path in folder.glob("*.xlsx")) for folder in (one, other))
    if books != other_books or not books:
        return [*found, f"workbooks: {books} and {other_books}"]
    for name in books:
        left, right = cells_of(one / name), cells_of(other / name)
        found += [
            f"{name} {sheet}!{cell}"
            for sheet, cell in sorted(left.keys() | right.keys())
            if left.get((sheet, cell)) != right.get((sheet, cell))
        ]
    return found


def account(folder: Path) -> str:
    """How much was compared."""
    papers = list((folder / "papers").glob("*.pdf"))
    cells = sum(len(cells_of(book)) for book in folder.glob("*.xlsx"))
    return f"{len(papers)} papers, {sum(len(text_of(paper)) for paper in papers):,} characters; {cells:,} cells of the workbook"
