"""What the web processes serve: the application, with every request heard to its end."""

import contextlib
from collections.abc import Callable, Iterable
from typing import Any

from zhicheng.wsgi import application as pages

CHUNK = 64 * 1024
LARGEST = 13 * 1024 * 1024  # the edge lets nothing larger through


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answers, and reads what the answer did not need.

    A refusal before the upload was read would otherwise close the connection on it, and the applicant would
    see the edge's “unavailable” in place of “please sign in again”.
    """
    try:
        return pages(environ, start_response)
    finally:
        with contextlib.suppress(OSError):
            hear_out(environ["wsgi.input"])


def hear_out(body: Any) -> None:
    """Reads on to the end of the body, or to the largest that is let through."""
    heard = 0
    while heard < LARGEST and (chunk := body.read(CHUNK)):
        heard += len(chunk)
