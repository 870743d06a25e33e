"""What a file under forms/ may say: service definitions, dated rates, office profiles, the holiday calendar.

Every model is frozen and forbids unknown keys, so that a slip of the pen is found when the file loads. The JSON Schemas under
forms/schema/ are generated from these models.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, StringConstraints, model_serializer, model_validator

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=80)]
"""A service, document, series or office: lower-case words joined by hyphens."""

FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A form field or table column: lower-case words joined by underscores, so that conditions can name it."""

RateName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$", max_length=120)]
"""A dated parameter: dotted, e.g. ``signboard.thai_only.static``."""

Expression = Annotated[str, StringConstraints(min_length=1, max_length=400)]
"""A condition or computed value in the small language of :mod:`lsvdesk.catalogue.conditions`."""

Department = Literal["revenue", "public_health", "commercial_registration", "engineering", "social_welfare", "central", "education"]
ServiceKind = Literal[
    "tax", "fee", "permit", "registration", "notification", "certificate", "welfare", "request", "complaint", "pension", "enrolment"
]
ApplicantKind = Literal["individual", "juristic"]
Role = Literal["counter", "finance", "officer", "engineer", "registrar", "clerk", "executive", "applicant", "committee"]
OfficeType = Literal["อบต.", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "อบจ."]
Confidence = Literal["confirmed", "recalled"]
Stage = Literal["applicant", "officer", "committee", "executive"]
"""Who fills a part of a form in: only ``applicant`` parts are asked in the wizard, the others are printed blank for the officials."""

AddressPart = Literal["house_no", "village", "moo", "soi", "road", "subdistrict", "district", "province", "postcode"]
"""The keys of an address answer, in the order they are typed; every value is text."""

PersonPart = Literal["prefix", "first_name", "last_name", "citizen_id", "phone"]
"""The keys of a person answer; every value is text, the id and the phone without hyphens."""

Source = Annotated[
    str,
    StringConstraints(
        pattern=r"^(applicant\.(name|kind|id|address|phone)|agent\.(name|id|address|phone)|case\.(number|filed_on)|office\.name"
        r"|documents(\.[a-z][a-z0-9-]*)?)$"
    ),
]
"""Where a printed field is taken from instead of being asked again; ``documents`` is the whole checklist."""

KNOWN_RULES = frozenset(
    {
        "building-permit",
        "building-plan-check",
        "building-renewal",
        "commercial-late-fine",
        "health-hazard-licence",
        "health-late-fee",
        "house-land-tax",
        "land-building",
        "leaflet-permit",
        "local-development-tax",
        "pao-fuel",
        "pao-hotel",
        "pao-tobacco",
        "sewage-collection-licence",
        "sewage-disposal-licence",
        "signboard",
        "waste-collection-licence",
    }
)
"""Rules of :mod:`lsvdesk.rules` that a fee may name; a test there holds the registry against this list."""

KNOWN_BENEFITS = frozenset(
    {
        "gratuity.regular",
        "gratuity.special",
        "gratuity.heir_regular",
        "gratuity.heir_special",
        "welfare.elderly_allowance",
        "welfare.disability_allowance",
        "welfare.aids_allowance",
        "welfare.newborn_grant",
        "welfare.elderly_funeral_aid",
    }
)
"""The same of rules that a benefit may name."""

FieldType = Literal[
    "text",
    "long_text",
    "integer",
    "number",
    "money",
    "date",
    "citizen_id",
    "juristic_id",
    "phone",
    "address",
    "choice",
    "choices",
    "tick",
    "table",
    "person",
    "file",
    "computed",
]


class Model(BaseModel):
    """Base of everything read from forms/: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LegalReference(Model):
    """An Act (or regulation) and the section of it."""

    act: str
    section: str = ""

    def __str__(self) -> str:
        return f"{self.act} มาตรา {self.section}" if self.section and self.section[0].isdigit() else f"{self.act} {self.section}".strip()

    @property
    def cited(self) -> str:
        """As a sentence cites it: ``มาตรา 41 แห่งพระราชกฤษฎีกา…``, ``ข้อ 19 แห่งระเบียบ…``, or the whole Act."""
        if not self.section:
            return self.act
        return f"มาตรา {self.section} แห่ง{self.act}" if self.section[0].isdigit() else f"{self.section} แห่ง{self.act}"


class Duration(Model):
    """A length of time; ``working_day`` skips weekends and holidays, ``day`` does not."""

    value: Annotated[Decimal, Field(ge=0)]
    unit: Literal["minute", "hour", "day", "working_day", "month"]


class StatutoryLimit(Duration):
    """A limit set by law."""

    reference: str = ""


class Clock(Model):
    """The two clocks of a case: the office's promise (its manual) and the statutory limit. Both start when documents are complete."""

    promise: Duration
    statutory: StatutoryLimit | None = None
    starts: Literal["documents-complete"] = "documents-complete"
    after_correction: StatutoryLimit | None = None
    """A shorter limit that replaces ``statutory`` once a deficiency was cured (e.g. soil excavation: 3 days)."""
    correction_days: Annotated[int, Field(ge=1, le=365)] = 15
    """Days offered to the applicant in a deficiency record, unless the law fixes them."""
    correction_reference: str = ""


class Option(Model):
    """One choice of a field."""

    value: str
    label: str
    hint: str = ""
    reference: str = ""
    """The section of law this choice rests on."""
    confidence: Confidence = "confirmed"


class Refusal(Model):
    """Answers that are right one by one but not together; of a table, ``row`` is the row at hand."""

    when: Expression
    """Refused where this holds."""
    field: FieldName
    """The field (of a table: the column) the fault stands at."""
    message: str
    """What to do about it."""


class FormField(Model):
    """A field of a form, or a column of a table field."""

    id: FieldName
    label: str
    type: FieldType
    required: bool = False
    when: Expression | None = None
    """Shown (and required) only where this holds."""
    hint: str = ""
    unit: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    places: Annotated[int, Field(ge=0, le=6)] = 2
    """Decimals of a number."""
    grouped: bool = True
    """Whether a number is shown with thousands separators; off for a year."""
    max_length: Annotated[int, Field(ge=1, le=20000)] = 300
    options: tuple[Option, ...] = ()
    columns: tuple[FormField, ...] = ()
    min_rows: Annotated[int, Field(ge=0)] = 0
    max_rows: Annotated[int, Field(ge=1, le=500)] = 100
    refuse: tuple[Refusal, ...] = ()
    """Of a table: rows that do not agree with themselves or with the rest of the form."""
    formula: Expression | None = None
    """Of a computed field."""
    default: str | int | bool | Decimal | None = None
    initial: Expression | None = None
    """A proposed value computed when the form is opened, e.g. ``year(today) + 543``."""
    source: Source | None = None
    """Printed on the application from what is known already (applicant, case, received documents); not asked in the wizard."""
    parts: tuple[AddressPart | PersonPart, ...] = ()
    """Of an address or a person: only these parts are asked; empty means all."""
    prefix: str = ""
    """Stands before the label of every part of an address, as the paper form prints it."""
    not_before: str = ""
    """A date, or ``today``."""
    not_after: str = ""
    printed: bool = True
    """Stands on the filled application."""


class Section(Model):
    """A group of fields under one heading."""

    section: str
    stage: Stage = "applicant"
    when: Expression | None = None
    hint: str = ""
    fields: tuple[FormField, ...]


class ApplicantCase(Model):
    """One kind of applicant that the manual treats separately; conditions see it as ``case``."""

    id: Identifier
    title: str
    applicant: ApplicantKind


class RequiredDocument(Model):
    """A document on the checklist; ``when`` keeps it to the cases it applies to."""

    id: Identifier
    title: str
    originals: Annotated[int, Field(ge=0, le=20)] = 0
    copies: Annotated[int, Field(ge=0, le=20)] = 0
    unit: str = "ฉบับ"
    when: Expression | None = None
    condition: str = ""
    """The same condition in Thai, as the manual prints it."""
    optional: bool = False
    issuer: str = ""
    note: str = ""


class Step(Model):
    """A step of the manual with its time and who does it."""

    title: str
    role: Role = "counter"
    time: Duration
    responsible: str = ""
    note: str = ""


class FeeLine(Model):
    """A fee: exactly one of ``rate`` (a dated parameter × ``quantity``), ``rule`` (a rule in lsvdesk.rules) or ``free``."""

    item: str
    rate: RateName | None = None
    rule: str | None = None
    free: bool = False
    quantity: Expression = "1"
    unit: str = ""
    when: Expression | None = None
    revenue: str = ""
    """The account under which the money is taken: an id of forms/revenue.yaml."""
    note: str = ""


class Benefit(Model):
    """What the citizen is entitled to be paid: a rule of lsvdesk.rules gives it with its reasons. Never money to be taken."""

    item: str
    rule: str
    when: Expression | None = None
    note: str = ""


class Advice(Model):
    """Something to tell the clerk (never a refusal): shown on the review page where ``when`` holds."""

    when: Expression
    message: str
    reference: str = ""
    confidence: Confidence = "confirmed"


class Validity(Model):
    """How long a paper is good for: exactly one of ``years``, ``months``, ``days`` (counted from the day of issue, that day included: it
    ends on the day before the anniversary) or ``until`` the end of the calendar year."""

    years: Expression | None = None
    """A number, or an expression over the answers."""
    months: Expression | None = None
    days: Expression | None = None
    until: Literal["", "end-of-year"] = ""
    from_earlier: bool = False
    """Of a renewal: counted from the day after the earlier paper ends, not from the day of issue."""
    reference: str = ""
    confidence: Confidence = "confirmed"

    @model_validator(mode="after")
    def _one_way(self) -> Validity:
        if sum(bool(each) for each in (self.years, self.months, self.days, self.until)) != 1:
            raise ValueError("ระบุอายุเพียงแบบเดียว: years, months, days หรือ until")
        return self


class Output(Model):
    """What the citizen receives at the end."""

    type: Literal["certificate", "permit", "acknowledgement", "assessment-notice", "receipt", "letter", "payment", "none"]
    title: str
    template: str = ""
    series: Identifier | None = None
    """The gapless number series of this paper."""
    when: Expression | None = None
    """Given out only where this holds (e.g. the second phase of a fuel station)."""
    validity: Validity | None = None
    """How long it is good for; none: without end."""
    conditions: tuple[str, ...] = ()
    """What the paper says its holder must keep to; empty: nothing beyond the law it rests on."""


class Earlier(Model):
    """The paper of this office that a renewal, change, transfer or closing starts from."""

    series: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    """Number series the earlier paper may be of."""
    required: bool = False
    """Whether it can only be filed from a paper in the register; otherwise a paper from before this register may be typed in."""
    ends: Literal["renewed", "changed", "transferred", "closed", "kept"]
    """What becomes of the earlier paper when this one is issued (where nothing is issued: when it is decided); ``kept``: it holds on."""
    copies: dict[FieldName, FieldName] = {}
    """Field here → field of the earlier case, where the names differ; fields of the same name are always copied."""
    not_copied: tuple[FieldName, ...] = ()
    number_field: FieldName | None = None
    """The field here that holds the earlier paper's number."""
    date_field: FieldName | None = None
    """The field here that holds the day it was issued."""
    until_field: FieldName | None = None
    """The field here that holds the day it ends."""


class Forwarding(Model):
    """A request that this office only receives and sends on: to whom, with what letter, and how the answer is awaited."""

    addressee: str
    """As the letter addresses it (เรียน …); ``{province}``, ``{district}`` stand for the office's own."""
    to: str
    """The office it goes to, as lists show it."""
    subject: str
    """เรื่อง of the covering letter."""
    body: str
    """The letter's middle paragraph; ``{applicant}``, ``{case}``, ``{filed_on}`` are filled in."""
    request: str = ""
    """What the addressee is asked to do (จึงเรียนมาเพื่อ…)."""
    send_within: Duration | None = None
    answer_within: Duration | None = None
    """When an answer may be expected; later, the case is shown as waiting too long."""
    before_decision: bool = True
    """The addressee decides; False: this office decides first and sends it on then."""
    reference: str = ""


class Service(Model):
    """A counter service as the office offers it: its form, documents, clocks, steps, fees and papers."""

    id: Identifier
    title: str
    short_title: str = ""
    department: Department
    kind: ServiceKind
    description: str = ""
    form_code: str = ""
    form_title: str = ""
    legal_basis: tuple[LegalReference, ...]
    clock: Clock
    applicant_cases: Annotated[tuple[ApplicantCase, ...], Field(min_length=1)]
    agent_allowed: bool = True
    conditions: tuple[str, ...] = ()
    """Criteria and conditions as the manual for the public prints them."""
    form: Annotated[tuple[Section, ...], Field(min_length=1)]
    refuse: tuple[Refusal, ...] = ()
    documents: tuple[RequiredDocument, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    fees: tuple[FeeLine, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    payment: Literal["none", "before-decision", "after-decision", "after-assessment"] = "none"
    """When money is taken: a registration before it is decided, a tax after its assessment notice."""
    decision: Literal["approve", "register", "acknowledge", "assess"] = "approve"
    """What the office does in the end; a tax is assessed and finished by payment."""
    outputs: tuple[Output, ...] = ()
    advice: tuple[Advice, ...] = ()
    declaration: str = ""
    """The sentence above the applicant's signature."""
    sensitive: bool = False
    forwarded_to: str = ""
    """Whom it is sent on to, as the manual says it."""
    forwarding: Forwarding | None = None
    earlier: Earlier | None = None
    office_types: tuple[OfficeType, ...] = ()
    """Offered only to these types of office; empty means all."""
    repealed: dt.date | None = None
    arrears: bool = False
    """Of a repealed tax: still offered, for what is owed of the years before."""
    asset: Literal["", "sign", "establishment", "property"] = ""
    """The asset this service keeps a register of."""
    beneficiary: Literal["", "elderly", "disability", "aids", "newborn"] = ""
    """The roll of people entitled to a regular payment that an approved request enters; one person stands on a roll once."""
    keywords: tuple[str, ...] = ()
    """Other words that a citizen or clerk says for it."""
    place: str = ""
    """Where in this office the service is given."""
    notes: tuple[str, ...] = ()
    """Decisions on doubts of the manuals, each with its reason."""
    sources: tuple[str, ...] = ()


class Band(NamedTuple):
    """A step of a banded value, written ``[up_to, value]``: it holds up to and including ``up_to``; the last one is open (``null``)."""

    up_to: Decimal | None
    value: Decimal


class RateValue(Model):
    """A value in force from a day on: one number, or ``bands`` (tax by slices of a value, depreciation by age)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: dt.date = Field(alias="from")
    value: Decimal | None = None
    """``None`` (and no bands): ended on that day; it has to be written."""
    bands: tuple[Band, ...] = ()
    reference: str
    confidence: Confidence
    from_confidence: Confidence = "confirmed"
    """The same of the day it came into force."""
    source: str = ""
    """Where the value was seen."""
    note: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> RateValue:
        if ("value" in self.model_fields_set) == bool(self.bands):
            raise ValueError("ระบุ value (ค่าเดียว) หรือ bands (ขั้นบันได) อย่างใดอย่างหนึ่ง")
        return self

    @model_serializer(mode="wrap")
    def _written(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """An end is written even where defaults are left out: without its ``value`` it could not be read back."""
        content: dict[str, Any] = whole(self)
        return content if self.bands or self.value is not None else {**content, "value": None}


class Rate(Model):
    """A dated parameter of the law. ``local`` may be replaced by an ordinance, up to ``ceiling``.

    Where the law has bands, an ordinance puts a single rate in their place, not below the highest of them.
    """

    id: RateName
    description: str
    unit: str
    values: Annotated[tuple[RateValue, ...], Field(min_length=1)]
    local: bool = False
    ceiling: Decimal | None = None
    ceiling_reference: str = ""
    note: str = ""


class RateFile(Model):
    """A file of forms/rates/: one law's parameters."""

    law: str
    rates: tuple[Rate, ...]


class PartFile(Model):
    """A file of forms/parts/: pieces that lists of several definitions share, taken with ``use`` (see :mod:`lsvdesk.catalogue.parts`)."""

    parts: dict[Identifier, Any]


class RevenueAccount(Model):
    """A kind of revenue as the accounts name it."""

    id: Identifier
    title: str
    group: str
    code: str = ""
    """e-LAAS account code where it is known."""
    confidence: Confidence = "recalled"


class RevenueFile(Model):
    accounts: tuple[RevenueAccount, ...]


class Holiday(Model):
    date: dt.date
    name: str


class HolidayFile(Model):
    """Public holidays; the office edits its own list in Settings."""

    holidays: tuple[Holiday, ...]


class DepartmentOffice(Model):
    """What a department is called in this office, and where to reach it."""

    title: str
    phone: str = ""
    head: str = ""
    head_position: str = ""


class OfficeAddress(Model):
    house_no: str = ""
    moo: str = ""
    road: str = ""
    subdistrict: str
    district: str
    province: str
    postcode: str = ""


class OrdinanceRate(Model):
    """A local value in place of the general one, and the ordinance it rests on.

    A row of an ordinance's table (a licence by kind and size of business) names the kinds, and the size it begins above: of several rows
    that fit, the one of the most particular kind and the highest step counts. A rule asks for such rows; they replace no general value.
    """

    rate: RateName
    start: dt.date
    value: Decimal
    ordinance: str
    businesses: tuple[str, ...] = ()
    """Kinds of business (``9.11``) or whole groups (``9``) this row is for; empty: every kind."""
    measure: Literal["", "horsepower", "workers", "area_m2"] = ""
    """What the size is measured by: the answer of this name."""
    over: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    """The row holds for sizes above this; 0: from the smallest on."""

    @model_validator(mode="after")
    def _size_is_measured(self) -> OrdinanceRate:
        if self.over and not self.measure:
            raise ValueError("ระบุสิ่งที่ใช้วัดขนาด (measure) ของขั้นที่เริ่มเกิน (over)")
        return self

    @property
    def particular(self) -> bool:
        """Whether it is a row of a table and not the one value for everybody."""
        return bool(self.businesses or self.measure)


class LocalService(Model):
    """What is this office's own in a service: whatever is given replaces the standard definition's."""

    offered: bool = True
    title: str | None = None
    department: Department | None = None
    place: str = ""
    promise: Duration | None = None
    statutory: StatutoryLimit | None = None
    conditions: tuple[str, ...] | None = None
    documents: tuple[RequiredDocument, ...] | None = None
    standard_documents: tuple[Identifier, ...] = ()
    """Documents of the standard definition that this office asks for beside its own ``documents``."""
    added_documents: tuple[RequiredDocument, ...] = ()
    """Asked for after those that stand; one with the id of a standing document takes its place."""
    dropped_documents: tuple[Identifier, ...] = ()
    """Of those that stand, not asked for here."""
    steps: tuple[Step, ...] | None = None
    fees: tuple[FeeLine, ...] | None = None
    notes: tuple[str, ...] = ()


class OfficeProfile(Model):
    """An office: name, departments, hours, contacts, and its local views of services."""

    id: Identifier
    name: str
    short_name: str
    type: OfficeType
    address: OfficeAddress
    phone: str = ""
    website: str = ""
    email: str = ""
    letter_code: str = ""
    hours: str
    executive: str = ""
    executive_position: str
    clerk_position: str = "ปลัดองค์การบริหารส่วนตำบล"
    departments: dict[Department, DepartmentOffice]
    complaint_channels: tuple[str, ...] = ()
    services: dict[Identifier, LocalService] = {}
    rates: tuple[OrdinanceRate, ...] = ()
    sources: tuple[str, ...] = ()
