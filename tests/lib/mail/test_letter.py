import email
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from coalition.lib.mail.letter import BadAddress, Letter, envelope_address, one_line

BORN = datetime(2026, 11, 17, 14, 0, tzinfo=UTC)
NASTY = [
    "\r\nBcc: thief@evil.example",
    "\nBcc: x@evil.example",
    "\rBcc: x",
    "\x00",
    "\u2028Bcc: x",
    "\u0085Bcc: x",
    "\x0b",
]
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "MIME-Version",
    "Content-Type",
]


def make_letter(**fields):
    return Letter(
        **{
            "sender": "Coalition <coalition@district.example>",
            "name": "Communications director",
            "address": "cd@district.example",
            "subject": "2 overdue",
            "text": "Good morning.\n",
            "html": "<p>Good morning.</p>\n",
            "message_id": "<0190-abc@district.example>",
            "date": BORN,
            "unsubscribe_url": "https://coalition.example/unsubscribe/abc/",
            **fields,
        }
    )


def parse(letter):
    return email.message_from_bytes(letter.message().as_bytes(), policy=policy.default)


def test_letter_is_text_first_and_html_second():
    parsed = parse(make_letter())

    assert parsed.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    assert parsed.get_body(("plain",)).get_content() == "Good morning.\r\n"
    assert parsed.get_body(("html",)).get_content() == "<p>Good morning.</p>\r\n"
    assert parsed.defects == []


def test_letter_tells_machines_what_it_is_and_how_to_stop_it():
    parsed = parse(make_letter())

    assert parsed.keys() == HEADERS
    assert parsed["Message-ID"] == "<0190-abc@district.example>"
    assert parsed["Date"].datetime == BORN
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["List-Unsubscribe"] == "<https://coalition.example/unsubscribe/abc/>"
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_letter_built_twice_is_the_same_bytes():
    assert make_letter().message().as_bytes() == make_letter().message().as_bytes()


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("field", ["name", "subject", "sender", "unsubscribe_url"])
def test_letter_keeps_what_was_injected_inside_its_header(field, nasty):
    value = {"sender": f"Coal{nasty}ition <coalition@district.example>"}.get(field, f"Hello{nasty}")

    parsed = parse(make_letter(**{field: value}))

    assert parsed.keys() == HEADERS
    assert parsed["To"].addresses[0].addr_spec == "cd@district.example"


@pytest.mark.parametrize("nasty", [*NASTY, " ", "<", ",", "\r\n"])
def test_letter_refuses_an_address_with_more_in_it(nasty):
    with pytest.raises(BadAddress):
        make_letter(address=f"cd@district.example{nasty}, thief@evil.example")


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "emoji-😀@district.example", "a@" + "x" * 300 + ".example"])
def test_letter_refuses_an_address_that_is_none(address):
    with pytest.raises(BadAddress):
        make_letter(address=address)


def test_envelope_address_writes_the_domain_in_ascii():
    assert envelope_address("schule@münchen.example") == "schule@xn--mnchen-3ya.example"


def test_letter_encodes_names_and_subjects_that_are_not_ascii():
    subject = "Tomorrow: José’s 家庭 network, and a long tail so that the header must be folded somewhere in the middle"

    parsed = parse(make_letter(name="Señora, Directora", subject=subject))

    assert parsed["Subject"] == subject
    assert parsed["To"].addresses == (Address("Señora, Directora", "cd", "district.example"),)


def test_letter_cuts_a_subject_of_two_megabytes():
    parsed = parse(make_letter(subject="x" * 2_000_000))

    assert parsed["Subject"] == "x" * 199 + "…"


def test_letter_keeps_every_line_short_enough_for_any_relay():
    wire = make_letter(text="a" * 5000, html="<p>" + "é" * 5000, subject="long " * 40).message().as_bytes()

    assert max(len(line) for line in wire.split(b"\r\n")) <= 78
    assert b"\n" not in wire.replace(b"\r\n", b"")
    assert wire.isascii()


@given(st.text(), st.text(), st.text())
def test_letter_with_any_words_is_whole_and_says_them(subject, text, html):
    parsed = parse(make_letter(subject=subject, text=text, html=html))

    assert parsed.keys() == HEADERS
    assert len(list(parsed.iter_parts())) == 2
    assert parsed["Subject"].split() == one_line(subject, 200).split()


def test_letter_goes_through_any_backend_of_django(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    sent = make_letter().send()

    assert sent == 1
    assert mail.outbox[0].subject == "2 overdue"
