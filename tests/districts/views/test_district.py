from tests.makers import make_district, make_member, make_user


def test_first_page_leads_to_the_only_district(client, district):
    client.force_login(make_member(district).user)

    assert client.get("/")["Location"] == district.get_absolute_url()


def test_first_page_leads_to_the_district_this_browser_was_in_last(client, district):
    member = make_member(district)
    make_member(make_district(name="North Fork"), user=member.user)
    client.force_login(member.user)
    client.get("/d/cedar-bend/account/")

    assert client.get("/")["Location"] == district.get_absolute_url()


def test_first_page_offers_the_districts_when_there_are_several(client, district):
    member = make_member(district)
    make_member(make_district(name="North Fork"), user=member.user)
    client.force_login(member.user)

    response = client.get("/", follow=True)

    page = response.content.decode()
    assert page.index("Cedar Bend") < page.index("North Fork")


def test_first_page_leads_nowhere_that_the_reader_no_longer_belongs_to(client, district):
    member = make_member(district)
    client.force_login(member.user)
    client.get("/d/cedar-bend/account/")
    member.turn_off()

    page = client.get("/", follow=True).content.decode()

    assert "You belong to no district yet" in page
    assert "Cedar Bend" not in page


def test_someone_without_a_district_is_told_whom_to_ask(client, db):
    user = make_user(email="new@district.example")
    client.force_login(user)

    page = client.get("/", follow=True).content.decode()

    assert "invite new@district.example" in page


def test_first_page_asks_a_stranger_to_sign_in(client, db):
    assert client.get("/")["Location"] == "/accounts/login/?next=/"
