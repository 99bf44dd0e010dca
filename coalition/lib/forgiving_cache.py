"""A Redis cache that may be away, or full: what cannot be read is a miss, what cannot be written is let go.

Pages and sign-in then work on, only without what was remembered, such as counts of attempts.
"""

import functools
import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def forgiving(name: str, instead: Callable[..., Any]) -> Callable[..., Any]:
    """The client's method of that name; when Redis fails, what `instead` makes of the same arguments."""
    method = getattr(RedisCacheClient, name)

    @functools.wraps(method)
    def call(self: RedisCacheClient, *args: Any, **options: Any) -> Any:
        try:
            return method(self, *args, **options)
        except RedisError as problem:
            # Not only away: one that is full, that cannot save, or that only reads, refuses each change with a reply.
            logger.warning("The cache fails: %s", type(problem).__name__)
            return instead(*args, **options)

    return call


class ForgivingClient(RedisCacheClient):
    add = forgiving("add", lambda key, value, timeout: True)
    get = forgiving("get", lambda key, default: default)
    set = forgiving("set", lambda key, value, timeout: None)
    touch = forgiving("touch", lambda key, timeout: False)
    delete = forgiving("delete", lambda key: False)
    get_many = forgiving("get_many", lambda keys: {})
    has_key = forgiving("has_key", lambda key: False)
    incr = forgiving("incr", lambda key, delta: delta)
    set_many = forgiving("set_many", lambda data, timeout: None)
    delete_many = forgiving("delete_many", lambda keys: None)
    clear = forgiving("clear", lambda: False)


class ForgivingRedisCache(RedisCache):
    def __init__(self, server: str | list[str], params: dict[str, Any]):
        super().__init__(server, params)
        self._class = ForgivingClient
