"""Rows of history for records that were changed by statements, many at once, many-to-many fields included."""

ADDED, CHANGED, REMOVED = "+", "~", "-"


def is_tracked(model):
    return hasattr(model._meta, "simple_history_manager_attribute")


def write_history(records, kind, *, user, reason, at):
    """Write one row of history for each of `records`, all of one tracked model, as they stand."""
    if not records:
        return
    model = type(records[0])
    history = getattr(model, model._meta.simple_history_manager_attribute).model
    made = history.objects.bulk_create(
        history(
            history_date=at,
            history_user=user,
            history_change_reason=reason,
            history_type=kind,
            **{field.attname: getattr(record, field.attname) for field in history.tracked_fields},
        )
        for record in records
    )
    rows = {record.pk: row.pk for record, row in zip(records, made, strict=True)}
    for field in history._history_m2m_fields:
        write_what_many_hold(getattr(history, field.name).model, field, rows)


def write_what_many_hold(kept, field, rows):
    """Write what the many-to-many `field` holds into the table `kept`; `rows` are rows of history by record."""
    through = field.remote_field.through
    near = f"{field.m2m_field_name()}_id"
    kept.objects.bulk_create(
        kept(
            history_id=rows[getattr(pair, near)],
            **{one.attname: getattr(pair, one.attname) for one in through._meta.concrete_fields},
        )
        for pair in through._base_manager.filter(**{f"{near}__in": list(rows)})
    )
