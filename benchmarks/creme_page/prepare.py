"""Fills the database of Creme and prints the cookie of its first user and the paths of two pages, as JSON.

`python -m benchmarks.creme_page.prepare ROWS`, with CREME_DATABASE_URL and CREME_FOLDER, by the Python that has Creme.
"""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.creme_page.settings"
django.setup()

from creme.creme_core.models import CremeUser  # noqa: E402
from creme.persons import get_contact_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.signing_in import session_cookie  # noqa: E402

FIRST_KEY = 1_000
ENTITIES = """
INSERT INTO creme_core_cremeentity (id, uuid, created, modified, header_filter_search_field, is_deleted,
  entity_type_id, user_id, extra_data, description)
SELECT key, gen_random_uuid(), now(), now(), 'Given Family ' || key, false, like_this.entity_type_id,
  like_this.user_id, '{}', '' FROM generate_series(%s, %s) key,
  (SELECT * FROM creme_core_cremeentity WHERE id = %s) like_this
"""
CONTACTS = """
INSERT INTO persons_contact (cremeentity_ptr_id, first_name, last_name, phone, mobile, skype, fax, email, url_site,
  full_position)
SELECT key, 'Given', 'Family ' || key, '555-' || key %% 10000, '', '', '', 'contact' || key || '@mail.example', '', ''
FROM generate_series(%s, %s) key
"""


def main(rows):
    for command in ("migrate", "creme_populate", "generatemedia"):
        call_command(command, verbosity=0)
    user, contacts = CremeUser.objects.get(username="root"), get_contact_model()
    span = [FIRST_KEY, FIRST_KEY + rows - 1]
    with connection.cursor() as cursor:
        cursor.execute(ENTITIES, [*span, contacts.objects.first().pk])
        cursor.execute(CONTACTS, span)
        cursor.execute("ANALYZE")
    pages = {
        "list": f"{reverse('persons__list_contacts')}?rows=50",
        "detail": reverse("persons__view_contact", args=[FIRST_KEY + rows // 2]),
    }
    cookie = session_cookie(user)
    print(json.dumps({"cookie": cookie, "pages": pages}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
