"""What the shell does with JavaScript: focus, announcements, messages, keys, and one effect per click."""

import re

import pytest
from playwright.sync_api import expect

from tests.makers import PASSWORD, make_district, make_initiative, make_member


@pytest.fixture
def administrator(stack):
    district = make_district(name="Cedar Bend")
    administrator = make_member(district, "administrator", title="Chief of strategy")
    make_member(district, "editor", title="Principal")
    make_initiative(district, name="Alpha")
    make_initiative(district, name="Beta")
    return administrator


@pytest.fixture
def members_page(visits, administrator):
    return visits.open(f"/d/{administrator.district.slug}/settings/members/", user=administrator.user)


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.tagName")


def test_tab_reaches_the_skip_link_first_and_it_leads_to_the_content(members_page):
    members_page.keyboard.press("Tab")
    first = members_page.evaluate("document.activeElement.textContent")

    members_page.keyboard.press("Enter")

    assert (first, focused(members_page)) == ("Skip to content", "main")


def test_every_stop_of_the_tab_key_can_be_seen(members_page):
    unseen = []
    for _ in range(60):
        members_page.keyboard.press("Tab")
        seen = members_page.evaluate(
            """() => {
              const element = document.activeElement, box = element.getBoundingClientRect();
              const style = getComputedStyle(element);
              const isRinged = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              return element === document.body ? "body" : isRinged && box.width > 0 ? "" : element.outerHTML;
            }"""
        )
        if seen == "body":
            break
        unseen += [seen] if seen else []

    assert unseen == []


def test_a_change_swaps_the_row_keeps_the_focus_and_is_said(members_page):
    members_page.get_by_role("combobox", name="Role, Principal").select_option("lead")
    save = members_page.get_by_role("button", name="Save the role, Principal")
    save.focus()

    members_page.keyboard.press("Enter")

    expect(members_page.locator("#toasts")).to_contain_text("Principal is now lead.")
    expect(members_page.locator("#live-polite")).to_have_text("Principal is now lead.")
    expect(members_page.get_by_role("combobox", name="Role, Principal")).to_have_value("lead")
    assert focused(members_page).startswith("save-")


def test_focus_lands_on_what_took_the_place_of_the_button(members_page):
    members_page.get_by_role("button", name="More, Principal").click()

    members_page.get_by_role("button", name="Turn off").click()

    expect(members_page.get_by_role("button", name="Turn on, Principal")).to_be_focused()


def test_a_refusal_is_swapped_in_and_the_rest_stays(members_page):
    members_page.get_by_role("combobox", name="Role, Chief of strategy").select_option("viewer")

    members_page.get_by_role("button", name="Save the role, Chief of strategy").click()

    expect(members_page.get_by_text("Make another member administrator first.")).to_be_visible()
    assert focused(members_page) != "BODY"


def test_a_message_goes_by_itself_and_waits_for_who_reads_it(members_page):
    members_page.clock.install()
    members_page.evaluate("htmx.trigger(document.body, 'toast', {message: 'Saved.'})")
    toast = members_page.locator(".toast", has_text="Saved.")
    toast.hover()
    members_page.clock.run_for(20_000)
    stayed = toast.is_visible()

    members_page.mouse.move(700, 300)
    members_page.clock.run_for(7_000)

    assert (stayed, toast.count()) == (True, 0)


def test_a_failed_request_is_told_and_stays_until_closed(members_page, visits):
    members_page.clock.install()
    members_page.route("**/role/", lambda route: route.abort())
    members_page.get_by_role("button", name="Save the role, Principal").click()
    toast = members_page.locator(".toast--error")
    expect(toast).to_contain_text("The connection dropped. What you typed is still here. Try again.")
    members_page.clock.run_for(60_000)
    stayed = toast.is_visible()

    toast.get_by_role("button", name="Close").click()

    expect(members_page.locator("#live-assertive")).to_contain_text("The connection dropped.")
    assert (stayed, toast.count()) == (True, 0)
    # htmx writes the failure that was made here into the console.
    visits.problems = [problem for problem in visits.problems if "htmx:" not in problem]


def test_a_message_on_the_next_page_is_said(visits, administrator):
    page = visits.open(f"/d/{administrator.district.slug}/account/", user=administrator.user)

    page.get_by_role("button", name="Save").click()

    expect(page.locator("#live-polite")).to_have_text("Your details are saved.")


def test_double_click_sends_a_form_once(visits, administrator):
    page = visits.open(f"/d/{administrator.district.slug}/settings/invitations/new/", user=administrator.user)
    page.get_by_label("Work email").fill("newcomer@district.example")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)

    page.get_by_role("button", name="Invite").dblclick()

    expect(page.get_by_role("heading", name="newcomer@district.example is invited")).to_be_visible()
    assert len(sent) == 1


def test_control_enter_saves_the_form_one_is_in(visits, administrator):
    page = visits.open(f"/d/{administrator.district.slug}/account/", user=administrator.user)
    page.get_by_label("Position").fill("Head of strategy")

    page.keyboard.press("Control+Enter")

    expect(page.locator("#toasts")).to_contain_text("Your details are saved.")
    administrator.refresh_from_db()
    assert administrator.title == "Head of strategy"


def test_single_keys_search_go_and_list_themselves(visits, administrator):
    slug = administrator.district.slug
    page = visits.open(f"/d/{slug}/settings/audit/", user=administrator.user)
    page.keyboard.press("/")
    searched = page.evaluate("document.activeElement.type")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()

    page.keyboard.press("g")
    page.keyboard.press("a")

    page.wait_for_url(f"**/d/{slug}/reminders/")
    assert searched == "search"


def test_key_after_g_may_take_its_time_until_somebody_clicks(members_page):
    here = members_page.url
    members_page.keyboard.press("g")
    members_page.get_by_role("heading", level=1).click()
    members_page.keyboard.press("a")
    members_page.keyboard.press("g")
    members_page.wait_for_timeout(2000)
    stayed = members_page.url

    members_page.keyboard.press("a")

    members_page.wait_for_url("**/reminders/")
    assert stayed == here


def test_single_keys_work_on_a_box_that_is_ticked(members_page):
    box = members_page.get_by_role("switch", name="Single keys work outside fields")
    members_page.keyboard.press("?")
    expect(box).to_be_focused()
    box.evaluate(
        "box => { document.getElementById('keyboard').close(); box.closest('dialog').after(box); box.focus() }"
    )

    members_page.keyboard.press("g")
    members_page.keyboard.press("a")

    members_page.wait_for_url("**/reminders/")


def test_single_keys_can_be_turned_off_for_good(members_page):
    members_page.get_by_role("button", name="Keys").click()
    members_page.get_by_role("switch", name="Single keys work outside fields").uncheck()
    members_page.get_by_role("button", name="Close").click()
    members_page.reload()

    members_page.keyboard.press("?")

    expect(members_page.get_by_role("dialog")).to_have_count(0)


def test_single_keys_leave_typing_alone(visits, administrator):
    page = visits.open(f"/d/{administrator.district.slug}/account/", user=administrator.user)
    field = page.get_by_label("Position")
    field.fill("")

    field.press_sequentially("g a / ?")

    assert field.input_value() == "g a / ?"


def test_initiative_is_switched_from_the_menu_with_and_without_javascript(visits, administrator):
    for javascript, name in ((True, "Beta"), (False, "Alpha")):
        page = visits.open(
            f"/d/{administrator.district.slug}/first-run/", user=administrator.user, javascript=javascript
        )
        page.locator(".page-header__switcher").click()

        page.get_by_role("button", name=name).last.click()

        expect(page.locator(".page-header__switcher")).to_contain_text(name)


def test_menu_stands_under_its_button_where_css_cannot_put_it(members_page):
    def without_anchors(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("position-area", "unknown"))

    members_page.add_init_script("CSS.supports = () => false")
    members_page.route("**/*.css", without_anchors)
    members_page.reload()

    members_page.locator("[popovertarget='district-menu']").click()
    expect(members_page.locator("#district-menu")).to_have_attribute("style", re.compile("top"))

    button = members_page.locator("[popovertarget='district-menu']").bounding_box()
    menu = members_page.locator("#district-menu").bounding_box()
    assert (menu["x"], menu["y"]) == (button["x"], button["y"] + button["height"] + 6)


def test_who_was_signed_out_meanwhile_keeps_the_page_and_goes_on_after_signing_in(members_page, visits, administrator):
    members_page.context.clear_cookies(name="session")
    save = members_page.get_by_role("button", name="Save the role, Principal")
    members_page.get_by_role("combobox", name="Role, Principal").select_option("lead")
    save.click()
    expect(members_page.locator(".toast--error")).to_contain_text("You are signed out.")
    other_tab = members_page.context.new_page()
    other_tab.goto("/accounts/login/")
    other_tab.get_by_label("Work email").fill(administrator.user.email)
    other_tab.get_by_label("Password").fill(PASSWORD)
    other_tab.get_by_role("button", name="Sign in").click()
    other_tab.wait_for_url(f"**/d/{administrator.district.slug}/")

    save.click()

    expect(members_page.locator("#toasts")).to_contain_text("Principal is now lead.")
    visits.problems = [problem for problem in visits.problems if "401" not in problem]


def test_a_plain_form_goes_on_after_signing_in_elsewhere(visits, administrator):
    page = visits.open(f"/d/{administrator.district.slug}/account/", user=administrator.user)
    page.get_by_label("Position").fill("Head of strategy")
    other_tab = page.context.new_page()
    other_tab.goto("/accounts/logout/")
    other_tab.get_by_role("button", name="Sign out").click()
    other_tab.get_by_label("Work email").fill(administrator.user.email)
    other_tab.get_by_label("Password").fill(PASSWORD)
    other_tab.get_by_role("button", name="Sign in").click()
    other_tab.wait_for_url(f"**/d/{administrator.district.slug}/")

    page.get_by_role("button", name="Save").click()

    expect(page.locator("#toasts")).to_contain_text("Your details are saved.")
