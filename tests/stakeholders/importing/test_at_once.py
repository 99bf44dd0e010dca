from threading import Barrier, Thread

from django.db import connection
from django_scopes import scope

from stakeholders.importing import steps
from stakeholders.models import Stakeholder
from tests.makers import make_district, make_member

LIST = "Name,Company\n" + "".join(f"Person {number},Org {number % 3}\n" for number in range(40))


def test_same_list_written_by_two_people_at_once_makes_no_twins(reference_data):
    district = make_district()
    with scope(district=district):
        ready = [
            steps.receive(LIST.encode(), name="list.csv", district=district, by=make_member(district)) for _ in "ab"
        ]
    start = Barrier(2)

    def write(one):
        try:
            with scope(district=district):
                start.wait()
                steps.confirm(one, by=one.uploaded_by)
        finally:
            connection.close()

    threads = [Thread(target=write, args=[one]) for one in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with scope(district=district):
        assert Stakeholder.objects.count() == 43
        assert sorted(one.counts["new"] for one in ready) == [0, 43]
