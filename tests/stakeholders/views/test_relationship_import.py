import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from coalition.districts.models import AuditEntry
from stakeholders.models import Relationship, RelationshipImport, Stakeholder
from tests.makers import (
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_relationship,
    make_stakeholder,
)

TIES = b"Who,Whom,Kind,Trust\nAda Berg,Bo Carr,knows,4\nSam Lee,Bo Carr,knows,\nNobody,Bo Carr,knows,\n"


@pytest.fixture
def district(db):
    place = make_district()
    with scope(district=place):
        for name in ("Ada Berg", "Bo Carr", "Sam Lee", "Sam Lee"):
            make_stakeholder(place, name=name, kind="person")
    return place


@pytest.fixture
def client(district):
    browser = Client()
    browser.force_login(make_member(district, "editor").user)
    return browser


@pytest.fixture
def page(client, district):
    new = reverse("stakeholders:relationship-import-new", args=[district.slug])
    return client.post(new, {"file": SimpleUploadedFile("ties.csv", TIES)})["Location"]


def ties(district):
    with scope(district=district):
        return list(Relationship.objects.values_list("source_stakeholder__name", "trust").order_by("pk"))


def test_list_of_ties_comes_in_is_chosen_written_once_and_taken_back(client, district, page):
    shown = client.get(page)
    form = shown.context["form"]
    sam = form["who-1"].field.choices[1][0]
    values = {name: form[name].value() or "" for name in form.fields}
    kept = client.post(page, {**values, "who-1": sam})
    checked = client.get(page).content.decode()
    first, second = (client.post(f"{page}confirmation/", {"seen": "2"}) for _ in "ab")
    written = ties(district)
    done = client.get(page).content.decode()
    client.post(f"{page}undo/")

    assert "2 are called “Sam Lee”" in shown.content.decode()
    assert "Not in the registry" in shown.content.decode()
    assert (kept.status_code, first.status_code, second.status_code) == (303, 303, 303)
    assert "2 new, 0 changed, 0 already there, 1 left out" in checked
    assert written == [("Ada Berg", 4), ("Sam Lee", None)]
    assert "2 ties are in" in done
    assert ties(district) == []
    with scope(district=district):
        assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == ["import ties", "undo import"]


def test_other_numbers_than_were_seen_are_shown_first(client, district, page):
    answer = client.post(f"{page}confirmation/", {"seen": "9"})

    assert answer.status_code == 409
    assert ties(district) == []


def test_rows_left_out_are_given_with_the_reason(client, page):
    answer = client.post(f"{page}report/")

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row[:2] + row[-1:] for row in rows[1:]] == [
        ["Sam Lee", "Bo Carr", "2 are called “Sam Lee”"],
        ["Nobody", "Bo Carr", "Nobody in the registry is called “Nobody”"],
    ]


def test_two_columns_for_one_place_are_refused(client, page):
    form = client.get(page).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}

    answer = client.post(page, {**values, "column-1": "who"})

    assert answer.status_code == 422
    assert "Two columns go to “Who”" in answer.content.decode()


def test_file_that_is_no_list_is_explained(client, district):
    new = reverse("stakeholders:relationship-import-new", args=[district.slug])

    answer = client.post(new, {"file": SimpleUploadedFile("ties.pdf", b"%PDF-1.7\n\xe2\xe3")})

    assert answer.status_code == 422
    assert "This is a PDF" in answer.content.decode()


def test_list_that_is_not_wanted_goes_away(client, district, page):
    client.post(f"{page}removal/")

    with scope(district=district):
        assert not RelationshipImport.objects.exists()


def test_ties_that_were_taken_away_come_back_and_change_nothing(client, district):
    with scope(district=district):
        initiative = make_initiative(district)
        ada, bo, *sams = Stakeholder.objects.order_by("pk")
        for one in (ada, bo, *sams):
            make_partnership(initiative, one)
        for one, other, kind, trust in ((ada, sams[1], "knows", 4), (sams[0], bo, "advises", None)):
            make_relationship(one, other, kind=kind, trust=trust, note="Since the fair")
    taken = client.post(f"/d/{district.slug}/initiatives/{initiative.pk}/maps/network.csv")

    new = reverse("stakeholders:relationship-import-new", args=[district.slug])
    page = client.post(new, {"file": SimpleUploadedFile("ties.csv", b"".join(taken))})["Location"]

    assert "0 new, 0 changed, 2 already there, 0 left out" in client.get(page).content.decode()
