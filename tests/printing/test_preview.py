"""Pages as pictures."""

from __future__ import annotations

import pytest

from lsvdesk.printing import render
from lsvdesk.printing.preview import page_count, page_images
from tests.printing import samples


def test_every_page_becomes_a_picture_of_its_size() -> None:
    pdf = render(samples.application(long=True))
    images = page_images(pdf, 96)
    assert len(images) == page_count(pdf) > 1
    for width, height, data in images:
        assert (width, height) == (794, 1123)
        assert len(data) == width * height * 3
        assert min(data) < 80, "nothing dark on the page"


def test_colours_come_in_the_order_red_green_blue() -> None:
    *_, data = page_images(render(samples.receipt(head=samples.head("receipt", with_logo=False, void=True))), 40)[0]
    pixels = [data[start : start + 3] for start in range(0, len(data), 3)]
    reddish = sum(1 for red, green, blue in pixels if red > green + 20 and red > blue + 20)
    bluish = sum(1 for red, green, blue in pixels if blue > red + 60)
    assert reddish > 100 > bluish


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.4 broken", b"GIF89a"])
def test_what_is_not_a_pdf_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="PDF"):
        page_images(broken)
    with pytest.raises(ValueError, match="PDF"):
        page_count(broken)


def test_an_absurd_resolution_is_refused() -> None:
    with pytest.raises(ValueError, match="dpi"):
        page_images(render(samples.bare_receipt()), 100_000)
