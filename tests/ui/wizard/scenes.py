"""Scenes of a new request for the pictures of the screens (tests/screenshots.py): every step, with short and with nasty long data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lsvdesk.counter.views import PersonData
from lsvdesk.thai.identifiers import make_citizen_id
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.state import WizardState

NASTY = "ห้างหุ้นส่วนจำกัด ปิ่นเกล้าผู้ใหญ่ฟื้นน้ำดื่มกี๊ญี่ปุ๋นฐิติฎูรุ่งเรืองทรัพย์เจริญพาณิชย์และก่อสร้างเฟอร์นิเจอร์ (สำนักงานใหญ่)"
HERE = {"subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี", "postcode": "34190"}
SOMEBODY = {
    "prefix": "นาง",
    "first_name": "สมใจ",
    "last_name": "ตัวอย่างดี",
    "citizen_id": make_citizen_id(501),
    "birth_date": "1975-08-12",
    "phone": "0812345678",
    "address": {"house_no": "12/3", "moo": "4", "village": "บ้านสมมุติ", **HERE},
}
SIGN = {
    "text": "ร้านสมใจของชำ",
    "kind": "thai_only",
    "motion": "static",
    "width_cm": "120",
    "height_cm": "240",
    "sides": 1,
    "place": "หน้าร้าน",
    "installed_on": "2025-06-01",
    "condition": "existing",
}
SIGNS = [
    SIGN,
    SIGN | {"text": "SOMJAI MINI MART สมใจ", "kind": "mixed", "width_cm": "350", "height_cm": "80", "sides": 2, "place": "ริมถนน"},
    SIGN | {"text": NASTY, "kind": "foreign", "motion": "moving", "exempt": "farmer", "place": NASTY},
]


def form_of(stage: Any, service_id: str, **changes: Any) -> Any:
    """A form of the wizard with these things typed; gives the form."""
    page = stage.go("new")
    service = page.office.catalogue.service(service_id)
    state: WizardState = wizard.begin(service, stage.desk.session.today)
    answers = {**state.answers, **changes.pop("answers", {})}
    page._open(service_id, replace(state, draft="scene", answers=answers, **changes))
    stage.rest(250)
    return page.form


def signs(stage: Any, step: str, **changes: Any) -> Any:
    answers = {"shop_name": "ร้านสมใจของชำ", "signs": SIGNS}
    return form_of(stage, "signboard-tax", person=SOMEBODY, step=step, answers=answers, **changes)


def picker_search(stage: Any) -> None:
    page = stage.go("new")
    page.picker.line.insert("ป้าย")
    stage.picture()


def searching(stage: Any) -> None:
    form = form_of(stage, "signboard-tax")
    form.front.finder.line.setFocus()
    form.front.finder.line.insert("สม")
    stage.rest(300)
    stage.picture()
    form.front.finder.close_list()


def applicant(stage: Any) -> None:
    form_of(stage, "commercial-registration-new", person=SOMEBODY)
    stage.picture()


def agent(stage: Any) -> None:
    form = form_of(
        stage,
        "commercial-registration-new",
        applicant_case="registered-partnership-or-company",
        organisation={"name": NASTY, "kind": "ห้างหุ้นส่วนจำกัด", "phone": "045-429508 ต่อ 12", "representative": "นายผู้แทน ลงนามตัวอย่าง"},
        has_agent=True,
        agent={"prefix": "นาย", "first_name": "มอบมา", "last_name": "ยื่นแทน"},
        agent_authority="ยื่นคำขอ ชำระเงิน และรับใบทะเบียนแทน ตามหนังสือมอบอำนาจลงวันที่ 2 มีนาคม 2569",
    )
    bar = form.front.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.picture()


def duplicate(stage: Any) -> None:
    known = PersonData("สมใจ", "ตัวอย่างดี", "นาง", SOMEBODY["citizen_id"])
    form = form_of(stage, "signboard-tax", person={"prefix": "นาย", "first_name": "คนอื่น", "citizen_id": known.citizen_id})
    form.front._known[str(known.citizen_id)] = known
    form.front._show_duplicate()
    form.go_on()
    stage.picture()


def details(stage: Any) -> None:
    form = signs(stage, "details")
    form.front.focus_on("signs[1].width_cm")
    stage.rest(200)
    stage.picture()


def details_faulty(stage: Any) -> None:
    wrong = [SIGN, SIGN | {"width_cm": "0", "installed_on": "30/2/2568", "kind": "ไม่รู้"}]
    form = form_of(stage, "signboard-tax", person=SOMEBODY, step="details", answers={"shop_name": "", "signs": wrong})
    form.go_on()
    stage.rest(100)
    form.front.focus_on("signs[1].width_cm")
    stage.rest(100)
    stage.picture()


def details_long(stage: Any) -> None:
    partners = [
        {"name": "นายหนึ่ง สมมุติ", "age": 40, "nationality": "ไทย", "address": NASTY, "contribution_kind": "money", "contribution": "30000"},
        {"name": NASTY, "contribution": "1234567890.25"},
    ]
    form = form_of(
        stage,
        "commercial-registration-new",
        applicant_case="ordinary-partnership-or-joint-venture",
        organisation={"name": "คณะบุคคลสมมุติ"},
        step="details",
        answers={"trade_name": NASTY, "businesses": [{"kind": "08", "description": NASTY}], "partners": partners},
    )
    form.front.focus_on("partners[1].contribution")
    stage.rest(200)
    stage.picture()


def documents(stage: Any) -> None:
    handed = {
        "map": {"originals": 1},
        "house-registration": {"copies": 1, "note": "ยังไม่ได้ลงนามรับรองสำเนาถูกต้อง"},
        "id-card": {"waived": True},
    }
    form_of(stage, "commercial-registration-new", person=SOMEBODY, step="documents", handed=handed)
    stage.picture()


def fees(stage: Any) -> None:
    signs(stage, "fees")
    stage.picture()


def fees_lacking(stage: Any) -> None:
    sign = {key: value for key, value in SIGN.items() if key not in ("width_cm", "height_cm")}
    form_of(stage, "signboard-tax", person=SOMEBODY, step="fees", answers={"shop_name": "ร้านสมใจของชำ", "signs": [sign]})
    stage.picture()


def review(stage: Any) -> None:
    signs(stage, "review")
    stage.picture()


def review_end(stage: Any) -> None:
    form = signs(stage, "review", record={"correct_by": "30/2/2569"})
    form.go_on()
    stage.rest(100)
    stage.picture()


def done(stage: Any) -> None:
    form = signs(stage, "review", handed={"id-card": {"originals": 1}})
    form.file()
    page = stage.window.page("new")
    stage.rest(400)
    stage.picture()
    from lsvdesk.ui.payment_dialog import PaymentDialog

    dialog = PaymentDialog(stage.desk.session, page._done.case.row.id, stage.window)
    dialog.tendered.editor.set_value(Decimal(2000))
    dialog._count()
    stage.dialog(dialog, "new-request-payment")
    dialog = PaymentDialog(stage.desk.session, page._done.case.row.id, stage.window)
    dialog.choose("cheque")
    dialog.take()
    stage.dialog(dialog, "new-request-payment-cheque")


WIZARD_SCENES: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("new-request-search", picker_search),
    ("new-request-people", searching),
    ("new-request-applicant", applicant),
    ("new-request-agent", agent),
    ("new-request-duplicate", duplicate),
    ("new-request-details", details),
    ("new-request-faults", details_faulty),
    ("new-request-long", details_long),
    ("new-request-documents", documents),
    ("new-request-fees", fees),
    ("new-request-lacking", fees_lacking),
    ("new-request-review", review),
    ("new-request-record", review_end),
    ("new-request-done", done),
)
