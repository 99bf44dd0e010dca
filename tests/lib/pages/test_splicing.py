from django.test import RequestFactory, override_settings

from coalition.lib.pages.splicing import render_around

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {"page": "<p>{{ name }}</p>{{ large_piece }}<i>é</i>", "bare": "<p>{{ name }}</p>"},
                )
            ]
        },
    }
]
ASKED = RequestFactory().get("/")


@override_settings(TEMPLATES=TEMPLATES)
def test_piece_stands_where_the_template_says():
    response = render_around(ASKED, "page", {"name": "Ann"}, "<b>→</b>".encode())

    assert response.content.decode() == "<p>Ann</p><b>→</b><i>é</i>"


@override_settings(TEMPLATES=TEMPLATES)
def test_nothing_written_by_a_person_takes_the_place_of_the_piece():
    response = render_around(ASKED, "page", {"name": "<!--large-piece-->"}, b"<b></b>")

    assert response.content.decode() == "<p>&lt;!--large-piece--&gt;</p><b></b><i>é</i>"


@override_settings(TEMPLATES=TEMPLATES)
def test_page_without_a_place_for_the_piece_stays_as_it_is():
    assert render_around(ASKED, "bare", {"name": "Ann"}, b"<b></b>").content == b"<p>Ann</p>"
