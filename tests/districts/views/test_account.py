from tests.makers import make_member, make_user

ACCOUNT = "/d/cedar-bend/account/"


def test_member_changes_their_name_position_and_clock(client, district):
    member = make_member(district, "viewer", title="Clerk", user=make_user(name="R. Ortiz"))
    client.force_login(member.user)

    response = client.post(ACCOUNT, {"name": "Rosa Ortiz", "title": "Board clerk", "time_zone": "America/New_York"})

    member.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, ACCOUNT)
    assert (member.user.name, member.title, member.user.time_zone) == ("Rosa Ortiz", "Board clerk", "America/New_York")


def test_clock_may_follow_the_district(client, district):
    member = make_member(district, "viewer", user=make_user(time_zone="America/New_York"))
    client.force_login(member.user)

    client.post(ACCOUNT, {"name": "", "title": "", "time_zone": ""})

    member.refresh_from_db()
    assert member.zone.key == "America/Denver"


def test_clock_that_does_not_exist_is_refused(client, district):
    member = make_member(district, "viewer", title="Clerk")
    client.force_login(member.user)

    response = client.post(ACCOUNT, {"name": "", "title": "Board clerk", "time_zone": "Mars/Base"})

    member.refresh_from_db()
    assert (response.status_code, member.title) == (422, "Clerk")
