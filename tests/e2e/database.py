"""Lets a test use models and makers on the database of the running application."""

import contextlib
from uuid import uuid4

import environ
import psycopg
from django.db import connections
from django.db.utils import ConnectionHandler


def fresh_database(server_url):
    """Makes an empty database on the server of `server_url` and returns its URL."""
    name = f"stack_{uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server_url.rpartition('/')[0]}/{name}"


@contextlib.contextmanager
def using(url):
    """Points the default connection of this process at `url` until the block ends."""
    other = ConnectionHandler({"default": environ.Env.db_url_config(url)})
    settings_before, connection_before = connections.settings["default"], connections["default"]
    connections.settings["default"] = other.settings["default"]
    connections["default"] = other.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"], connections["default"] = settings_before, connection_before
