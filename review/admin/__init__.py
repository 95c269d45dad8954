"""管理后台：experts are enrolled here; what they are given and write is only shown."""

from review.admin import experts

__all__ = ["experts"]
