from tests.cedar_bend import browse, browser, district, editor, every_district, initiative, lead, noon, viewer

__all__ = ["browse", "browser", "district", "editor", "every_district", "initiative", "lead", "noon", "viewer"]
