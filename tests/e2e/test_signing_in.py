from tests.makers import PASSWORD, make_district, make_member


def test_process_says_that_it_lives(stack):
    assert stack.get("/healthz") == (200, "ok\n")


def test_person_signs_in_by_email_and_password(stack, visits):
    member = make_member(make_district(name="Cedar Valley Schools"))

    page = visits.open("/")
    page.get_by_label("Email").fill(member.user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    page.wait_for_url(f"**/d/{member.district.slug}/**")


def test_session_of_a_member_opens_the_district(stack, visits):
    member = make_member(make_district(name="Cedar Valley Schools"))

    page = visits.open(f"/d/{member.district.slug}/", user=member.user, width=390, scheme="dark")

    assert "Cedar Valley Schools" in page.inner_text("body")
