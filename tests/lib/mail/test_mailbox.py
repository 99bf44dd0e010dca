import pytest

from coalition.lib.mail.mailbox import MailboxTrouble, read
from tests.mailboxes import ImapServer, PopServer

OURS, STRANGE, LARGE = (
    b"Subject: ours\r\n\r\nhere",
    b"Subject: strange\r\n\r\nhere",
    b"Subject: ours\r\n\r\n" + b"x" * 500,
)


def handle(content):
    return content.startswith(b"Subject: ours")


def read_all(url):
    return read(url, handle, largest=400)


def test_imap_deletes_what_was_dealt_with_and_leaves_the_rest_as_seen():
    with ImapServer(OURS, STRANGE, LARGE, OURS) as server:
        url = f"imap://reader:secret@127.0.0.1:{server.port}/Bounces"

        first, second = read_all(url), read_all(url)

    assert (first, second) == (2, 0)
    assert server.messages == {2: STRANGE, 3: LARGE}
    assert server.seen == {1, 2, 4}


def test_imap_gives_a_message_again_whose_handling_failed():
    def fail(content):
        raise RuntimeError("The database is away.")

    with ImapServer(OURS) as server:
        url = f"imap://reader:secret@127.0.0.1:{server.port}/"
        with pytest.raises(RuntimeError):
            read(url, fail, largest=400)

        assert read_all(url) == 1


def test_pop_deletes_what_was_read_and_does_not_fetch_what_is_too_large():
    with PopServer(OURS, STRANGE, LARGE) as server:
        taken = read_all(f"pop3://reader:secret@127.0.0.1:{server.port}")

    assert taken == 1
    assert server.deleted == {1, 2, 3}


def test_maildir_keeps_what_was_not_dealt_with(tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    for name, content in (("1", OURS), ("2", STRANGE), ("3", LARGE)):
        (tmp_path / "new" / name).write_bytes(content)

    taken = read_all(f"maildir://{tmp_path}")

    assert taken == 1
    assert list((tmp_path / "new").iterdir()) == []
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["2:2,S", "3:2,S"]


def test_no_more_than_a_round_is_read_at_once(tmp_path):
    for name in ("new", "cur"):
        (tmp_path / name).mkdir()
    for number in range(5):
        (tmp_path / "new" / str(number)).write_bytes(OURS)

    assert read(f"maildir://{tmp_path}", handle, largest=400, most=3) == 3


@pytest.mark.parametrize(("scheme", "server"), [("imap", ImapServer), ("pop3", PopServer)])
def test_wrong_password_is_told_without_the_password(scheme, server):
    with server(OURS) as running:
        url = f"{scheme}://reader:wrong@127.0.0.1:{running.port}"
        with pytest.raises(MailboxTrouble) as trouble:
            read_all(url)

    assert "127.0.0.1" in str(trouble.value)
    assert "wrong" not in str(trouble.value)


@pytest.mark.parametrize("url", ["maildir:///no/such/folder", "imap://127.0.0.1:1/", "https://x.example/", ""])
def test_mailbox_that_is_not_there_is_told(url):
    with pytest.raises(MailboxTrouble):
        read_all(url)
