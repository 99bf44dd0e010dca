from django.contrib import admin


class KeptWhileUsed(admin.ModelAdmin):
    """A table all districts share: what is in use cannot be deleted, and the page says by how many, not by which."""

    def uses(self, obj):
        """Return how many records use `obj`, with their noun."""
        raise NotImplementedError

    def get_deleted_objects(self, objs, request):
        used = [(obj, *self.uses(obj)) for obj in objs]
        in_the_way = [f"{count:,} {noun} in “{obj}”" for obj, count, noun in used if count]
        return [str(obj) for obj in objs], {self.opts.verbose_name_plural: len(objs)}, set(), in_the_way
