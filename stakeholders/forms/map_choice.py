"""Who and where a map can be narrowed to in one district: those who lead contacts, and its schools."""

from django.db.models import CharField, Value

from coalition.districts.models import Membership, School
from coalition.lib.database.ready import ready

MEMBER, SCHOOL = 1, 2
NOTHING = Value("", output_field=CharField())


def leads_and_schools(district_id):
    """Return the choices (key, name) of active members and of schools, each by name; one query for both."""
    found = [(kind, str(pk), title or name or email) for kind, pk, title, name, email in listed(district_id)]
    found.sort(key=lambda one: (one[0], one[2].casefold(), int(one[1])))
    return tuple([(key, name) for kind, key, name in found if kind == wanted] for wanted in (MEMBER, SCHOOL))


@ready
def listed(district: int):
    members = Membership.objects.active().filter(district=district).order_by()
    schools = School.objects.filter(district=district).order_by()
    return members.values_list(Value(MEMBER), "pk", "title", "user__name", "user__email").union(
        schools.values_list(Value(SCHOOL), "pk", "name", NOTHING, NOTHING), all=True
    )
