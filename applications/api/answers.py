"""What the interface answers when a service says no; shared by both apps."""

from typing import Any

from django.http import Http404
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.response import Response

from applications.models import User
from applications.selectors.journal import step_for
from applications.services.moves import MoveRefused, NotAllowed, StaleMove


class PersonRequest(Request):
    """A request that has passed IsAuthenticated: there is a person."""

    user: User


class DetailSerializer(serializers.Serializer):
    """One sentence."""

    detail = serializers.CharField()


class StaleSerializer(DetailSerializer):
    """Somebody acted first: who, and when."""

    who = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField(allow_null=True)


class RefusedSerializer(serializers.Serializer):
    """Why not: sentences with their clauses."""

    reasons = serializers.ListField(child=serializers.CharField())


REFUSALS: dict[int, Any] = {404: DetailSerializer, 409: StaleSerializer, 422: RefusedSerializer}


class Page(LimitOffsetPagination):
    """?limit=50&offset=0, in bounds."""

    default_limit = 50
    max_limit = 200


class Answering:
    """Mixed into a view: the refusals of a move as 404, 409 and 422. Foreign and missing are the same."""

    request: Any

    def handle_exception(self, problem: Exception) -> Response:
        """One answer for every way of being refused."""
        if isinstance(problem, StaleMove):
            return self._stale(problem)
        if isinstance(problem, MoveRefused):
            return Response({"reasons": problem.reasons}, status=status.HTTP_422_UNPROCESSABLE_ENTITY)
        if isinstance(problem, NotAllowed | Http404):
            problem = NotFound()
        answer: Response = super().handle_exception(problem)  # type: ignore[misc]
        return answer

    def _stale(self, problem: StaleMove) -> Response:
        last = step_for(problem.last, self.request.user) if problem.last else None
        facts = {
            "detail": "在您读取以后，这份材料已经由别人办理或者已经变动；这次操作没有生效。",
            "who": last.who if last else "",
            "at": last.at if last else None,
        }
        return Response(StaleSerializer(facts).data, status=status.HTTP_409_CONFLICT)
