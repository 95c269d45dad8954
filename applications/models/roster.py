"""花名册：whom a unit reports under a notice for a specialty. Who is on it is read when it is printed.

花名册, 缴费名单 and 材料交接单 are three papers about the same people.
"""

from django.db import models

from applications.models.notice import Notice, Specialty
from applications.models.organisation import Organisation


class Roster(models.Model):
    """Whom one unit has passed on or received; it stands so that printouts have something to belong to."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="呈报单位", on_delete=models.PROTECT, related_name="rosters"
    )
    notice = models.ForeignKey(Notice, verbose_name="通知", on_delete=models.PROTECT, related_name="+")
    specialty = models.ForeignKey(Specialty, verbose_name="专业", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "花名册"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "notice", "specialty"],
                name="roster_once",
                violation_error_message="这份花名册已经有了。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.specialty}"
