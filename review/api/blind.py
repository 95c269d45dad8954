"""盲评 for programs: what an expert has been given, with exactly the keys that are written here."""

from uuid import UUID

from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from applications.api.answers import Answering, DetailSerializer, PersonRequest
from review.models import Assignment
from review.selectors.blind import BlindDossier, blind_dossier, claim_of, mode_of
from review.selectors.experts import assignment_for, assignments_of

TAGS = ["expert"]
private = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


class GivenSerializer(serializers.Serializer):
    """One application that was given to the expert."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    claim = serializers.CharField()
    mode = serializers.CharField()


class PictureSerializer(serializers.Serializer):
    """One covered page; `url` is empty while it cannot be shown."""

    name = serializers.CharField()
    slot = serializers.CharField()
    url = serializers.CharField(allow_blank=True)


class BlindFactSerializer(serializers.Serializer):
    """One answer."""

    label = serializers.CharField()
    value = serializers.CharField()


class BlindSectionSerializer(serializers.Serializer):
    """One section."""

    title = serializers.CharField()
    rows = serializers.ListField(child=BlindFactSerializer(many=True))
    pictures = PictureSerializer(many=True)


class BlindDossierSerializer(GivenSerializer):
    """The blind dossier."""

    sections = BlindSectionSerializer(many=True)


@private
class Given(Answering, APIView):
    """What the expert is to read."""

    @extend_schema(operation_id="expert", responses=GivenSerializer(many=True), tags=TAGS)
    def get(self, request: PersonRequest) -> Response:
        """分给本人评审的申报书，只有盲评编号。"""
        return Response(GivenSerializer(map(_given, assignments_of(request.user)), many=True).data)


@private
class Blind(Answering, APIView):
    """One blind dossier."""

    @extend_schema(
        operation_id="expert_dossier",
        responses={200: BlindDossierSerializer, 404: DetailSerializer},
        tags=TAGS,
    )
    def get(self, request: PersonRequest, pk: UUID) -> Response:
        """遮盖后的内容和图片。"""
        assignment = assignment_for(request.user, pk)
        blind = blind_dossier(assignment) if assignment else None
        if assignment is None or blind is None:
            raise Http404
        return Response(BlindDossierSerializer(_whole(assignment, blind)).data)


def _given(assignment: Assignment) -> dict[str, object]:
    return {
        "id": assignment.pk,
        "number": assignment.number,
        "claim": claim_of(assignment.application),
        "mode": mode_of(assignment.application),
    }


def _whole(assignment: Assignment, blind: BlindDossier) -> dict[str, object]:
    sections = [
        {
            "title": section.title,
            "rows": [[{"label": label, "value": value} for label, value in row] for row in section.rows],
            "pictures": [
                {
                    "name": picture.name,
                    "slot": picture.slot,
                    "url": reverse("blind_picture", args=[assignment.pk, picture.number])
                    if picture.ready
                    else "",
                }
                for picture in section.pictures
            ],
        }
        for section in blind.sections
    ]
    return {**_given(assignment), "sections": sections}
