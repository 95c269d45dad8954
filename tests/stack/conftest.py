"""The production topology, started once for all tests of this folder, and a reader who keeps cookies."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message

import pytest

from zhicheng.deploy.stack import Stack
from zhicheng.deploy.stack import stack as start


@dataclass(frozen=True)
class Answer:
    """What the edge answered, after its redirects."""

    status: int
    url: str
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Reader:
    """Somebody with a browser: keeps cookies, and sends them back on loopback although they are `Secure`."""

    def __init__(self, base: str) -> None:
        self.base = base
        policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https"))
        self.jar = http.cookiejar.CookieJar(policy)
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str, **headers: str) -> Answer:
        """Follows a link."""
        return self.send(urllib.request.Request(urllib.parse.urljoin(self.base, path), headers=headers))

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Sends a form, with the token of the page that was read last."""
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": self.cookie("csrftoken"), **fields}).encode()
        return self.post_bytes(path, data, "application/x-www-form-urlencoded")

    def post_bytes(self, path: str, data: bytes, content_type: str) -> Answer:
        """Sends what was put together elsewhere: a multipart form, or something too large."""
        headers = {"Content-Type": content_type, "Origin": self.base}
        return self.send(urllib.request.Request(urllib.parse.urljoin(self.base, path), data, headers))

    def cookie(self, name: str) -> str:
        """A cookie's value, empty when there is none."""
        return next((cookie.value or "" for cookie in self.jar if cookie.name == name), "")

    def send(self, request: urllib.request.Request) -> Answer:
        """Sends and reads to the end, whatever the status."""
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            return Answer(answer.status, answer.url, answer.headers, answer.read())


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The running topology: `url`, `database_url`, `redis_url`, `env`, `manage(...)`."""
    with start() as running:
        yield running


@pytest.fixture
def reader(stack: Stack) -> Reader:
    """Somebody who has just opened a browser."""
    return Reader(stack.url)


@pytest.fixture
def stylesheet(reader: Reader) -> str:
    """The hashed address of a style sheet of the front page."""
    found = re.search(r'/static/[^"]+\.[0-9a-f]{12}\.css', reader.get("/").text)
    assert found
    return found[0]
