import sys

import pytest

from coalition.lib.on_demand import load_late, on_demand


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package whose module `heavy` notes that it was loaded, and whose module `user` imports it."""
    name = f"package_{tmp_path.name}".replace("-", "_")
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").write_text("loaded = []\n")
    (folder / "heavy.py").write_text(
        f"from {name} import loaded\nloaded.append(1)\n\ndef twice(n):\n    return 2 * n\n"
    )
    (folder / "user.py").write_text(f"from {name} import heavy\n\ndef use():\n    return heavy.twice(21)\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield name
    for module in [one for one in sys.modules if one.split(".")[0] == name]:
        del sys.modules[module]


def test_function_on_demand_loads_its_module_when_it_is_called(package):
    twice = on_demand(f"{package}.heavy.twice")
    assert f"{package}.heavy" not in sys.modules

    assert twice(4) == 8
    assert sys.modules[package].loaded == [1]


def test_module_loaded_late_waits_for_its_first_use_by_whoever_imported_it(package):
    load_late(f"{package}.heavy")
    user = on_demand(f"{package}.user.use")
    __import__(f"{package}.user")
    assert sys.modules[package].loaded == []

    assert user() == 42
    assert user() == 42
    assert sys.modules[package].loaded == [1]


def test_module_that_is_loaded_already_stays_as_it_is(package):
    __import__(f"{package}.heavy")
    there = sys.modules[f"{package}.heavy"]

    load_late(f"{package}.heavy")

    assert sys.modules[f"{package}.heavy"] is there


def test_module_that_is_not_there_cannot_be_loaded_late(package):
    with pytest.raises(ModuleNotFoundError, match="absent"):
        load_late(f"{package}.absent")
