"""A register filled row by row, for months that a test wants just so: numbers are taken as the counter takes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.setup import set_up
from lsvdesk.counter.views import NewUser, OfficeSetup
from lsvdesk.register import models, numbering
from lsvdesk.thai.dates import buddhist_year, fiscal_year
from lsvdesk.thai.identifiers import make_citizen_id

SIGNBOARD = ("signboard-tax", "ภาษีป้ายตามพื้นที่ ป้ายประเภทที่ 1")
COMMERCE = ("commercial-registration-fee", "ค่าธรรมเนียมจดทะเบียนพาณิชย์ (ตั้งใหม่)")
EXCAVATION = ("excavation-fee", "ค่าธรรมเนียมใบรับแจ้งการขุดดิน")

SERVICES = {
    "signboard-tax": ("การรับชำระภาษีป้าย", "revenue", "tax"),
    "commercial-registration-new": ("การจดทะเบียนพาณิชย์ (ตั้งใหม่)", "commercial_registration", "registration"),
    "soil-excavation-notice": ("การแจ้งขุดดิน", "engineering", "notification"),
    "aids-patient-allowance": ("การสงเคราะห์ผู้ป่วยเอดส์", "social_welfare", "welfare"),
}


@dataclass
class Desk:
    """The office of the test, and short ways to fill its register."""

    office: Office

    def person(self, session: Session, name: str) -> models.Person:
        count = len(session.scalars(select(models.Person.id)).all())
        first, _, last = name.partition(" ")
        moment = self.office.clock.now()
        person = models.Person(
            first_name=first[:200],
            last_name=last[:200],
            citizen_id=make_citizen_id(count),
            created_at=moment,
            updated_at=moment,
        )
        session.add(person)
        session.flush()
        return person

    def case(
        self,
        service: str,
        filed: dt.date,
        *,
        name: str = "นางสาวใบบัว ตัวอย่าง",
        status: str = "in_progress",
        promise: dt.date | None = None,
        statutory: dt.date | None = None,
        finished: dt.date | None = None,
        decided: dt.date | None = None,
        deficient: tuple[dt.date, dt.date | None] | None = None,
    ) -> int:
        """A case; ``deficient`` is the first day of a deficiency record and the day it was put right."""
        title, department, kind = SERVICES[service]
        sensitive = service == "aids-patient-allowance"
        with self.office.register.write() as session:
            if session.get(models.ServiceDefinition, service) is None:
                definition = models.ServiceDefinition(version=service, service=service, body={}, kept_at=self.office.clock.now())
                session.add(definition)
                session.flush()
            year = buddhist_year(filed)
            value = numbering.take(session, numbering.CASES, year)
            case = models.Case(
                number=f"{value}/{year}",
                number_year=year,
                number_value=value,
                service=service,
                service_version=service,
                service_title=title,
                department=department,
                kind=kind,
                sensitive=sensitive,
                applicant_case="individual",
                applicant_kind="individual",
                applicant_name=name[:500],
                person_id=self.person(session, name).id,
                status=status,
                filed_on=filed,
                filed_at=dt.datetime.combine(filed, dt.time(9)),
                complete_on=filed,
                promise_due=promise,
                statutory_due=statutory,
                decided_on=decided,
                finished_on=finished,
                answers={},
                created_by=self.office.user.id,
            )
            session.add(case)
            session.flush()
            if deficient:
                opened, closed = deficient
                session.add(
                    models.Deficiency(
                        case_id=case.id,
                        opened_on=opened,
                        correct_by=opened + dt.timedelta(days=15),
                        items=[{"document": "", "text": "ขาดสำเนาโฉนดที่ดิน"}],
                        status="open" if closed is None else "cured",
                        closed_on=closed,
                    )
                )
            return case.id

    def receipt(
        self,
        on: dt.date,
        lines: Sequence[tuple[tuple[str, str], int]],
        *,
        case: int | None = None,
        method: str = "cash",
        payer: str = "นางสาวใบบัว ตัวอย่าง",
        void: str | None = None,
        voided_on: dt.date | None = None,
    ) -> int:
        """A receipt for ``lines`` (account and item, satang)."""
        with self.office.register.write() as session:
            book, number = numbering.take_receipt(session, fiscal_year(on), on)
            whole = sum(satang for _, satang in lines)
            receipt = models.Receipt(
                book_id=book.id,
                number=number,
                case_id=case,
                issued_on=on,
                issued_at=dt.datetime.combine(on, dt.time(10)),
                payer_name=payer,
                total_satang=whole,
                method=method,
                tendered_satang=whole,
                status="void" if void else "valid",
                void_reason=void,
                voided_at=dt.datetime.combine(voided_on or on, dt.time(11)) if void else None,
                voided_by=self.office.user.id if void else None,
                receiver_id=self.office.user.id,
            )
            session.add(receipt)
            session.flush()
            for position, ((revenue, item), satang) in enumerate(lines):
                session.add(
                    models.ReceiptLine(
                        receipt_id=receipt.id, position=position, item=item, revenue=revenue, kind="principal", amount_satang=satang
                    )
                )
            if case is not None and not void:
                paid = session.get_one(models.Case, case)
                paid.paid_satang += whole
            return receipt.id

    def permit(self, case: int, on: dt.date, *, series: str, title: str, holder: str, subject: str, registration_no: str = "") -> None:
        with self.office.register.write() as session:
            year = buddhist_year(on)
            value = numbering.take(session, series, year)
            session.add(
                models.Permit(
                    series=series,
                    number_year=year,
                    number_value=value,
                    number=f"{value}/{year}",
                    registration_no=registration_no,
                    type="certificate",
                    title=title,
                    case_id=case,
                    holder_name=holder,
                    subject=subject,
                    issued_on=on,
                    status="valid",
                    details={},
                )
            )

    def unconfirmed(self, case: int, on: dt.date, reference: str) -> None:
        """An assessment with a rate that nobody has checked."""
        with self.office.register.write() as session:
            assessment = models.AssessmentRecord(case_id=case, assessed_on=on, total_satang=50000, status="current")
            session.add(assessment)
            session.flush()
            session.add(
                models.AssessmentLineRecord(
                    assessment_id=assessment.id,
                    position=0,
                    item="ค่าธรรมเนียมใบรับแจ้ง",
                    base="1",
                    unit="ฉบับ",
                    rate="500",
                    amount_satang=50000,
                    reference=reference,
                    sentence="",
                    revenue="excavation-fee",
                    kind="fee",
                    confirmed=False,
                )
            )

    def sign(self, case: int, text: str) -> None:
        """A sign of 125.5 × 240 cm, last taxed in 2569."""
        with self.office.register.write() as session:
            session.add(
                models.Sign(
                    case_id=case,
                    person_id=session.get_one(models.Case, case).person_id,
                    text=text,
                    kind="mixed",
                    moving=True,
                    width_mm=1255,
                    height_mm=2400,
                    sides=2,
                    place="หน้าร้าน หมู่ที่ 4",
                    installed_on=dt.date(2026, 5, 1),
                    status="standing",
                    last_tax_year=2569,
                    last_tax_satang=104_000,
                )
            )

    def close(self, on: dt.date, cash: int, counted: int | None = None, note: str = "") -> None:
        with self.office.register.write() as session:
            session.add(
                models.DayClose(
                    on=on,
                    closed_at=dt.datetime.combine(on, dt.time(16, 30)),
                    closed_by=self.office.user.id,
                    totals={"cash": cash},
                    counted_satang=cash if counted is None else counted,
                    note=note,
                )
            )


def open_desk(folder: Path, today: dt.date) -> Desk:
    """An office of the shipped profile that was set up on 1 มิถุนายน 2569, now at ``today``."""
    user = NewUser("นางสาวพุดซ้อน สมมุติกุล", "นักวิชาการจัดเก็บรายได้ชำนาญการ")
    office = set_up(folder, OfficeSetup(user=user, profile="pho-yai"), FixedClock(dt.date(2026, 6, 1)))
    return Desk(office.with_clock(FixedClock(today)))


def september(day: int) -> dt.date:
    """A day of กันยายน 2569, the month of these tests."""
    return dt.date(2026, 9, day)


def fill_september(desk: Desk) -> None:
    """A month with a little of everything: three services, one of them late, a voided receipt, a sensitive case, an unclosed day."""
    last = dt.date(2026, 8, 20)
    sign = [
        desk.case("signboard-tax", september(day), name=f"บริษัท ตัวอย่างป้ายสวย {day} จำกัด", status="finished", promise=september(day + 7),
                  decided=september(day), finished=september(day + 1))
        for day in (1, 2, 3, 7, 8)
    ]  # fmt: skip
    for index, case in enumerate(sign):
        lines = [(SIGNBOARD, 20000 + 3550 * index), (("signboard-tax", "ภาษีป้ายตามพื้นที่ ป้ายประเภทที่ 3 เคลื่อนที่ได้"), 104000)]
        desk.receipt(
            september(2 + index),
            lines,
            case=case,
            method=("cash", "transfer", "cheque")[index % 3],
            payer=f"บริษัท ตัวอย่างป้ายสวย {index} จำกัด",
        )
    shop = desk.case("commercial-registration-new", september(9), name="นายก้านกล้วย สมมุติกุล", status="finished",
                     promise=september(9), finished=september(9))  # fmt: skip
    desk.receipt(september(9), [(COMMERCE, 5000)], case=shop, payer="นายก้านกล้วย สมมุติกุล", void="พิมพ์ชื่อผู้ชำระเงินผิด ออกฉบับใหม่แทน")
    desk.receipt(september(9), [(COMMERCE, 5000)], case=shop, payer="นายก้านกล้วย สมมุติกุล")
    desk.permit(shop, september(9), series="commercial-registration", title="ใบทะเบียนพาณิชย์", holder="นายก้านกล้วย สมมุติกุล",
                subject="ร้านกล้วยทอดสมมุติ", registration_no="1990000000011")  # fmt: skip
    dig = desk.case("soil-excavation-notice", last, name="นางพวงคราม สมมุติวงศ์", status="finished", promise=september(1),
                    statutory=september(1), decided=september(4), finished=september(4))  # fmt: skip
    desk.receipt(september(4), [(EXCAVATION, 50000)], case=dig, method="transfer", payer="นางพวงคราม สมมุติวงศ์")
    desk.permit(dig, september(4), series="excavation", title="ใบรับแจ้งการขุดดิน", holder="นางพวงคราม สมมุติวงศ์",
                subject="โฉนดที่ดินเลขที่ 12345 หมู่ที่ 9 ตำบลโพธิ์ใหญ่")  # fmt: skip
    desk.unconfirmed(dig, september(4), "กฎกระทรวงกำหนดค่าธรรมเนียมฯ พ.ศ. 2543")
    desk.case("soil-excavation-notice", september(10), name="นายชบาไพร สมมุติวงศ์", promise=september(17), statutory=september(17))
    desk.case("soil-excavation-notice", september(11), name="นายเข็มขาว สมมุติวงศ์", status="deficient", deficient=(september(12), None))
    desk.case("commercial-registration-new", september(28), name="ห้างหุ้นส่วนจำกัด ตัวอย่างการค้า", status="received")
    desk.case("signboard-tax", september(14), status="withdrawn", promise=september(21), finished=september(15))
    hidden = desk.case("aids-patient-allowance", september(16), name="นายไม่เปิดเผย นามสมมุติ", promise=dt.date(2026, 10, 16))
    desk.receipt(september(16), [(("", "คืนเงินสงเคราะห์ที่จ่ายเกิน"), 12345)], case=hidden, payer="นายไม่เปิดเผย นามสมมุติ")
    desk.sign(sign[0], "=ร้านสมมุติ")
    desk.close(september(2), 124000)
    desk.close(september(3), 0)
    desk.close(september(5), 124000 + 10650, counted=124000, note="ทอนเงินเกิน")
