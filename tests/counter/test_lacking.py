"""What would be missing, before there is a case."""

from __future__ import annotations

from lsvdesk.catalogue.models import RequiredDocument
from lsvdesk.counter.lacking import lacking
from lsvdesk.counter.views import Handed

CARD = RequiredDocument(id="card", title="บัตร", originals=1, copies=2)
EITHER = RequiredDocument(id="either", title="หลักฐาน")
EXTRA = RequiredDocument(id="extra", title="อื่น ๆ", copies=1, optional=True)


def words(handed: dict[str, Handed]) -> list[str]:
    return [item.text for item in lacking([CARD, EITHER, EXTRA], handed)]


def test_nothing_handed_in_lacks_everything_required():
    assert words({}) == ["บัตร (ขาดฉบับจริง 1 สำเนา 2)", "หลักฐาน (ยังไม่ได้ยื่น)"]


def test_too_few_copies_are_counted():
    assert words({"card": Handed(1, 1), "either": Handed(0, 1)}) == ["บัตร (ขาดสำเนา 1)"]


def test_what_is_waived_or_not_of_this_list_is_not_missed():
    assert words({"card": Handed(waived=True), "either": Handed(1), "unknown": Handed(1)}) == []
