"""Duplicates across people: the same bytes, or a picture so near that somebody should look."""

from django.db import models

from applications.models.dossier import Attachment


class Likeness(models.Model):
    """图片特征：a 64-bit difference hash with its four parts; two within three bits share one part."""

    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, primary_key=True, related_name="likeness"
    )
    value = models.CharField("特征", max_length=16)
    part_1 = models.PositiveIntegerField(db_index=True)
    part_2 = models.PositiveIntegerField(db_index=True)
    part_3 = models.PositiveIntegerField(db_index=True)
    part_4 = models.PositiveIntegerField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "图片特征"

    def __str__(self) -> str:
        return self.value


class Resemblance(models.Model):
    """雷同：a file that another person has uploaded too; the committee's office alone sees it."""

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="resemblances")
    other = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="+")
    exact = models.BooleanField("内容完全相同")
    found_at = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = verbose_name_plural = "雷同"
        ordering = ["-exact", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attachment", "other"],
                name="resemblance_once",
                violation_error_message="已登记这一对图片。",
            ),
            models.CheckConstraint(
                condition=~models.Q(attachment=models.F("other")),
                name="resemblance_of_two",
                violation_error_message="图片不与自己雷同。",
            ),
        ]

    def __str__(self) -> str:
        return "相同" if self.exact else "相近"
