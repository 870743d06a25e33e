"""What people of the demonstration write into a form: names, places, trades and reasons of a Thai countryside in which nobody exists.

A field is known by its id (and, where the id says little, by its label); a number picks one of the texts that fit, so that equal numbers
give equal words. Names say of themselves that they are invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MEN = ("สมมุติ", "สาธิต", "จำลอง", "ประดิษฐ์", "ทดลอง", "ตัวอย่าง", "อุปมา", "นิรนาม", "เสมือน", "สมชาย")
WOMEN = ("สมหญิง", "อุปไมย", "มายา", "นิทาน", "เรื่องเล่า", "จินตนา", "วาดฝัน", "ทดสอบ", "สมมาตร", "เสมอเหมือน")
FAMILIES = (
    "ตัวอย่างดี", "สมมุติการ", "จำลองเรื่อง", "สาธิตงาม", "ทดสอบดี", "ไม่มีจริง", "นามสมมุติ", "ทดลองใช้", "แบบอย่างงาม", "เสมือนจริง",
    "วาดไว้", "เล่าเรื่อง", "ประดิษฐ์คำ", "สมมุติสุข", "ตัวอย่างทอง",
)  # fmt: skip
VILLAGES = ("บ้านตัวอย่าง", "บ้านสมมุติ", "บ้านจำลองน้อย", "บ้านโนนสาธิต", "บ้านหนองทดลอง")
ROADS = ("สมมุติพัฒนา", "สาธิตสามัคคี", "จำลองอุทิศ")
BANKS = ("ธนาคารกรุงไทย", "ธนาคารออมสิน", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร")


@dataclass(frozen=True)
class Here:
    """Where the office is, and who stands at its counter."""

    subdistrict: str
    district: str
    province: str
    applicant: str = ""


def person(number: int, role: str = "") -> tuple[str, str, str]:
    """Prefix, first and family name; of a man or woman where ``role`` says so, of a child for a child."""
    woman = "mother" in role or ("father" not in role and number % 2 == 0)
    prefix = "นางสาว" if woman and number % 3 == 0 else "นาง" if woman else "นาย"
    if "child" in role:
        prefix = "เด็กหญิง" if woman else "เด็กชาย"
    firsts = WOMEN if woman else MEN
    return prefix, firsts[number // 2 % len(firsts)], FAMILIES[number // 7 % len(FAMILIES)]


def full_name(number: int, role: str = "") -> str:
    """The same in one line."""
    prefix, first_name, last_name = person(number, role)
    return f"{prefix}{first_name} {last_name}"


def house(number: int) -> dict[str, str]:
    """House, village, lane and road of an address; not every house has all of them."""
    found = {"house_no": f"{1 + number % 240}" + (f"/{1 + number % 7}" if number % 3 == 0 else ""), "moo": str(1 + number // 3 % 12)}
    found["village"] = VILLAGES[number // 5 % len(VILLAGES)]
    if number % 4 == 0:
        found |= {"road": ROADS[number // 4 % len(ROADS)], "soi": f"{ROADS[number // 4 % len(ROADS)]} {1 + number % 9}"}
    return found


def text(field: str, label: str, number: int, here: Here, service: str = "") -> str:
    """What stands in a text field; empty where people leave it empty."""
    for pattern, texts in _KNOWN:
        if re.fullmatch(pattern, field) or re.fullmatch(pattern, f"{service}:{field}"):
            return _said(texts[number % len(texts)], number, here, field)
    if re.search(r"(_no|_nos|number|account|_id)$", field):
        return _said("{digits}", number, here, field)
    if re.search(r"(_name|_signed|_by|name|tenant|owner|holder|witness_\d)$", field) or "ชื่อ-สกุล" in label:
        return full_name(number, field)
    if "_other" in field or "อื่น ๆ" in label or "หมายเหตุ" in label or "note" in field:
        return ""
    plain = re.sub(r"\s*\(.*?\)|^[\d.()\s]+|[^ก-๙a-zA-Z ]", "", label).strip()
    return f"{plain}ตามที่แจ้งไว้"


def numbers(service: str, field: str) -> list[Decimal]:
    """Numbers to try first in a field, the likeliest at the head."""
    said = _NUMBERS.get(f"{service}:{field}") or _NUMBERS.get(field) or ""
    return [Decimal(each) for each in said.split()]


def choice(service: str, field: str) -> str:
    """The choice that goes with the words of this module; empty where any does."""
    return _CHOICES.get(f"{service}:{field}", "")


def days(service: str, field: str) -> list[int]:
    """Days before or after today to try first for a date."""
    return [int(each) for each in (_DAYS.get(f"{service}:{field}") or _DAYS.get(field) or "").split()]


def left_out(service: str, field: str) -> bool:
    """Whether most people leave it empty."""
    return re.fullmatch(_LEFT_OUT, field) is not None or re.fullmatch(_LEFT_OUT, f"{service}:{field}") is not None


def _said(template: str, number: int, here: Here, field: str) -> str:
    family = FAMILIES[number // 7 % len(FAMILIES)]
    return template.format(
        self=here.applicant or full_name(number, field),
        name=full_name(number, field),
        other=full_name(number + 11, field),
        family=family,
        village=VILLAGES[number // 5 % len(VILLAGES)],
        road=ROADS[number // 4 % len(ROADS)],
        moo=1 + number // 3 % 12,
        n=1 + number % 90,
        house=f"{1 + number % 240}",
        digits=f"{10_000 + number % 80_000}",
        account=f"{number % 10**8 + 10**9:010d}",
        subdistrict=here.subdistrict,
        district=here.district,
        province=here.province,
    )


_KNOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    # --- names of businesses and places
    (r"trade_name|previous_trade_name", ("ร้าน{family}พาณิชย์", "{family}การค้า", "ร้าน{village}ของชำ", "{family}บริการ")),
    (r"trade_name_roman", ("SOMMUT TRADING", "TUAYANG SHOP", "CHAMLONG SERVICE")),
    (r"shop_name", ("ร้าน{family}วัสดุก่อสร้าง", "ร้านอาหารครัว{family}", "{family}คาร์แคร์", "คลินิกสัตว์เลี้ยง{family}")),
    (r"signboard-tax:text|text", ("{family}วัสดุก่อสร้าง ยินดีต้อนรับ", "ครัว{family} อาหารตามสั่ง", "{family}คาร์แคร์ ล้าง ขัด เคลือบ")),
    (r"signboard-tax:place", ("หน้าร้าน ริมถนน{road} หมู่ที่ {moo}", "ริมทางหลวง ปากทางเข้า{village}")),
    (r"station_name", ("สถานีบริการน้ำมัน{family}", "ปั๊มน้ำมันชุมชน{village}")),
    (r"factory_name", ("โรงสีข้าว{family}", "โรงน้ำดื่ม{family}")),
    (r"factory-type2-notice:business", ("สีข้าวและขัดข้าว", "ผลิตน้ำดื่มบรรจุขวด")),
    (r"factory-type2-notice:name", ("เครื่องสีข้าว", "เครื่องกรองน้ำ")),
    (r"(sewage|solid)-\w[\w-]*:kind", ("รถบรรทุกหกล้อ", "รถดูดสิ่งปฏิกูลหกล้อ")),
    (r"factory_kind", ("9(1)", "20(1)")),
    (r"establishment_name|business_name", ("ฟาร์มไก่{family}", "อู่{family}การช่าง", "โรงน้ำแข็ง{family}", "{family}บริการสิ่งแวดล้อม")),
    (r"(fuel-retail-levy|hotel-guest-fee|tobacco-retail-levy):name", ("{family}รีสอร์ต", "โรงแรม{family}", "ร้าน{family}มินิมาร์ต")),
    (r"commercial-registration-\w+:description", ("ขายของชำและเครื่องดื่ม", "ขายอาหารตามสั่ง", "ซ่อมรถจักรยานยนต์", "ขายปุ๋ยและเมล็ดพันธุ์")),
    (r"health-hazard-licence(-renewal)?:description", ("เลี้ยงไก่พื้นเมืองในโรงเรือนปิด", "ซ่อมและพ่นสีรถยนต์")),
    (r"code", ("",)),
    (r"url", ("https://shop.example", "facebook.com/tuayang.shop.example")),
    (r"goods", ("เสื้อผ้าพื้นเมือง", "อาหารแปรรูปของชุมชน")),
    (r"condominium", ("อาคารชุด{family}เพลส",)),
    (r"business_kind_other|disposal_method_other", ("กิจการตามข้อบัญญัติ ลำดับที่ {n}",)),
    # --- those who build, and the land
    (r"(designer|engineer|supervisor|old_supervisor|new_supervisor)_licence_no", ("สย.00000", "ภย.00001", "ภย.00002")),
    (r"architect_licence_no", ("ภ-สถ 00000",)),
    (r"(designer|engineer|architect|supervisor|old_supervisor|new_supervisor)_name", ("{name}",)),
    (r"deed_no|new_deed_no|land_document_no", ("{digits}",)),
    (r"deed_other|new_deed_other", ("",)),
    (r"land_no", ("{n}",)),
    (r"survey_no", ("{digits}",)),
    (r"adjoining", ("",)),
    (r"(landowner|new_landowner|building_owner|owner)(_name)?|list_owner", ("{self}",)),
    (r"building_occupier|occupier_name|tenant", ("{name}",)),
    (r"site_no|new_site_no|station_no|factory_no|house_no", ("{house}",)),
    (r"land_zone", ("เขตผังเมืองรวม{district}", "นอกเขตผังเมืองรวม")),
    (r"building-\w[\w-]*:kind", ("ตึกชั้นเดียว", "ตึกสองชั้น", "อาคารครึ่งตึกครึ่งไม้")),
    (r"used_for", ("ที่อยู่อาศัย", "ร้านค้า", "โกดังเก็บพืชผล")),
    (r"used_before", ("ที่อยู่อาศัย",)),
    (r"building_description", ("ตึกชั้นเดียว จำนวน 1 หลัง เพื่อใช้เป็นร้านค้า",)),
    (r"controlled_use", ("อาคารพาณิชย์",)),
    (r"supervised_work", ("ก่อสร้าง",)),
    (r"soil-excavation-notice:purpose", ("ขุดสระเก็บน้ำเพื่อการเกษตร", "ขุดบ่อเลี้ยงปลา")),
    (r"land-fill-notice:purpose", ("ถมดินเพื่อปลูกสร้างบ้านพักอาศัย",)),
    (r"drainage", ("วางท่อระบายน้ำรอบเขตที่ดินและปลูกหญ้าคลุมไหล่ดิน",)),
    (r"progress|work_done", ("งานฐานรากและเสาแล้วเสร็จ อยู่ระหว่างก่ออิฐผนัง",)),
    (r"building-permit-renewal:reason", ("ฝนตกชุกติดต่อกัน การก่อสร้างจึงล่าช้ากว่าแผน",)),
    (r"building-change-of-use-permit:reason", ("จะใช้ชั้นล่างเปิดร้านค้าของครอบครัว",)),
    (r"building-supervisor-change:reason", ("ผู้ควบคุมงานคนเดิมย้ายไปปฏิบัติงานต่างจังหวัด",)),
    (r"juristic_type", ("บริษัทจำกัด",)),
    (r"change_details", ("เพิ่มตู้จ่ายน้ำมัน 1 ตู้ และย้ายถังเก็บน้ำมันให้ห่างเขตที่ดินเพิ่มขึ้น",)),
    (r"changes", ("ย้ายที่ทำการไปยังอาคารหลังใหม่ในที่ดินแปลงเดิม",)),
    (r"acceptance_no", ("1/2569",)),
    (r"fuel", ("น้ำมันดีเซล", "แก๊สโซฮอล์ 95")),
    (r"insurance_no", ("ส.มต. {digits}",)),
    (r"transfer_reason", ("ผู้โอนเลิกประกอบกิจการและโอนให้บุตร",)),
    # --- health
    (r"materials", ("ข้าวเปลือกจากสมาชิกในตำบล{subdistrict}",)),
    (r"products", ("ข้าวสารบรรจุถุง วันละ 2 ตัน",)),
    (r"factory-type2-notice:waste", ("แกลบและรำนำไปทำปุ๋ยหมัก ติดตั้งห้องเก็บฝุ่น ทำงานเฉพาะกลางวัน",)),
    (r"working_hours", ("08.00 - 17.00 น.",)),
    (r"residue", ("ตากในลานทรายกรองแล้วทำปุ๋ย น้ำทิ้งผ่านบ่อบำบัดก่อนใช้รดต้นไม้",)),
    (r"transport_control", ("ใช้ใบกำกับการขนส่งทุกเที่ยว และบันทึกตำแหน่งรถด้วยจีพีเอส",)),
    (r"plate", ("80-{digits} {province}",)),
    (r"driver", ("{name}",)),
    (r"service_area", ("ทุกหมู่บ้านในตำบล{subdistrict}",)),
    (r"service_price", ("เที่ยวละ 250 บาท ต่อลูกบาศก์เมตร",)),
    (r"disposal_place|transfer_station_place", ("สถานที่กำจัดรวมของตำบล{subdistrict} หมู่ที่ {moo}",)),
    (r"wording", ("ขอเชิญเที่ยวงานประเพณีบุญบั้งไฟตำบล{subdistrict} วันที่ 9 พฤษภาคม 2569",)),
    (r"area", ("ตำบล{subdistrict} อำเภอ{district}",)),
    (r"other_law_(approval|licence)_no", ("",)),
    (r"vulnerable", ("มีเด็กเล็กสองคนและผู้สูงอายุหนึ่งคนในบ้านข้างเคียง",)),
    (r"container", ("ถังซีเมนต์สองใบ และโอ่งน้ำสี่ใบ",)),
    (r"coordinated_with", ("ผู้ใหญ่บ้านหมู่ที่ {moo}",)),
    # --- welfare, gratuities, school
    (r"bank|salary_bank|other_bank|outsider_bank", BANKS),
    (r"\w*branch", ("{district}",)),
    (r"\w*_type", ("ออมทรัพย์",)),
    (r"account|\w*_account|account_no|bank_account", ("{account}",)),
    (r"account_name|bank_name", ("{self}",)),
    (r"payee_name|payee_signed|signed_by|filed_by", ("{self}",)),
    (r"reference_person", ("{other}",)),
    (r"position", ("คนงานทั่วไป", "ผู้ช่วยเจ้าพนักงานธุรการ", "พนักงานขับรถยนต์")),
    (r"division", ("กองช่าง", "สำนักปลัด")),
    (r"order_no", ("{n}/2540",)),
    (r"cause", ("โรคชรา", "ปอดอักเสบ")),
    (r"death_certificate_no", ("00-{digits}",)),
    (r"(death_certificate|card_issued|deceased_card|certifier_card|form2_card)_by|card_issued_by", ("สำนักทะเบียนอำเภอ{district}",)),
    (r"relation|relation_of_applicant|agent_relation|guardian_relation", ("บุตร", "หลาน")),
    (r"duty", ("ซ่อมผิวจราจรถนนภายในหมู่บ้าน",)),
    (r"injury", ("กระดูกขาขวาหัก แพทย์ให้พักรักษาตัวหกเดือน",)),
    (r"doctor", ("นายแพทย์สมมุติ ตัวอย่างดี โรงพยาบาล{district}",)),
    (r"occupation|\w+_occupation", ("เกษตรกร", "รับจ้างทั่วไป", "ค้าขาย")),
    (r"\w*nationality|\w*ethnicity", ("ไทย",)),
    (r"religion", ("พุทธ",)),
    (r"country_of_law", ("สมมุติแลนด์",)),
    (r"blood_group", ("โอ", "เอ", "บี")),
    (r"illness", ("ไม่มี",)),
    (r"school", ("ศูนย์พัฒนาเด็กเล็ก{village}",)),
    (r"training", ("ตัดเย็บเสื้อผ้า",)),
    (r"studying|finished|\w+_subject", ("มัธยมศึกษาตอนปลาย",)),
    (r"not_working_reason", ("สุขภาพไม่แข็งแรง",)),
    (r"moved_from", ("เทศบาลตำบลสมมุติ",)),
    (r"certifier_\d_office|certifier_office|form2_office", ("ที่ทำการผู้ใหญ่บ้าน หมู่ที่ {moo}",)),
    (r"certifier_\d_position|certifier_position|form2_position|\w+_signed_as", ("ผู้ใหญ่บ้าน", "อาสาสมัครสาธารณสุขประจำหมู่บ้าน")),
    (r"certifier_at|form2_at|bt5_at|authority_at|written_at", ("ที่ทำการ ตำบล{subdistrict}",)),
    (r"\w*(email|email_to)", ("",)),
    (r"(current|home)_(room|floor|building)", ("",)),
    # --- what happened, what is asked for
    (r"leaflet-advertising-permit:subject", ("งานประเพณีบุญบั้งไฟตำบล{subdistrict}",)),
    (r"disaster-relief:description", ("กระเบื้องหลังคาแตกและปลิวหาย",)),
    (r"complaint:subject|subject", ("ถนนในหมู่บ้านชำรุด", "ขอติดตั้งไฟฟ้าส่องสว่าง", "กลิ่นรบกวนจากคอกสัตว์")),
    (r"details", ("ถนนสาย{village}เป็นหลุมลึกตลอดแนวประมาณ 300 เมตร รถจักรยานยนต์ล้มแล้วสองครั้งในเดือนที่ผ่านมา",)),
    (r"wish", ("ขอให้ซ่อมผิวจราจรและติดตั้งไฟส่องสว่างที่ทางโค้ง",)),
    (r"respondent|respondent_office|complained_where|reply_email", ("",)),
    (r"happened_at|place", ("ถนนสาย{village} หมู่ที่ {moo} ตำบล{subdistrict}",)),
    (r"happened_at_time", ("14.30 น.", "21.00 น.")),
    (r"story", ("พายุฤดูร้อนพัดหลังคาบ้านและยุ้งข้าวเสียหาย ฝนตกต่อเนื่องราวหนึ่งชั่วโมง ไม่มีผู้ได้รับบาดเจ็บ",)),
    (r"disaster-relief:name", ("หลังคาบ้านพักอาศัย", "ยุ้งข้าว")),
    (r"disaster-relief:amount", ("24 แผ่น", "1 หลัง")),
    (r"first_help", ("มอบผ้าใบกันฝนและถุงยังชีพหนึ่งชุด",)),
    (r"survey", ("ตรวจสอบแล้ว กระเบื้องหลังคาแตกเสียหายตามที่แจ้ง",)),
    (r"what", ("แผนพัฒนาท้องถิ่น", "สัญญาจ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก")),
    (r"period", ("ปีงบประมาณ 2569",)),
    (r"purpose", ("ใช้ประกอบการประชุมประชาคมหมู่บ้าน",)),
    (r"attachments", ("ภาพถ่ายสถานที่ 2 ภาพ",)),
    (r"commercial-registration-change:before", ("ร้าน{village}ของชำ",)),
    (r"commercial-registration-change:after", ("ร้าน{family}มินิมาร์ต",)),
    (r"other_items", ("",)),
    (r"address", ("เลขที่ {house} หมู่ที่ {moo} ตำบล{subdistrict} อำเภอ{district} จังหวัด{province}",)),
    (r"partners:name|name", ("{name}",)),
    # --- taxes
    (r"house-land-tax:kind|land-building-tax:kind", ("บ้านเดี่ยวชั้นเดียว", "ตึกแถวสองชั้น")),
    (r"house-land-tax:use|use", ("ให้เช่าเพื่อค้าขาย",)),
    (r"old_return_no", ("{n}/2561",)),
    (r"local_relief_reference", ("",)),
    (r"co_owners", ("",)),
    (r"documents_note", ("สัญญาเช่าและใบเสร็จรับเงินปีก่อน",)),
    (r"licence_no|permit_no_before|permit_no|notice_no|old_\w+_no", ("{n}/2568",)),
    (r"registration_no", ("{account}",)),
    # --- what officials write
    (r"officer_opinion|visit_finding", ("ตรวจสอบสถานที่และเอกสารแล้ว ถูกต้องครบถ้วน เห็นควรพิจารณาอนุญาต",)),
    (r"safety_result", ("ระยะปลอดภัยและเครื่องดับเพลิงเป็นไปตามกฎกระทรวง",)),
    (r"findings", ("ตรวจสอบพื้นที่แล้ว เป็นจริงตามที่ร้องเรียน",)),
    (r"service_record", ("เวลาทำงานตามทะเบียนประวัติถูกต้อง ไม่มีวันที่ต้องหัก",)),
    (r"order_note|order_reason|decision_reason|committee_reason|result_reason", ("เห็นชอบตามที่เจ้าหน้าที่เสนอ",)),
    (r"refusal_opinion|opinion_reason", ("",)),
    (r"agency|agency_letter_no|referred_to", ("",)),
    (r"chemical", ("ไซเพอร์เมทริน ผสมน้ำมันดีเซลอัตรา 1 ต่อ 79",)),
    (r"member_\d|executive_name|receiver_name|officer_name|issuer_name|witness_\d|bt5_(by|witness_\d)|documents_checked_by", ("{name}",)),
    (r"executive_position", ("นายกองค์กรปกครองส่วนท้องถิ่น",)),
    (r"officer_position|receiver_position|issuer_position", ("นักพัฒนาชุมชน",)),
)
"""Field id, or ``service:field`` → what may stand in it; the first that fits counts."""

_NUMBERS = {
    "depth_m": "3.5 4",
    "soil-excavation-notice:area_m2": "400 1200",
    "land-fill-notice:area_m2": "1200 2400",
    "land-fill-notice:height_m": "1.2",
    "height_m": "4.5 6",
    "area_m2": "96 48",
    "building-construction-permit:area_m2": "180",
    "altered_area_m2": "36",
    "heavy_area_m2": "0",
    "width_m": "8 2",
    "length_m": "12 20",
    "storeys": "1 2",
    "count": "1",
    "parking": "1 2",
    "days_to_finish": "90 60 30",
    "days_to_build": "90",
    "plan_sheets": "4",
    "calculation_sheets": "6",
    "land_document_copies": "1",
    "capacity_m3": "4",
    "horsepower": "5 7.5",
    "workers": "4",
    "building_area": "160",
    "land_area": "1600",
    "dispensers": "2",
    "water-support:litres": "6000",
    "litres": "10000 200",
    "households": "12",
    "patients": "2",
    "copies": "500",
    "width_cm": "120 240",
    "height_cm": "240",
    "sides": "1",
    "rooms": "12",
    "days_open": "28",
    "room_nights": "140",
    "guests": "210",
    "room_rent": "84000",
    "amount": "42000",
    "packs": "1800",
    "sticks_per_pack": "20",
    "capital": "80000 150000",
    "contribution": "150000",
    "registered_capital": "1000000",
    "share_count": "10000",
    "shares": "10000",
    "share_value": "100",
    "manager_age": "41",
    "owner_age": "41",
    "applicant_age": "45",
    "mother_age": "27",
    "father_age": "29",
    "age": "39 12",
    "monthly_wage": "9000",
    "monthly_income": "3000",
    "own_income": "3000",
    "family_income": "9000",
    "carer_income": "6000",
    "household_income": "90000",
    "household_members": "4",
    "household_size": "4",
    "value": "6500",
    "annual_value": "24000",
    "rent_month": "2000",
    "medium_price": "5000",
    "rate_per_rai": "25",
    "rai": "2",
    "ngan": "1",
    "wah": "50",
    "price_per_wah": "800",
    "price_per_m2": "6500",
    "pages_a4": "24",
    "certifications": "2",
    "ordinance_fee": "500",
    "tank_fee": "3500",
    "fogged_households": "12",
    "delivered_litres": "6000",
    **dict.fromkeys(
        ("pages_a3", "pages_b4", "pages_f14", "prints_a0", "prints_a1", "prints_a2", "dead", "hurt", "tax_paid_before", "unpaid_before"),
        "0",
    ),
    **dict.fromkeys(
        ("days_not_counted", "days_doubled", "less_rai", "less_ngan", "less_wah", "local_relief", "old_tax", "declared_tax"), "0"
    ),
}
"""Field id, or ``service:field`` → numbers that fit."""

_CHOICES = {
    "disaster-relief:disaster": "storm",
    "leaflet-advertising-permit:purpose": "public",
    "water-support:cause": "drought",
}
"""``service:field`` → value."""

_DAYS = {
    "starts_on": "30 14",
    "employed_from": "-8400",
    "died_on": "-12",
    "happened_on": "-4",
    "heir-special-gratuity:happened_on": "-30",
    "special-gratuity:happened_on": "-90",
    "child_birth_date": "-45",
    "preschool-enrolment:birth_date": "-1200",
    "newborn-grant:birth_date": "-10300",
    "deceased_birth_date": "-29000",
    "heirs:birth_date": "-14000",
    "installed_on": "-420",
}
"""Field id, or ``service:field`` → days from today that fit a date."""

_LEFT_OUT = (
    r"branches|rooms|exempt|relief|register|co_owners|(notice|warning)_received_on|announced_pay_by|extended_to|officer_noticed_on|"
    r"\w*fax|guardian|trade_name_roman|shop_address|closed_on|instalments_paid|soi|note|declared_tax|other_\w+|old_tax|local_relief"
)
"""Field id, or ``service:field``."""
