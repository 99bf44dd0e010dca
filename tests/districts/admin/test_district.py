from datetime import date

from coalition.districts.models import District, NoSendDay
from tests.admin_pages import address, main_form, superuser_browser
from tests.makers import make_district


def test_day_that_only_the_database_finds_twice_is_told_and_not_saved(db):
    district = make_district()
    NoSendDay.objects.create(district=district, date=date(2026, 12, 25), label="Winter break")
    browser, url = superuser_browser(), address(District, "change", district.pk)
    data = main_form(browser, url).data()
    row = {f"no_send_days-0-{name}": text for name, text in (("id", ""), ("date", "2026-12-25"), ("label", "Again"))}
    row = {**row, "no_send_days-INITIAL_FORMS": "0", "no_send_days-0-district": ""}

    answer = browser.post(url, {**data, **row}, follow=True)

    assert answer.redirect_chain == [(url, 302)]
    assert "Nothing was saved." in answer.content.decode()
    assert NoSendDay._base_manager.get().label == "Winter break"
