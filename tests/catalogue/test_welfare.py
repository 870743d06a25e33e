"""The definitions of welfare and of enrolment: what must not be lost, and that every condition of theirs can be evaluated."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import FormField

ON = dt.date(2026, 11, 21)
ALLOWANCES = ("elderly-allowance", "disability-allowance", "aids-allowance")
SERVICES = (
    *ALLOWANCES,
    "disability-card",
    "newborn-grant",
    "elderly-funeral-aid",
    "disaster-relief",
    "water-support",
    "preschool-enrolment",
)
OFFERED = {
    "dong-ling": {"elderly-allowance", "disability-allowance"},
    "pho-yai": set(SERVICES) - {"water-support"},
    "don-tanin": {*ALLOWANCES, "disaster-relief", "water-support"},
    "na-pho": {*ALLOWANCES, "preschool-enrolment"},
}


@cache
def office(profile: str | None = None) -> Catalogue:
    return load(profile=profile)


def fields(service_id: str, stage: str) -> dict[str, FormField]:
    return {field.id: field for each in office().service(service_id).form if each.stage == stage for field in each.fields}


@pytest.mark.parametrize("service_id", SERVICES)
def test_every_doubt_is_decided_and_what_citizens_say_finds_it(service_id: str) -> None:
    service = office().service(service_id)
    assert len(service.notes) >= 5
    assert len(service.keywords) >= 4
    assert service.declaration
    assert service.conditions
    assert service.sources


@pytest.mark.parametrize("service_id", SERVICES)
def test_welfare_costs_the_citizen_nothing(service_id: str) -> None:
    service = office().service(service_id)
    assert service.payment == "none"
    assert [fee.free for fee in service.fees] == [True]
    assert "fees" not in {page.kind for page in flow.pages(service)}


@pytest.mark.parametrize("profile", OFFERED)
def test_an_office_offers_what_its_manual_has(profile: str) -> None:
    assert {service.id for service in office(profile).offered(ON)} & set(SERVICES) == OFFERED[profile]


@pytest.mark.parametrize("service_id", SERVICES)
def test_a_blank_form_of_every_applicant_can_be_shown_and_names_what_is_missing(service_id: str) -> None:
    service = office().service(service_id)
    for case in service.applicant_cases:
        for agent in (False, True):
            ctx = flow.Context(service, case.id, case.applicant, agent, {}, ON)
            ctx = ctx.answering(flow.proposed(service, ctx))
            page = flow.next_page(service, ctx, None)
            while page is not None:
                page = flow.next_page(service, ctx, page)
            documents = [document.id for document in flow.applicable_documents(service, ctx)]
            if service.agent_allowed and "power-of-attorney" in {document.id for document in service.documents}:
                assert ("power-of-attorney" in documents) is agent
            assert flow.validate(service, ctx)
            assert flow.advice(service, ctx) is not None
            assert flow.computed(service, ctx) is not None


def test_the_confirmation_of_the_elderly_has_opinion_committee_and_order() -> None:
    assert {"opinion", "opinion_reason", "ended_on", "ended_by", "paid_from"} <= fields("elderly-allowance", "officer").keys()
    assert {"committee_opinion", "member_1", "member_2", "member_3"} <= fields("elderly-allowance", "committee").keys()
    assert {"order", "order_other"} <= fields("elderly-allowance", "executive").keys()


@pytest.mark.parametrize("service_id", ["elderly-allowance", "disability-allowance", "aids-allowance"])
def test_there_are_four_ways_to_be_paid_and_a_bank_asks_for_its_book(service_id: str) -> None:
    service = office().service(service_id)
    assert [option.value for option in fields(service_id, "applicant")["pay_by"].options] == [
        "cash-own",
        "cash-agent",
        "bank-own",
        "bank-agent",
    ]
    for pay_by, asked in (("cash-own", set()), ("bank-own", {"bank-book"}), ("bank-agent", {"agent-bank-book"})):
        ctx = flow.Context(service, "individual", "individual", False, {"pay_by": pay_by}, ON)
        documents = {document.id for document in flow.applicable_documents(service, ctx)}
        assert documents & {"bank-book", "agent-bank-book"} == asked


def test_the_fiscal_year_proposed_in_november_is_the_one_that_has_begun() -> None:
    service = office().service("disability-allowance")
    ctx = flow.Context(service, "individual", "individual", False, {}, ON)
    assert flow.proposed(service, ctx)["fiscal_year"] == 2570
    assert flow.proposed(service, flow.Context(service, "individual", "individual", False, {}, dt.date(2026, 9, 30)))["fiscal_year"] == 2569


def test_the_limits_said_in_the_forms_are_those_of_the_rates() -> None:
    at = office().parameters.at
    newborn = {advice.when for advice in office().service("newborn-grant").advice}
    assert f"answers.income_each > {at('newborn_grant.income_limit', ON).value}" in newborn
    assert f"age(answers.child_birth_date, today) >= {at('newborn_grant.until_age', ON).value}" in newborn
    funeral = {advice.when for advice in office().service("elderly-funeral-aid").advice}
    assert f"age(answers.deceased_birth_date, answers.died_on) < {at('elderly_funeral_aid.age', ON).value}" in funeral


def test_the_second_funeral_form_stands_in_for_the_card() -> None:
    service = office().service("elderly-funeral-aid")
    for answer, asked in (("card", {"welfare-card"}), ("certified", {"qualification-certificate"})):
        ctx = flow.Context(service, "relative", "individual", False, {"welfare_card": answer}, ON)
        documents = {document.id for document in flow.applicable_documents(service, ctx)}
        assert documents & {"welfare-card", "qualification-certificate"} == asked


def test_a_child_under_fifteen_shows_a_birth_certificate_for_the_card() -> None:
    service = office().service("disability-card")
    for born, asked in (("2015-01-01", True), ("1990-01-01", False)):
        ctx = flow.Context(service, "individual", "individual", False, {"birth_date": born}, ON)
        assert ("birth-certificate" in {document.id for document in flow.applicable_documents(service, ctx)}) is asked
