import hashlib
import re

from coalition.lib.tokens import fingerprint, new_token


def test_new_token_carries_256_bits_in_letters_fit_for_an_address():
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_fingerprint_is_the_sha256_of_the_token():
    assert fingerprint("abc") == hashlib.sha256(b"abc").hexdigest()


def test_fingerprint_takes_whatever_a_stranger_puts_into_an_address():
    assert len(fingerprint("\ud800 ☃ \x00")) == 64
