from django.core.exceptions import ValidationError


def is_key(model, text) -> bool:
    """Tell whether a record of `model` could have that key: what no column holds is none."""
    key = model._meta.pk
    while key.is_relation:
        key = key.target_field
    try:
        key.run_validators(key.to_python(text))
    except ValidationError:
        return False
    return True
