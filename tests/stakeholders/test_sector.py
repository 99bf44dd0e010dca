import pytest
from django.core.exceptions import ValidationError

from stakeholders.models import Sector


def test_sector_takes_only_icons_that_there_are():
    sector = Sector(name="Museums", slug="museums", icon="landmark")

    sector.clean_fields()
    sector.icon = "no-such-icon"

    with pytest.raises(ValidationError, match=r"Lucide has no icon named no-such-icon."):
        sector.clean_fields()


def test_sectors_an_installation_starts_with_have_icons(db):
    for sector in Sector.objects.all():
        sector.clean_fields()

    assert Sector.objects.count() == 10
