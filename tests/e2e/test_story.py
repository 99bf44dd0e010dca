"""One thread through the whole house, as a person follows it: from a list of contacts to a reminder in the inbox."""

import re
import time
from datetime import UTC, datetime

from stakeholders.models import Assessment, Partnership, Stakeholder
from tests.makers import PASSWORD, make_district, make_initiative, make_member

CONTACTS = """Organization,Sector,Influence,E-mail
Chamber of commerce,Employers,4,office@chamber.example
Elementary PTA council,Families,3,pta@families.example
Public library system,Education institutions,2,desk@library.example
"""
SECONDS_TO_ARRIVE = 180


def zone_where_it_is_noon():
    """The time zone in which it is about noon, so that no reminder waits for the morning."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def test_from_a_list_of_contacts_to_a_reminder_in_the_inbox(visits, stack, mailbox, tmp_path):
    district = make_district(name="Cedar Valley", time_zone=zone_where_it_is_noon())
    lead = make_member(district, "lead", title="Director of communications")
    initiative = make_initiative(district, name="Mastery learning")
    contacts = tmp_path / "contacts.csv"
    contacts.write_text(CONTACTS)

    page = sign_in(visits, lead)
    bring_in_the_list(page, district, contacts)
    make_a_partner(page, district, initiative)
    place_on_the_map_by_keys(page, district, initiative)
    ask_to_be_reminded_at_once(page, district)
    let_the_outreach_fall_due(page, district)
    letter = wait_for_letter(mailbox, lead.user.email)
    put_it_off(visits, letter)
    follow_the_link(page, letter)

    assert Assessment.objects.get(district=district).level.slug == "aware"


def sign_in(visits, member):
    page = visits.open("/")
    page.get_by_label("Email").fill(member.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Who", exact=True).first.click()
    return page


def bring_in_the_list(page, district, contacts):
    page.get_by_role("link", name="Import").click()
    page.locator("input[type=file]").set_input_files(contacts)
    page.get_by_role("button", name="Read this file").click()
    page.get_by_role("button", name="Check rows").click()
    page.get_by_role("link", name="Continue with 3 rows").click()
    page.get_by_role("button", name="Write 3 rows").click()
    page.get_by_role("button", name="Undo").first.wait_for()
    names = Stakeholder.objects.filter(district=district).order_by("sort_name").values_list("name", flat=True)
    assert list(names) == ["Chamber of commerce", "Elementary PTA council", "Public library system"]


def make_a_partner(page, district, initiative):
    page.goto(f"/d/{district.slug}/initiatives/{initiative.pk}/")
    page.get_by_role("link", name="Add partner").first.click()
    page.get_by_role("searchbox", name="Who").fill("chamber")
    page.get_by_label("Chamber of commerce").check()
    page.get_by_label("Make the case").check()
    page.get_by_label("Who leads the contact").select_option(label="Director of communications")
    page.get_by_role("button", name="Add partners").click()
    page.get_by_role("heading", name="In Mastery learning").wait_for()


def place_on_the_map_by_keys(page, district, initiative):
    page.goto(f"/d/{district.slug}/initiatives/{initiative.pk}/maps/influence/")
    chip = page.locator(".map-chip").first
    chip.focus()
    page.keyboard.press("4")
    page.locator(".toast").get_by_text("Aware").wait_for()
    assert "Aware" in page.evaluate("document.activeElement.getAttribute('aria-label')")


def ask_to_be_reminded_at_once(page, district):
    page.goto(f"/d/{district.slug}/reminders/")
    page.get_by_label("At once").check(force=True)
    page.get_by_label("Hour").select_option(label="5:00 am")
    for day in ("Sat", "Sun"):
        page.get_by_label(day).check(force=True)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Your reminders are saved.").first.wait_for()


def let_the_outreach_fall_due(page, district):
    partnership = Partnership.objects.get(district=district)
    page.goto(f"/d/{district.slug}/partnerships/{partnership.pk}/edit/")
    page.get_by_label("Next step").fill("Invite to showcase night")
    today = datetime.now(district.zone).date()
    page.get_by_label("Next outreach due").fill(today.isoformat())
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/(stakeholders|initiatives)/"))


def wait_for_letter(mailbox, address):
    deadline = time.monotonic() + SECONDS_TO_ARRIVE
    while not mailbox.to(address):
        assert time.monotonic() < deadline, "no reminder arrived"
        time.sleep(0.5)
    [letter] = mailbox.to(address)
    assert "Chamber of commerce" in letter["Subject"]
    assert letter.get_body(("plain",)) is not None
    assert letter.get_body(("html",)) is not None
    return letter


def put_it_off(visits, letter):
    """By the button in the mail, in a browser that is not signed in."""
    text = letter.get_body(("plain",)).get_content()
    page = visits.open(re.search(r"https?://\S+/later/\d+/\?days=3", text)[0])
    page.get_by_role("button", name="In 3 days").click()
    page.get_by_role("heading", name="Put off to").wait_for()


def follow_the_link(page, letter):
    text = letter.get_body(("plain",)).get_content()
    page.goto(re.search(r"https?://\S+/touchpoints/new/\S*", text)[0].rstrip(".,)"))
    page.get_by_label("What did you hear?").fill("Three members come to showcase night.")
    page.get_by_role("button", name="Save touchpoint").click()
    page.get_by_text("Touchpoint saved").first.wait_for()
