from __future__ import annotations

from lsvdesk.catalogue.loader import load
from lsvdesk.catalogue.models import LocalService
from lsvdesk.catalogue.overlay import merged


def test_what_the_office_gives_replaces_and_what_it_does_not_stays() -> None:
    catalogue = load()
    service, profile = catalogue.service("signboard-tax"), catalogue.profiles["pho-yai"]
    local = LocalService.model_validate({"title": "ภาษีป้ายของเรา", "promise": {"value": 5, "unit": "working_day"}, "notes": ["ของเรา"]})
    mine = merged(service, local, profile)
    assert mine.title == "ภาษีป้ายของเรา"
    assert mine.clock.promise.unit == "working_day"
    assert mine.clock.correction_days == service.clock.correction_days
    assert mine.documents == service.documents
    assert mine.notes == (*service.notes, "ของเรา")
    assert mine.place == "กองคลัง"


def test_an_offices_own_document_stands_in_for_the_standard_one_of_the_same_id() -> None:
    catalogue = load()
    service, profile = catalogue.service("signboard-tax"), catalogue.profiles["pho-yai"]
    local = LocalService.model_validate(
        {
            "documents": [{"id": "id-card", "title": "บัตรประชาชน", "originals": 1}],
            "standard_documents": ["id-card", "power-of-attorney", "house-registration"],
        }
    )
    documents = merged(service, local, profile).documents
    assert [document.id for document in documents] == ["id-card", "house-registration", "power-of-attorney"]
    assert documents[0].title == "บัตรประชาชน"
