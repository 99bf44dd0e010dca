import pytest
import redis

from coalition.lib.forgiving_cache import ForgivingRedisCache
from tests.services import free_port, redis_server


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


@pytest.mark.parametrize("trouble", [{"maxmemory": 1}, {"min-replicas-to-write": 1}], ids=["full", "alone"])
def test_what_redis_refuses_is_let_go(trouble):
    with redis_server() as url:
        cache = ForgivingRedisCache(url, {})
        redis.Redis.from_url(url).config_set(*trouble.popitem())

        assert cache.add("key", 1) is True
        assert cache.set("key", 1) is None
        assert cache.get_or_set("key", lambda: 7) == 7
