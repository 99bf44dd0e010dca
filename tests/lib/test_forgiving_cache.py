import pytest

from coalition.lib.forgiving_cache import ForgivingRedisCache
from tests.services import free_port


@pytest.fixture
def cache():
    """A cache whose Redis is away."""
    return ForgivingRedisCache(f"redis://127.0.0.1:{free_port()}", {"OPTIONS": {"socket_connect_timeout": 1}})


def test_what_cannot_be_read_is_a_miss(cache):
    assert cache.get("key", "fallback") == "fallback"
    assert cache.get_many(["key", "other"]) == {}
    assert "key" not in cache
    assert cache.get_or_set("key", lambda: 7) == 7


def test_what_cannot_be_written_is_let_go(cache):
    assert cache.add("key", 1) is True
    assert cache.set("key", 1) is None
    assert cache.set_many({"key": 1}) == []
    assert cache.touch("key") is False
    assert cache.delete("key") is False
    assert cache.delete_many(["key"]) is None
    assert cache.incr("key", 3) == 3
    assert cache.clear() is False
