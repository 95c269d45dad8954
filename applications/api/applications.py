"""One's own applications for programs: where they stand, what may be done, and doing it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from applications import permissions, workflow
from applications.api.answers import REFUSALS, Answering, DetailSerializer, Page, PersonRequest
from applications.api.serializers import (
    MoveSerializer,
    OfferSerializer,
    OwnApplicationDetailSerializer,
    OwnApplicationSerializer,
    SubmitSerializer,
    WithdrawSerializer,
)
from applications.arrival import arrival
from applications.models import Application
from applications.rules.dossier import fingerprint_of
from applications.selectors.dossiers import draft_of, on_day
from applications.selectors.readable import readable
from applications.selectors.standing import allowance_of, own, standing_of, tasks_for, way_of
from applications.services import filing, guards
from applications.services.offers import offers

Act = Callable[..., Any]
ACTS: Mapping[str, Act] = {
    workflow.SUBMIT.name: filing.submit,
    workflow.RESUBMIT.name: filing.submit,  # one service: the state decides which of the two it is
    workflow.RECALL.name: filing.recall,
    workflow.WITHDRAW.name: filing.withdraw,
}
SHAPES: Mapping[str, type[MoveSerializer]] = {
    workflow.SUBMIT.name: SubmitSerializer,
    workflow.RESUBMIT.name: SubmitSerializer,
    workflow.WITHDRAW.name: WithdrawSerializer,
}
MOVE = OpenApiParameter("name", OpenApiTypes.STR, OpenApiParameter.PATH, enum=list(ACTS))
TAGS = ["applications"]


class OwnApplications(Answering, APIView):
    """本人的申报书."""

    pagination_class = Page

    @extend_schema(operation_id="applications", responses=OwnApplicationSerializer(many=True), tags=TAGS)
    def get(self, request: PersonRequest) -> Response:
        """新的在前。"""
        at, page = timezone.now(), Page()
        found = page.paginate_queryset(own(request.user), request, view=self)
        facts = [_brief(application, at) for application in found or []]
        return page.get_paginated_response(OwnApplicationSerializer(facts, many=True).data)


class OwnApplication(Answering, APIView):
    """本人的一份申报书."""

    @extend_schema(
        operation_id="application",
        responses={200: OwnApplicationDetailSerializer, 404: DetailSerializer},
        tags=TAGS,
    )
    def get(self, request: PersonRequest, pk: UUID) -> Response:
        """状态、最迟时间、还可提交几次、各栏目进度和待改之处。"""
        return _whole(_mine(request, pk), timezone.now())


class OwnOffers(Answering, APIView):
    """What one may do now, and why not."""

    @extend_schema(
        operation_id="application_offers",
        responses={200: OfferSerializer(many=True), 404: DetailSerializer},
        tags=TAGS,
    )
    def get(self, request: PersonRequest, pk: UUID) -> Response:
        """现在能办什么；不能办的，为什么。"""
        found = offers(
            _mine(request, pk), request.user, timezone.now(), may=permissions.may, guards=guards.GUARDS
        )
        return Response(OfferSerializer(found, many=True).data)


class OwnMove(Answering, APIView):
    """A move by the applicant."""

    @extend_schema(
        operation_id="application_move",
        parameters=[MOVE],
        request=SubmitSerializer,
        responses={200: OwnApplicationDetailSerializer, 400: OpenApiTypes.OBJECT, **REFUSALS},
        tags=TAGS,
    )
    def post(self, request: PersonRequest, pk: UUID, name: str) -> Response:
        """提交、再次提交、取回或撤回。同一次提交发两遍，只算一次。"""
        at, mine = arrival(request), _mine(request, pk)
        if name not in ACTS:
            raise Http404
        sent = SHAPES.get(name, MoveSerializer)(data=request.data)
        sent.is_valid(raise_exception=True)
        facts = dict(sent.validated_data)
        if name != workflow.WITHDRAW.name:
            del facts["note"]
        ACTS[name](mine, by=request.user, at=at, **facts)
        return _whole(_mine(request, pk), at)


def _mine(request: PersonRequest, pk: UUID) -> Application:
    return get_object_or_404(own(request.user), pk=pk)


def _brief(application: Application, at: datetime) -> dict[str, Any]:
    return {
        "application": application,
        "standing": standing_of(application, at),
        "allowance": allowance_of(application),
    }


def _whole(application: Application, at: datetime) -> Response:
    facts = _brief(application, at)
    draft = draft_of(application)
    sections = readable(application.rules, application.case, draft, on_day(at))
    facts |= {
        "way": way_of(application, facts["standing"]),
        "tasks": tasks_for(sections, facts["standing"]),
        "findings": [finding for part in sections for finding in part.findings],
        "fingerprint": fingerprint_of(draft),
    }
    return Response(OwnApplicationDetailSerializer(facts).data)
