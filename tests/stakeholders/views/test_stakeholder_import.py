import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from coalition.districts.models import AuditEntry
from stakeholders.models import ImportState, Stakeholder, StakeholderImport
from tests.lib.tabular.workbooks import workbook
from tests.makers import make_district, make_member, make_stakeholder

CONTACTS = (
    "Full Name,Company,Stakeholder Type,E-mail 1,Mobile,Student ID\n"
    "Ada Berg,Acme,Biz,ada@acme.example,555-0100,4711\n"
    "Bo Carr,Acme,Biz,bo@acme.example,555-0101,4712\n"
    ",,Biz,nobody@acme.example,,\n"
)


@pytest.fixture
def district(db):
    return make_district()


@pytest.fixture
def client(district):
    browser = Client()
    browser.force_login(make_member(district, "editor").user)
    return browser


@pytest.fixture
def address(district):
    def of(name, *args, **query):
        url = reverse(f"stakeholders:{name}", args=[district.slug, *args])
        return f"{url}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else url

    return of


@pytest.fixture
def upload(client, address):
    def send(data=CONTACTS, name="contacts.csv"):
        data = data.encode() if isinstance(data, str) else data
        return client.post(address("import-new"), {"file": SimpleUploadedFile(name, data)})

    return send


def imports(district):
    with scope(district=district):
        return list(StakeholderImport.objects.order_by("pk"))


def names(district):
    with scope(district=district):
        return sorted(Stakeholder.objects.values_list("name", flat=True))


def mapping_of(response):
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def checked(client, address, upload, data=CONTACTS):
    """Bring a file as far as its checked rows; returns the key of the import."""
    key = upload(data).headers["Location"].rstrip("/").split("/")[-2]
    page = client.get(address("import-columns", key))
    client.post(address("import-columns", key), mapping_of(page))
    return key


def test_list_comes_in_by_the_four_steps(client, address, upload, district):
    columns = client.get(upload().headers["Location"])
    [one] = imports(district)
    rows = client.post(address("import-columns", one.pk), mapping_of(columns))
    shown = client.get(rows.headers["Location"])
    confirm = client.get(address("import-confirm", one.pk))
    done = client.post(address("import-confirm", one.pk), {"seen": confirm.context["seen"]})

    assert (rows.status_code, rows.headers["Location"]) == (303, address("import-rows", one.pk))
    assert [row.outcome.number for row in shown.context["rows"]] == [4]
    assert confirm.context["counts"]["written"] == 2
    assert (done.status_code, done.headers["Location"]) == (303, address("import-detail", one.pk))
    assert names(district) == ["Acme", "Ada Berg", "Bo Carr"]
    assert "2 rows are in" in client.get(done.headers["Location"]).content.decode()
    with scope(district=district):
        assert AuditEntry.objects.filter(verb="import").count() == 1


def test_nothing_is_written_before_the_confirmation(client, address, upload, district):
    checked(client, address, upload)

    assert names(district) == []


def test_columns_page_shows_what_was_guessed_and_hides_what_is_blocked(client, upload):
    page = client.get(upload().headers["Location"]).content.decode()

    assert "“Ada Berg”" in page
    assert "4711" not in page
    assert "Looks like a student record" in page
    assert "“Stakeholder Type” to our sectors" in page


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "empty.csv", "Choose the file that holds your list"),
        (b"%PDF-1.7\n\xe2\xe3", "list.csv", "This is a PDF"),
        (b"<html><table></table></html>", "list.xls", "This is a web page"),
        (b'Name\n"A', "list.csv", "A quotation mark opens in row 2"),
    ],
)
def test_file_that_cannot_be_read_stays_in_the_wizard_with_a_sentence(data, name, sentence, upload, district):
    response = upload(data, name)

    assert response.status_code == 422
    assert sentence.lower() in response.content.decode().lower()
    assert 'aria-label="Import steps"' in response.content.decode()
    assert imports(district) == []


def test_upload_beyond_the_limit_is_refused_by_its_stated_size(upload, district):
    response = upload(b"x" * (21 * 1024 * 1024))

    assert response.status_code == 413
    assert "This file has 22 MB and at most 20 MB can be read" in response.content.decode()
    assert imports(district) == []


def test_upload_needs_its_token(district, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_member(district, "editor").user)

    response = browser.post(address("import-new"), {"file": SimpleUploadedFile("a.csv", b"Name\nAda\n")})

    assert response.status_code == 403
    assert imports(district) == []


def test_upload_sent_twice_is_one_import(client, address, district):
    token = "0e8a7f4e-6f3c-4b5e-9a55-0a8b4a0a1b2c"

    answers = [
        client.post(address("import-new"), {"file": SimpleUploadedFile("a.csv", b"Name\nAda\n"), "submission": token})
        for _ in range(2)
    ]

    assert len(imports(district)) == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_mapping_with_two_columns_for_one_field_is_refused_beside_the_field(client, address, upload):
    key = upload().headers["Location"].rstrip("/").split("/")[-2]
    chosen = mapping_of(client.get(address("import-columns", key))) | {"column-1": "name"}

    response = client.post(address("import-columns", key), chosen)

    assert response.status_code == 422
    assert "“Full Name” and “Company” both go here. Keep one of them." in response.content.decode()


def test_blocked_column_cannot_be_chosen_by_a_forged_form(client, address, upload, district):
    key = upload().headers["Location"].rstrip("/").split("/")[-2]
    chosen = mapping_of(client.get(address("import-columns", key))) | {"column-5": "notes"}

    client.post(address("import-columns", key), chosen)

    assert imports(district)[0].mapping[5] == ""


def test_new_column_with_a_fixed_list_asks_for_its_values_first(client, address, upload):
    key = upload("Name,What\nAda,Friend\nBo,Ally\n").headers["Location"].rstrip("/").split("/")[-2]
    chosen = mapping_of(client.get(address("import-columns", key))) | {"column-1": "sector"}

    stays = client.post(address("import-columns", key), chosen)
    page = client.get(stays.headers["Location"])

    assert stays.headers["Location"] == address("import-columns", key)
    assert [field.label for field in page.context["questions"][0][2]] == ["Friend", "Ally"]


def test_another_sheet_and_header_row_can_be_chosen(client, address, upload, district):
    book = workbook({"Partners": [["Name"], ["Ada"]], "Old": [["Title"], ["Who", "Email"], ["Bo", "bo@x.example"]]})
    key = upload(book, "list.xlsx").headers["Location"].rstrip("/").split("/")[-2]

    response = client.post(address("import-sheet", key), {"sheet": "Old", "header_row": "2"})

    [one] = imports(district)
    assert response.status_code == 303
    assert ([kept["header"] for kept in one.columns], one.header_row, one.source[3]) == (["Who", "Email"], 2, "Old")


def test_header_row_that_does_not_exist_is_refused_with_a_sentence(client, address, upload):
    key = upload().headers["Location"].rstrip("/").split("/")[-2]

    response = client.post(address("import-sheet", key), {"header_row": "900"})

    assert response.status_code == 422
    assert "Row 900 cannot hold the headers" in response.content.decode()


def test_row_that_cannot_be_read_is_said_to_be_left_out(client, address, upload):
    page = client.get(address("import-rows", checked(client, address, upload), view="look")).content.decode()

    assert page.count("Write a name or a role.") == 1
    assert page.count('<span class="secondary">Left out</span>') == 1


def test_wide_file_is_offered_few_more_people_in_a_row_than_it_has(client, upload):
    headers = ["School Name", "Principal", "Assistant Principal", *(f"Field {number}" for number in range(80))]
    row = ["North School", "Ada Berg", "Bo Carr", *("x" for _ in range(80))]

    page = client.get(upload(f"{','.join(headers)}\n{','.join(row)}\n".encode()).headers["Location"]).content.decode()

    assert [f'value="person{number}_name"' in page for number in (2, 4, 5)] == [True, True, False]


def test_name_and_choice_of_a_row_are_kept_and_the_rows_checked_again(client, address, upload, district):
    with scope(district=district):
        make_stakeholder(district, name="Ada Berg", kind="person", email="ada@acme.example")
    key = checked(client, address, upload)

    response = client.post(
        address("import-rows", key, view="look"), {"choice-2": "skip", "name-4": "Front desk", "for_all": ""}
    )

    [one] = imports(district)
    assert response.status_code == 303
    assert (one.choices, one.names) == ({"2": "skip"}, {"4": "Front desk"})
    assert (one.counts["written"], one.counts["out"]) == (2, 1)


def test_one_choice_for_all_alike(client, address, upload, district):
    with scope(district=district):
        for name in ("Ada Berg", "Bo Carr"):
            make_stakeholder(district, name=name, kind="person", email=f"{name.split()[0].lower()}@acme.example")
    key = checked(client, address, upload)

    client.post(address("import-rows", key, view="same"), {"for_all": "SAME:skip"})

    assert imports(district)[0].counts["out"] == 3


def test_row_is_shown_beside_the_record_it_resembles(client, address, upload, district):
    with scope(district=district):
        make_stakeholder(district, name="Ada Berg", kind="person", email="ada@acme.example")
    key = checked(client, address, upload)

    beside = client.get(address("import-rows", key, view="same", compare=2)).context["beside"]

    assert (beside.number, beside.match.name) == (2, "Ada Berg")
    assert [(one.label, one.here, one.there, one.is_added) for one in beside.fields if one.is_added] == [
        ("Organization", "", "Acme", True),
        ("Phone", "", "555-0100", True),
    ]


def test_rows_are_paged_and_views_counted(client, address, upload):
    key = checked(client, address, upload, "Name,Job Title\n" + "".join(f"Person {n},Clerk\n" for n in range(45)))

    pages = [client.get(address("import-rows", key, view="all", page=number)) for number in (1, 2, 3, 4)]

    assert [len(page.context["rows"]) for page in pages] == [20, 20, 5, 0]
    assert [(tab.label, tab.number) for tab in pages[0].context["tabs"]] == [
        ("All rows", 45),
        ("Ready", 45),
        ("Need a look", 0),
        ("Left out", 0),
    ]
    assert 'All rows <span class="tabs__count">45</span>' in pages[0].content.decode()


def test_rows_with_problems_are_downloaded_with_the_reason_beside_each(client, address, upload):
    key = checked(client, address, upload)

    response = client.post(address("import-report", key, view="out"))

    table = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert response.headers["Content-Disposition"] == f'attachment; filename="import-{key}-out.csv"'
    assert table == [
        [
            "Full Name",
            "Company",
            "Stakeholder Type",
            "E-mail 1",
            "Mobile",
            "Row in the file",
            "Outcome",
            "What to look at",
        ],
        ["", "", "Biz", "nobody@acme.example", "", "4", "Left out", "No name. Email is there."],
    ]


def test_confirmation_of_other_numbers_than_shown_is_refused(client, address, upload, district):
    key = checked(client, address, upload)
    seen = client.get(address("import-confirm", key)).context["seen"]
    with scope(district=district):
        make_stakeholder(district, name="Ada Berg", kind="person", email="ada@acme.example")

    response = client.post(address("import-confirm", key), {"seen": seen})

    assert response.status_code == 409
    assert "The registry changed since you checked the rows" in response.content.decode()
    assert names(district) == ["Ada Berg"]


def test_confirmation_sent_twice_writes_once(client, address, upload, district):
    key = checked(client, address, upload)
    seen = client.get(address("import-confirm", key)).context["seen"]

    answers = [client.post(address("import-confirm", key), {"seen": seen}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 302]
    assert names(district) == ["Acme", "Ada Berg", "Bo Carr"]


def test_import_is_undone_from_its_page(client, address, upload, district):
    key = checked(client, address, upload)
    client.post(address("import-confirm", key), {"seen": client.get(address("import-confirm", key)).context["seen"]})

    page = client.get(address("import-detail", key))
    client.post(address("import-undo", key))

    assert "3 stakeholders go away" in page.content.decode()
    assert names(district) == []
    assert imports(district)[0].state == ImportState.UNDONE
    assert "This import was undone" in client.get(address("import-detail", key)).content.decode()


def test_canceled_import_is_forgotten(client, address, upload, district):
    key = checked(client, address, upload)

    response = client.post(address("import-discard", key))

    assert response.headers["Location"] == address("stakeholder-list")
    assert imports(district) == []


def test_steps_of_a_written_import_lead_to_what_came_of_it(client, address, upload):
    key = checked(client, address, upload)
    client.post(address("import-confirm", key), {"seen": client.get(address("import-confirm", key)).context["seen"]})

    led = {
        client.get(address(name, key)).headers["Location"]
        for name in ("import-columns", "import-rows", "import-confirm")
    }

    assert led == {address("import-detail", key)}


@pytest.mark.parametrize("name", ["import-columns", "import-rows", "import-confirm", "import-detail"])
def test_pages_of_an_import_cost_the_same_for_1_3_and_300_rows(name, client, address, upload):
    costs = []
    for size in (1, 3, 300):
        data = "Name,Job Title,Email,Sector\n" + "".join(
            f"P {size} {n},Clerk,p{size}{n}@x.example,Biz\n" for n in range(size)
        )
        key = checked(client, address, upload, data)
        if name == "import-detail":
            seen = client.get(address("import-confirm", key)).context["seen"]
            client.post(address("import-confirm", key), {"seen": seen})
        with CaptureQueriesContext(connection) as queries:
            client.get(address(name, key))
        costs.append(len(queries))

    assert len(set(costs)) == 1
