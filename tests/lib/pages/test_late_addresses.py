import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import resolve, reverse

ROOT = Path(__file__).resolve().parents[3]
ASK = """
import sys
from coalition.wsgi import application
from django.urls import resolve, reverse
print("coalition.admin_urls" in sys.modules, reverse("districts:home"), "coalition.admin_urls" in sys.modules)
print(reverse("admin:stakeholders_sector_changelist"), "coalition.admin_urls" in sys.modules)
print(resolve("/admin/stakeholders/sector/").view_name)
"""


def test_late_addresses_are_loaded_when_one_of_them_is_asked_for():
    asked = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True)

    assert asked.stdout.splitlines() == [
        f"False {reverse('districts:home')} False",
        "/admin/stakeholders/sector/ True",
        "admin:stakeholders_sector_changelist",
    ]


@pytest.mark.django_db
def test_late_addresses_answer_like_any_others(client):
    assert resolve("/admin/").view_name == "admin:index"
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/nothing/here/").status_code in (302, 404)
