"""The shapes of what the interface says and hears. Words and figures come from the selectors."""

from rest_framework import serializers


class NoticeSerializer(serializers.Serializer):
    """申报通知 in a list."""

    code = serializers.SlugField(source="card.code")
    year = serializers.IntegerField(source="card.year")
    title = serializers.CharField(source="card.title")
    number = serializers.CharField(source="card.number")
    issuer = serializers.CharField(source="card.issuer")
    series = serializers.CharField(source="card.series")
    opens_at = serializers.DateTimeField(source="card.opens")
    closes_at = serializers.DateTimeField(source="card.due")
    standing = serializers.CharField(source="standing.value", help_text="open、coming 或 past")
    standing_label = serializers.CharField(source="standing.label")


class MoveSerializer(serializers.Serializer):
    """What is sent with a move."""

    revision = serializers.IntegerField(
        min_value=0, max_value=2_000_000_000, help_text="读取时的办理步数；此后有人办理过的，答 409。"
    )
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")


class SubmitSerializer(MoveSerializer):
    """提交 may carry what it was checked against."""

    fingerprint = serializers.CharField(
        max_length=64,
        allow_blank=True,
        default="",
        help_text="读取时的内容指纹，只用于提交；此后改过内容的，答 422。不填不核对。",
    )


class WithdrawSerializer(MoveSerializer):
    """撤回 takes a short note, like its page."""

    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class OfferSerializer(serializers.Serializer):
    """A move that is this person's to make: open, or shut with the reasons."""

    name = serializers.CharField(source="move.name")
    label = serializers.CharField(source="move.label")
    needs_note = serializers.BooleanField(source="move.needs_note")
    open = serializers.BooleanField()
    reasons = serializers.ListField(child=serializers.CharField())


class ClaimSerializer(serializers.Serializer):
    """Whose claim, to what, under which notice."""

    id = serializers.UUIDField(source="application.pk")
    number = serializers.CharField(source="application.number")
    notice = serializers.SlugField(source="application.notice_version.notice.code")
    year = serializers.IntegerField(source="application.year")
    employer = serializers.CharField(source="application.employer.name")
    series = serializers.CharField(source="application.series.name")
    specialty = serializers.CharField(source="application.specialty.name")
    rank = serializers.CharField(source="application.rank")
    title = serializers.CharField(source="application.title")
    mode = serializers.CharField(source="application.mode")
    channel = serializers.CharField(source="application.channel")
    revision = serializers.IntegerField(source="application.revision")
    due_at = serializers.DateTimeField(source="application.due_at", allow_null=True)


class OwnApplicationSerializer(ClaimSerializer):
    """本人的申报书 in a list."""

    state = serializers.CharField(source="standing.state")
    state_label = serializers.CharField(source="standing.label")
    submissions_used = serializers.IntegerField(source="allowance.used")
    submissions_left = serializers.IntegerField(source="allowance.left", allow_null=True)


class StepSerializer(serializers.Serializer):
    """One stop on the way."""

    label = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    status = serializers.CharField(help_text="done、now、todo 或 returned")


class TaskSerializer(serializers.Serializer):
    """One section and whether it is done."""

    code = serializers.CharField()
    title = serializers.CharField()
    status = serializers.CharField()
    status_label = serializers.CharField()
    hint = serializers.CharField(allow_blank=True)


class FindingSerializer(serializers.Serializer):
    """What a check found, and the clause that asks for it."""

    severity = serializers.CharField(help_text="block 必须修改，warn 请注意，judge 由审核部门判断")
    section = serializers.CharField()
    row = serializers.CharField(allow_blank=True)
    field = serializers.CharField(allow_blank=True)
    message = serializers.CharField()
    clause = serializers.CharField(allow_blank=True)
    rule = serializers.CharField(allow_blank=True, help_text="可由管理员调整的规则")


class OwnApplicationDetailSerializer(OwnApplicationSerializer):
    """本人的申报书 with its way, its sections and what is still missing."""

    way = StepSerializer(source="way.steps", many=True)
    sections = TaskSerializer(source="tasks", many=True)
    findings = FindingSerializer(many=True)
    fingerprint = serializers.CharField(help_text="草稿内容的指纹，提交时带上")
