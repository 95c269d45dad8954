"""What the upper app's database holds, one aggregate a file."""

from review.models.experts import Assignment, Expert, Opinion

__all__ = ["Assignment", "Expert", "Opinion"]
