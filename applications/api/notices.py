"""Notices for programs: the list, and each one whole."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from applications.api.answers import Answering, DetailSerializer, Page
from applications.api.serializers import NoticeSerializer
from applications.models.notice import document_of
from applications.rules.notices.document import NoticeDocument
from applications.selectors.notice_lists import card_of, find_version, lean, standing
from applications.selectors.notices import published


class NoticeList(Answering, APIView):
    """申报通知, the latest to open in front."""

    permission_classes = [AllowAny]
    pagination_class = Page

    @extend_schema(operation_id="notices", responses=NoticeSerializer(many=True), tags=["notices"])
    def get(self, request: Request) -> Response:
        """每份通知的标题、发文单位、系列和申报时间。"""
        at, page = timezone.now(), Page()
        notices = page.paginate_queryset(lean(published()), request, view=self)
        facts = [
            {"card": card_of(notice), "standing": standing(document_of(notice.latest_id), at)}
            for notice in notices or []
        ]
        return page.get_paginated_response(NoticeSerializer(facts, many=True).data)


class NoticeDetail(Answering, APIView):
    """One notice, whole: every rule with its clause."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="notice", responses={200: NoticeDocument, 404: DetailSerializer}, tags=["notices"]
    )
    def get(self, request: Request, code: str) -> Response:
        """现行版本的全部内容，与 fixtures/notices/*.yaml 同一结构。"""
        version = find_version(code)
        if version is None:
            raise Http404
        content: dict[str, Any] = document_of(version.pk).model_dump(mode="json")
        return Response(content)
