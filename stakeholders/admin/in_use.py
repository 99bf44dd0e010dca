from django.contrib import admin
from django.db import models


class KeptWhileUsed(admin.ModelAdmin):
    """A table that others point at: what is in use cannot be deleted, and the page says by how many, not by which."""

    def get_deleted_objects(self, objs, request):
        in_the_way = [f"{count:,} {noun} in “{obj}”" for obj in objs for count, noun in uses(obj)]
        return [str(obj) for obj in objs], {self.opts.verbose_name_plural: len(objs)}, set(), in_the_way


def uses(obj):
    """Yield how many records of each table point at `obj`, with their noun; histories do not keep anything in use."""
    for relation in obj._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.is_relation and is_use(relation):
            model = relation.related_model
            count = model._base_manager.filter(**{relation.field.name: obj}).count()
            if count:
                yield count, model._meta.verbose_name_plural


def is_use(relation):
    """Tell whether it is a key of a table of its own; those between two tables are counted at their other end."""
    return relation.many_to_many or (
        relation.on_delete is not models.DO_NOTHING and not relation.related_model._meta.auto_created
    )
