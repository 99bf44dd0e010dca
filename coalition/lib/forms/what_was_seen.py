from django.forms.models import model_to_dict


def values_seen(record, version, names):
    """Return what the fields `names` of a tracked record held at `version`; {} where no history tells."""
    manager = getattr(type(record)._meta, "simple_history_manager_attribute", None)
    if manager is None or version is None:
        return {}
    history = getattr(type(record), manager)
    row = history.filter(**{record._meta.pk.attname: record.pk, "version": version}).order_by("-history_id").first()
    if row is None:
        return {}
    single = [name for name in names if name not in {field.name for field in record._meta.many_to_many}]
    seen = model_to_dict(row.instance, fields=single)
    for field in row._history_m2m_fields:
        if field.name in names:
            far = field.m2m_reverse_field_name()
            seen[field.name] = [getattr(one, far) for one in getattr(row, field.name).select_related(far)]
    return seen
