import subprocess
import time

import pytest
from aiosmtpd.controller import Controller

from coalition.lib.mail import smtp
from coalition.lib.mail.smtp import EmailBackend, MailFailure, Step
from tests.lib.mail.test_letter import make_letter
from tests.relay import DROP, Relay, Rule
from tests.services import free_port

NO_PIPELINING = ("SIZE 10240000",)
both_ways = pytest.mark.parametrize("extensions", [("PIPELINING",), NO_PIPELINING], ids=["together", "one by one"])


def open_backend(relay, **options):
    return EmailBackend(**{"host": "127.0.0.1", "port": relay.port, "timeout": 0.5, **options})


def failure_of(relay, **options):
    backend = open_backend(relay, **options)
    with pytest.raises(MailFailure) as caught:
        backend.deliver(make_letter())
    return caught.value


@both_ways
def test_deliver_hands_over_letters_on_one_connection(extensions):
    with Relay(extensions=extensions) as relay:
        backend = open_backend(relay)
        for address in ("one@district.example", "two@district.example"):
            backend.deliver(make_letter(address=address))
        backend.close()

    assert relay.recipients == ["one@district.example", "two@district.example"]
    assert relay.accepted[0].sender == "coalition@district.example"
    assert relay.accepted[0].content == make_letter(address="one@district.example").message().as_bytes()
    assert relay.connections == 1


@both_ways
def test_deliver_carries_lines_that_begin_with_a_dot(extensions):
    letter = make_letter(text=".\n..two\n.one\n")

    with Relay(extensions=extensions) as relay:
        open_backend(relay).deliver(letter)

    assert relay.accepted[0].content == letter.message().as_bytes()


@both_ways
@pytest.mark.parametrize(
    ("rule", "step", "code"),
    [
        (Rule("mail", "550 5.7.1 not you"), Step.SENDER, 550),
        (Rule("mail", "421 4.3.2 later"), Step.SENDER, 421),
        (Rule("rcpt", "550 5.1.1 nobody here"), Step.RECIPIENT, 550),
        (Rule("rcpt", "450 4.7.1 greylisted"), Step.RECIPIENT, 450),
        (Rule("data", "451 4.3.0 later"), Step.CONTENT, 451),
        (Rule("dot", "554 5.7.1 looks like spam"), Step.CONTENT, 554),
    ],
)
def test_deliver_names_the_step_and_the_code_and_can_go_on(extensions, rule, step, code):
    rule = Rule(rule.step, rule.reply, times=1)

    with Relay(rule, extensions=extensions) as relay:
        backend = open_backend(relay)
        with pytest.raises(MailFailure) as caught:
            backend.deliver(make_letter(address="first@district.example"))
        backend.deliver(make_letter(address="second@district.example"))

    assert (caught.value.step, caught.value.code, caught.value.is_unknown) == (step, code, False)
    assert relay.recipients == ["second@district.example"]
    assert relay.connections == 1


@both_ways
@pytest.mark.parametrize(
    ("step_of_rule", "step", "taken"),
    [
        ("mail", Step.SENDER, 0),
        ("rcpt", Step.RECIPIENT, 0),
        ("data", Step.CONTENT, 0),
        ("middle", Step.AFTER_DOT, 0),
        ("after", Step.AFTER_DOT, 1),
    ],
)
def test_deliver_says_when_the_line_went_dead_and_what_is_unknown(extensions, step_of_rule, step, taken):
    with Relay(Rule(step_of_rule, DROP), extensions=extensions) as relay:
        failure = failure_of(relay)

    assert (failure.step, failure.code) == (step, 0)
    assert failure.is_unknown == (step == Step.AFTER_DOT)
    assert len(relay.accepted) == taken


def test_deliver_lets_the_commands_of_a_letter_travel_together_where_the_relay_offers_it():
    with Relay(Rule("mail", "550 no"), extensions=("PIPELINING",)) as relay:
        failure_of(relay)
    with Relay(Rule("mail", "550 no"), extensions=NO_PIPELINING) as other:
        failure_of(other)

    assert relay.commands == ["EHLO", "MAIL", "RCPT", "DATA", "RSET"]
    assert other.commands == ["EHLO", "MAIL", "RSET"]


def test_deliver_ends_an_empty_letter_where_the_relay_awaits_one_for_nobody():
    rules = Rule("rcpt", "550 5.1.1 nobody here", times=1), Rule("data", "354 go on, for nobody", times=1)

    with Relay(*rules) as relay:
        backend = open_backend(relay)
        with pytest.raises(MailFailure) as caught:
            backend.deliver(make_letter())
        backend.deliver(make_letter(address="second@district.example"))

    assert (caught.value.step, caught.value.code) == (Step.RECIPIENT, 550)
    assert relay.recipients == ["second@district.example"]
    assert relay.connections == 1


def test_deliver_keeps_the_answer_of_a_relay_that_says_421_and_hangs_up():
    with Relay(Rule("mail", "421 4.3.2 closing"), Rule("rcpt", DROP), extensions=("PIPELINING",)) as relay:
        relay.rules.append(Rule("data", DROP))
        failure = failure_of(relay)

    assert (failure.step, failure.code) == (Step.SENDER, 421)


@both_ways
@pytest.mark.parametrize("step", ["connect", "ehlo", "mail", "rcpt", "data"])
def test_deliver_gives_up_on_a_relay_that_hangs(extensions, step):
    started = time.monotonic()

    with Relay(Rule(step, wait=20), extensions=extensions) as relay:
        failure = failure_of(relay)

    assert failure.code == 0
    assert not failure.is_unknown
    assert time.monotonic() - started < 8


def test_deliver_gives_up_on_a_relay_that_drips():
    started = time.monotonic()

    with Relay(Rule("rcpt", drip=0.2)) as relay:
        failure = failure_of(relay)

    assert failure.step == Step.RECIPIENT
    assert time.monotonic() - started < 8


def test_deliver_waits_longer_for_the_answer_to_the_final_dot():
    with Relay(Rule("after", wait=1.2)) as relay:
        open_backend(relay).deliver(make_letter())

    assert smtp.SECONDS_AFTER_THE_DOT == 600
    assert len(relay.accepted) == 1


def test_deliver_does_not_wait_for_ever_after_the_final_dot(monkeypatch):
    monkeypatch.setattr(smtp, "SECONDS_AFTER_THE_DOT", 0.6)

    with Relay(Rule("after", wait=20)) as relay:
        failure = failure_of(relay)

    assert (failure.step, failure.is_unknown) == (Step.AFTER_DOT, True)


def test_deliver_refuses_an_answer_that_is_not_smtp():
    with Relay(Rule("mail", "HTTP/1.1 400 Bad Request")) as relay:
        failure = failure_of(relay)

    assert (failure.step, failure.code) == (Step.SENDER, 0)


def test_deliver_opens_a_new_connection_after_the_line_went_dead():
    with Relay(Rule("mail", DROP, times=1)) as relay:
        backend = open_backend(relay)
        with pytest.raises(MailFailure):
            backend.deliver(make_letter())
        backend.deliver(make_letter())

    assert relay.connections == 2
    assert len(relay.accepted) == 1


def test_opening_fails_with_the_step_connect_where_nobody_listens():
    with Relay() as relay:
        pass

    failure = failure_of(relay)

    assert (failure.step, failure.code) == (Step.CONNECT, 0)


def test_opening_fails_with_the_step_connect_where_the_name_is_unknown():
    failure = failure_of(Relay(), host="no-such-host.invalid")

    assert failure.step == Step.CONNECT


def test_opening_fails_with_the_code_of_a_relay_that_turns_us_away():
    with Relay(Rule("connect", "554 5.7.1 no service for you")) as relay:
        failure = failure_of(relay)

    assert (failure.step, failure.code) == (Step.CONNECT, 554)


@pytest.mark.parametrize("code", [535, 454])
def test_opening_fails_with_the_step_sign_in_on_a_wrong_password(code):
    with Relay(Rule("auth", f"{code} 5.7.8 no"), extensions=("AUTH PLAIN",)) as relay:
        failure = failure_of(relay, username="coalition", password="wrong")

    assert (failure.step, failure.code) == (Step.SIGN_IN, code)


def test_opening_fails_with_the_step_secure_where_tls_is_not_offered():
    with Relay() as relay:
        failure = failure_of(relay, use_tls=True)

    assert failure.step == Step.SECURE


def test_opening_fails_with_the_step_secure_on_a_certificate_nobody_vouches_for(tmp_path):
    certificate = tmp_path / "relay.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-days", "2", "-keyout", certificate, "-out", tmp_path / "c.pem"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject], check=True, capture_output=True
    )
    certificate.write_text(certificate.read_text() + (tmp_path / "c.pem").read_text())

    with Relay(extensions=("STARTTLS",), certificate=certificate) as relay:
        failure = failure_of(relay, use_tls=True)

    assert failure.step == Step.SECURE
    assert relay.accepted == []


def test_backend_sends_like_any_other_of_django():
    with Relay() as relay:
        sent = open_backend(relay).send_messages([make_letter()])

    assert sent == 1
    assert relay.recipients == ["cd@district.example"]


class Inbox:
    """What a mail server nobody here wrote took."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(envelope)
        return "250 taken"


def test_deliver_speaks_with_a_server_nobody_here_wrote():
    inbox, letter = Inbox(), make_letter(text=".\n..dots\n")
    server = Controller(inbox, hostname="127.0.0.1", port=free_port())
    server.start()

    backend = EmailBackend(host="127.0.0.1", port=server.port, timeout=5)
    for _ in range(2):
        backend.deliver(letter)
    backend.close()
    server.stop()

    assert [envelope.rcpt_tos for envelope in inbox.letters] == [["cd@district.example"]] * 2
    assert inbox.letters[0].original_content == letter.message().as_bytes()
