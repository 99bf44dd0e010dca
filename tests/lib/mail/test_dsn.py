"""Reports of several mail servers, and what else lands in such a mailbox."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.lib.mail.dsn import LARGEST, read_reports
from tests.returned_mail import HOLIDAY, delayed, exchange, full_mailbox, gmail, postfix, report

ID, ADDRESS = "<0190-7@x.example>", "ana@district.example"


@pytest.mark.parametrize(
    ("made", "status", "said"),
    [
        (postfix, "5.1.1", "User unknown in virtual mailbox table"),
        (exchange, "5.1.10", "RecipientNotFound; Recipient ana@district.example not found by SMTP address lookup"),
        (gmail, "5.1.1", "does not exist. Please try 550-5.1.1 double-checking"),
        (full_mailbox, "5.2.2", "over quota"),
    ],
)
def test_reports_of_the_usual_servers_are_read(made, status, said):
    [found] = read_reports(made(ID, ADDRESS))

    assert (found.action, found.status) == ("failed", status)
    assert (found.recipients, found.message_ids) == ((ADDRESS,), (ID,))
    assert said in found.diagnostic


def test_report_tells_where_it_was_sent():
    [found] = read_reports(postfix(ID, ADDRESS, sent_to="<Bounces+1@x.example>"))

    assert found.sent_to == ("bounces+1@x.example",)


def test_delay_is_told_from_failure():
    [found] = read_reports(delayed(ID, ADDRESS))

    assert (found.action, found.status) == ("delayed", "4.4.1")


def test_exact_code_of_the_diagnosis_counts_more_than_a_general_one():
    [found] = read_reports(postfix(ID, ADDRESS, status="5.0.0"))

    assert found.status == "5.1.1"


def test_each_recipient_has_a_report_up_to_fifty():
    block = "Reporting-MTA: dns; x\n" + "".join(
        f"\nFinal-Recipient: rfc822; p{number}@x.example\nAction: failed\nStatus: 5.1.1\n" for number in range(80)
    )

    found = read_reports(report(status_block=block, returned="Message-ID: <1@x>"))

    # The first block is about the message.
    assert len(found) == 49


def test_international_report_is_read():
    content = exchange(ID, ADDRESS).replace(b"message/delivery-status", b"message/global-delivery-status")

    [found] = read_reports(content)

    assert (found.status, found.recipients) == ("5.1.10", (ADDRESS,))


def test_report_wrapped_by_a_gateway_is_read():
    inner = postfix(ID, ADDRESS).partition(b"boundary")[2]
    content = (
        b'Message-ID: <w@x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="OUTER"\r\n\r\n--OUTER\r\n'
        b"Content-Type: multipart/report; boundary" + inner + b"\r\n--OUTER\r\nContent-Type: text/plain\r\n\r\n"
        b"Scanned.\r\n--OUTER--\r\n"
    )

    [found] = read_reports(content)

    assert found.message_ids == (ID,)


def test_report_read_twice_is_known_and_another_is_not():
    first, again, other = (read_reports(postfix(ID, ADDRESS, own_id=own))[0] for own in ("<1@x>", "<1@x>", "<2@x>"))

    assert first.identity == again.identity
    assert first.identity != other.identity


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff" * 500,
        HOLIDAY,
        b"x" * (LARGEST + 1),
        b"Content-Type: multipart/report\r\n\r\nno boundary",
        b"Content-Type: message/delivery-status\r\n\r\n",
        b"Content-Type: message/rfc822\r\n\r\n" * 5000,
        b'Content-Type: multipart/report; boundary="x"\r\n\r\n' + b"--x\r\n" * 20000,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/zip\r\n\r\nPK\r\n--b--",
        b"To: " + b"<" * 50000 + b"\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n",
    ],
    ids=["empty", "bytes", "holiday", "large", "no-boundary", "bare", "nested", "parts", "attachment", "brackets"],
)
def test_what_is_no_report_does_no_harm(content):
    assert [found for found in read_reports(content) if found.message_ids or found.status] == []


@given(st.binary(max_size=2000))
def test_no_bytes_bring_the_reader_down(content):
    read_reports(
        b'Content-Type: multipart/report; boundary="x"\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n'
        + content
    )
