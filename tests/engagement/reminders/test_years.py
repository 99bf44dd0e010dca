"""Around changes of clocks and moves between zones; benchmarks/mail/years.py lives through all of three years."""

from collections import Counter
from datetime import date

import pytest

from engagement.models import OutgoingMail
from tests.engagement.reminders.years import DAY, Years

pytestmark = pytest.mark.django_db
FALL, SPRING = date(2026, 11, 1), date(2027, 3, 14)


@pytest.mark.parametrize("change", [FALL, SPRING], ids=["fall", "spring"])
def test_each_local_day_around_a_change_of_clocks_and_a_move_has_each_mail_once_and_none_in_quiet_time(change, relay):
    years = Years()

    years.live(change - DAY, 2)

    copies = Counter(letter.message_id for letter in relay.accepted)
    assert years.faults() == []
    assert set(copies.values()) == {1}
    assert copies.total() == OutgoingMail.objects.filter(state="sent").count()
