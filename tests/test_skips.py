import subprocess
import sys

import pytest

from tests.processes import ROOT

SKIPS = {
    "a test": "import pytest\ndef test_one():\n    pytest.{}('not here')\n",
    "a module": "import pytest\npytest.{}('not here', allow_module_level=True)\ndef test_one():\n    pass\n",
    "no parameters": "import pytest\n@pytest.mark.parametrize('file', [])\ndef test_one(file):\n    pass\n",
}


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS.keys())
def test_skip_is_a_failure_only_where_nothing_may_be_left_out(tmp_path, source):
    (tmp_path / "test_something.py").write_text(source.format("sk" + "ip"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "--ds=tests.settings", tmp_path]

    lenient = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    strict = subprocess.run([*command, "--strict-skips"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (lenient.returncode, "1 skipped" in lenient.stdout) in {(0, True), (5, True)}
    assert strict.returncode != 0
    assert "Nothing may be skipped here" in strict.stdout
