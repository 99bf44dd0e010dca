import hashlib
import re

from coalition.lib.tokens import fingerprint, new_seed, token_of


def test_seeds_are_256_bits_of_chance():
    seeds = {new_seed() for _ in range(100)}

    assert len(seeds) == 100
    assert all(re.fullmatch(r"[0-9a-f]{64}", seed) for seed in seeds)


def test_token_carries_256_bits_in_letters_fit_for_an_address():
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token_of("calendar", "ab" * 32))


def test_token_is_the_same_for_its_purpose_seed_and_installation_only(settings):
    token = token_of("calendar", "ab" * 32)

    assert token_of("calendar", "ab" * 32) == token
    assert token_of("unsubscribe", "ab" * 32) != token
    assert token_of("calendar", "cd" * 32) != token
    settings.SECRET_KEY = "another installation"
    assert token_of("calendar", "ab" * 32) != token


def test_fingerprint_is_the_sha256_of_the_token():
    assert fingerprint("abc") == hashlib.sha256(b"abc").hexdigest()


def test_fingerprint_takes_whatever_a_stranger_puts_into_an_address():
    assert len(fingerprint("\ud800 ☃ \x00")) == 64
