"""Days that break the week: holidays and make-up days, correctable by an administrator."""

from django.db import models


class Holiday(models.Model):
    """节假日与调休：a day whose being worked differs from its place in the week."""

    day = models.DateField("日期", unique=True)
    is_working = models.BooleanField("上班", help_text="调休上班的勾选；放假的不勾。")
    name = models.CharField("名称", max_length=40, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "节假日与调休"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}{'上班' if self.is_working else '放假'}"
