from tests.cedar_bend import district, editor, every_district, initiative, noon

__all__ = ["district", "editor", "every_district", "initiative", "noon"]
