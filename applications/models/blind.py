"""What experts see of a picture, and what the machine reads in it."""

import uuid

from django.db import models

from applications.models.dossier import Attachment


class BlindCopy(models.Model):
    """盲评副本：a picture on a fresh canvas with its boxes painted over, in a store of its own.

    It belongs to one set of boxes. Without one for the boxes that were submitted, experts see nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="blind_copies")
    boxes = models.CharField("遮盖框摘要", max_length=64)
    file = models.CharField("存储键", max_length=120)
    thumbnail = models.CharField("缩略图存储键", max_length=120)
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")
    made_at = models.DateTimeField("生成时间")
    read_at = models.DateTimeField("复查时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "盲评副本"
        constraints = [
            models.UniqueConstraint(
                fields=["attachment", "boxes"],
                name="blind_copy_once",
                violation_error_message="这些遮盖框已有盲评副本。",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Sighting(models.Model):
    """机器发现：where the machine reads what experts may not see, before or after it was covered.

    It only proposes or warns: what is still legible after covering is covered too, or explained.
    """

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="sightings")
    copy = models.ForeignKey(
        BlindCopy, on_delete=models.CASCADE, null=True, blank=True, related_name="sightings"
    )
    what = models.CharField(
        "内容",
        max_length=12,
        choices=[
            ("name", "姓名"),
            ("former_name", "曾用名"),
            ("id_number", "身份证号码"),
            ("phone", "电话"),
            ("unit", "工作单位"),
            ("photo", "照片"),
        ],
    )
    box = models.JSONField("位置")
    is_sure = models.BooleanField("确定")
    explanation = models.CharField("申报人的说明", max_length=100, blank=True, default="")
    found_at = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = verbose_name_plural = "机器发现"
        ordering = ["attachment", "pk"]

    def __str__(self) -> str:
        return self.get_what_display()
