from engagement.models.touchpoint import Touchpoint

__all__ = ["Touchpoint"]
