import io

import pytest
from openpyxl import load_workbook

from coalition.districts.models import AuditEntry
from stakeholders.models import Stakeholder
from tests.makers import make_district, make_member, make_stakeholder

URL = "/d/cedar-bend/settings/records-requests/new/"


@pytest.fixture
def administrator(browse, district):
    return browse(make_member(district, "administrator", title="Chief of strategy"))


def cells(response):
    rows = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.iter_rows(values_only=True)
    return [[cell or "" for cell in row] for row in rows]


def test_file_holds_what_is_held_and_the_log_says_who_asked_for_it(administrator, district):
    parent = make_stakeholder(district, name="Ana Ruiz", notes="=1+1")
    make_stakeholder(district, name="Somebody else")

    response = administrator.post(URL, {"stakeholder": parent.pk, "reference": "No. 14"})

    rows = cells(response)
    assert rows[0][:3] == ["About", "Which", "What happened"]
    assert {row[1] for row in rows if row[0] == "Stakeholder"} == {"Ana Ruiz"}
    assert ["Notes", "", "'=1+1"] in [row[5:] for row in rows]
    assert list(AuditEntry.objects.values_list("verb", "subject", "detail")) == [
        ("records request", "Ana Ruiz", "No. 14")
    ]


def test_somebody_archived_can_be_asked_about(administrator, district):
    parent = make_stakeholder(district, name="Ana Ruiz")
    parent.archive()

    page = administrator.post(URL, {"find": "stakeholder", "stakeholder-find": "ruiz"})
    response = administrator.post(URL, {"stakeholder": parent.pk, "reference": "No. 14"})

    assert "Ana Ruiz" in page.content.decode()
    assert response["Content-Disposition"].startswith(f'attachment; filename="records-{parent.pk}-')


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"reference": "No. 14"}, "Say about whom, or choose a period, or both."),
        ({"since": "2026-11-01"}, "This field is required."),
        ({"reference": "No. 14", "since": "2026-11-02", "until": "2026-11-01"}, "The last day is before the first."),
    ],
)
def test_request_that_cannot_be_answered_keeps_what_was_typed_and_logs_nothing(administrator, form, sentence):
    response = administrator.post(URL, form)

    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert AuditEntry.objects.count() == 0


def test_nobody_of_another_district_can_be_asked_about(administrator):
    stranger = make_stakeholder(make_district(), name="Stranger")

    response = administrator.post(URL, {"stakeholder": stranger.pk, "reference": "No. 14"})

    assert (response.status_code, "Stranger" in response.content.decode()) == (422, False)


def test_policies_lead_to_the_file(administrator, district):
    make_stakeholder(district)

    assert URL in administrator.get("/d/cedar-bend/settings/policies/").content.decode()
    assert administrator.get(URL).status_code == 200
    assert Stakeholder.objects.count() == 1
