"""The shapes of what reviewers' programs read and send."""

from rest_framework import serializers

from applications.api.serializers import (
    ClaimSerializer,
    FindingSerializer,
    MoveSerializer,
    StepSerializer,
)
from review.services.marks import REASON_LENGTH


class ReviewedSerializer(ClaimSerializer):
    """An application at, or past, one of the person's desks."""

    applicant = serializers.CharField(source="application.applicant.name")
    state = serializers.CharField()
    state_label = serializers.CharField()
    desk = serializers.CharField(source="where", allow_blank=True)
    submissions = serializers.IntegerField(source="application.submissions")
    arrived_at = serializers.DateTimeField(source="application.arrived_at", allow_null=True)


class FactSerializer(serializers.Serializer):
    """One answer, and what stood there in the submission before."""

    label = serializers.CharField()
    value = serializers.CharField(allow_blank=True)
    old = serializers.CharField(allow_blank=True)
    changed = serializers.BooleanField()


class ScanSerializer(serializers.Serializer):
    """One image; its address is /attachments/<id>/."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    new = serializers.BooleanField()


class SlotSerializer(serializers.Serializer):
    """One kind of material with its images."""

    title = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    missing = serializers.BooleanField()
    pages = ScanSerializer(many=True)


class LineSerializer(serializers.Serializer):
    """One row: its answers, the images that prove it, and what the check found in it."""

    facts = FactSerializer(many=True)
    slots = SlotSerializer(many=True)
    findings = FindingSerializer(many=True)


class PartSerializer(serializers.Serializer):
    """One section as it was submitted."""

    code = serializers.CharField()
    title = serializers.CharField()
    clause = serializers.CharField()
    nothing = serializers.BooleanField()
    rows = LineSerializer(many=True)
    slots = SlotSerializer(many=True)
    findings = FindingSerializer(many=True)


class HistorySerializer(serializers.Serializer):
    """One step of the journal in the reader's words."""

    at = serializers.DateTimeField()
    who = serializers.CharField()
    what = serializers.CharField()
    note = serializers.CharField(allow_blank=True)


class TickSerializer(serializers.Serializer):
    """One item of the checklist that somebody ticked."""

    item = serializers.CharField()
    organisation = serializers.CharField(source="organisation.name")
    by = serializers.CharField(source="by.name")
    at = serializers.DateTimeField()


class ReviewedDetailSerializer(ReviewedSerializer):
    """The dossier as it was frozen, its route and its history."""

    route = StepSerializer(many=True)
    history = HistorySerializer(many=True)
    submission = serializers.IntegerField(source="reading.ordinal", allow_null=True, default=None)
    sections = PartSerializer(source="reading.parts", many=True, default=[])
    ticks = TickSerializer(many=True)


class MarkSerializer(serializers.Serializer):
    """One thing that a return asks for; what is left out widens it, nothing named is the whole dossier."""

    section = serializers.CharField(max_length=40, allow_blank=True, default="")
    row = serializers.CharField(max_length=40, allow_blank=True, default="")
    material = serializers.CharField(max_length=40, allow_blank=True, default="")
    attachment = serializers.UUIDField(allow_null=True, default=None)
    reason = serializers.CharField(max_length=REASON_LENGTH)


class DecisionSerializer(MoveSerializer):
    """What is sent with a decision; `ground` only with 不予受理, `marks` only with 退回修改."""

    ground = serializers.CharField(max_length=40, allow_blank=True, default="")
    marks = MarkSerializer(many=True, default=[])
