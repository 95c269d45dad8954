"""The reviewer's desk for programs: the queue, a dossier, what may be decided, and deciding."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from applications.api.answers import REFUSALS, Answering, DetailSerializer, Page, PersonRequest
from applications.api.serializers import OfferSerializer
from applications.arrival import arrival
from applications.models import Application
from applications.rules.unlocking import Spot
from applications.selectors.applications import state_at
from review.api.serializers import DecisionSerializer, ReviewedDetailSerializer, ReviewedSerializer
from review.forms.decisions import decision_form
from review.forms.place import Place
from review.selectors.checklists import ticks_of
from review.selectors.desk import keys_of_desks, narrowed, queue_of
from review.selectors.dossier import for_reviewers, history_of, route_steps
from review.selectors.history import state_label, whereabouts
from review.selectors.reading import reading_of
from review.services import desk
from review.services.marks import Wanted

MOVE = OpenApiParameter("name", OpenApiTypes.STR, OpenApiParameter.PATH, enum=list(desk.ACTS))
WISHES = [
    OpenApiParameter("q", str, description="姓名、单位或申报编号"),
    OpenApiParameter("notice", str, description="通知代码"),
    OpenApiParameter("again", str, description="yes：只看再次提交的"),
    OpenApiParameter("sort", str, description="due、arrived 或 name"),
]
TAGS = ["review"]


class Queue(Answering, APIView):
    """待办."""

    pagination_class = Page

    @extend_schema(operation_id="desk", parameters=WISHES, responses=ReviewedSerializer(many=True), tags=TAGS)
    def get(self, request: PersonRequest) -> Response:
        """本人各单位待办的申报书。"""
        at, page = timezone.now(), Page()
        queue = narrowed(queue_of(request.user, at=at), Place.from_query(request.query_params).wishes)
        found = page.paginate_queryset(queue, request, view=self)
        facts = [_brief(application, at) for application in found or []]
        return page.get_paginated_response(ReviewedSerializer(facts, many=True).data)


class Dossier(Answering, APIView):
    """One dossier."""

    @extend_schema(
        operation_id="review", responses={200: ReviewedDetailSerializer, 404: DetailSerializer}, tags=TAGS
    )
    def get(self, request: PersonRequest, pk: UUID) -> Response:
        """最近一次提交的内容、审核层级和办理记录。读取即视为已打开，申报人不能再取回。"""
        at, application = timezone.now(), _reviewed(request, pk)
        desk.open_dossier(application, by=request.user, at=at)
        return _whole(application, request, at)


class Offers(Answering, APIView):
    """What one may decide now, and why not."""

    @extend_schema(
        operation_id="review_offers",
        responses={200: OfferSerializer(many=True), 404: DetailSerializer},
        tags=TAGS,
    )
    def get(self, request: PersonRequest, pk: UUID) -> Response:
        """现在能办什么；不能办的，为什么。"""
        found = desk.offers_for(_reviewed(request, pk), request.user, timezone.now())
        return Response(OfferSerializer(found, many=True).data)


class Decide(Answering, APIView):
    """A decision."""

    @extend_schema(
        operation_id="review_move",
        parameters=[MOVE],
        request=DecisionSerializer,
        responses={200: ReviewedDetailSerializer, 400: OpenApiTypes.OBJECT, **REFUSALS},
        tags=TAGS,
    )
    def post(self, request: PersonRequest, pk: UUID, name: str) -> Response:
        """上报、退回、不予受理、接收、确认。同一次决定发两遍，只算一次。"""
        at, application = arrival(request), _reviewed(request, pk)
        if name not in desk.ACTS:
            raise Http404
        sent = DecisionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        form = decision_form(name, desk.declared_level(application), sent.validated_data)
        if not form.is_valid():
            raise ValidationError(form.errors)
        facts = form.cleaned_data | {"marks": [_wanted(mark) for mark in sent.validated_data["marks"]]}
        revision = sent.validated_data["revision"]
        desk.act(application, name, by=request.user, at=at, revision=revision, **facts)
        return _whole(_reviewed(request, pk), request, at)


def _reviewed(request: PersonRequest, pk: UUID) -> Application:
    return get_object_or_404(for_reviewers(request.user, keys_of_desks(request.user)), pk=pk)


def _wanted(mark: dict[str, Any]) -> Wanted:
    scan = str(mark["attachment"] or "")
    return Wanted(Spot(mark["section"], mark["row"], mark["material"], scan), mark["reason"])


def _brief(application: Application, at: datetime) -> dict[str, Any]:
    return {
        "application": application,
        "state": state_at(application, at),
        "state_label": state_label(application, at),
        "where": whereabouts(application, at),
    }


def _whole(application: Application, request: PersonRequest, at: datetime) -> Response:
    reading = reading_of(application)
    facts = _brief(application, at) | {
        "route": route_steps(application),
        "history": history_of(application, request.user),
        "reading": reading,
        "ticks": ticks_of(reading.submission) if reading else [],
    }
    return Response(ReviewedDetailSerializer(facts).data)
