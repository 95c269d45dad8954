"""What an attacker types: markup that fetches, runs or closes, and the languages of templates and of PDF."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LITTLE = 40  # characters: a name, for which there are vectors of their own
SEVERAL = 200  # characters: enough for two or three
SECRET = "canary-7731-of-the-machine"  # what stands in the file that nobody may get
FETCHING = {
    "img": '<img src="URL">',
    "srcset": '<img srcset="URL 2x">',
    "link": '<link rel="stylesheet" href="URL">',
    "link-attachment": '<link rel="attachment" href="URL">',
    "a-attachment": '<a rel="attachment" href="URL">附件</a>',
    "import": '<style>@import url("URL");</style>',
    "font-face": "<style>@font-face{font-family:x;src:url(URL)}p{font-family:x}</style><p>字",
    "background": '<p style="background:url(URL)">字',
    "list-style": '<ul><li style="list-style:url(URL)">字',
    "content": '<p style="content:url(URL)">字',
    "border-image": '<p style="border:9px solid;border-image:url(URL) 9">字',
    "mask": '<p style="mask:url(URL);mask-border:url(URL)">字',
    "cursor": '<p style="cursor:url(URL),auto">字',
    "object": '<object data="URL">字</object>',
    "embed": '<embed src="URL">',
    "iframe": '<iframe src="URL"></iframe>',
    "svg-image": '<svg width="9" height="9"><image href="URL" width="9" height="9"/></svg>',
    "svg-use": '<svg width="9" height="9"><use href="URL#x"/></svg>',
    "svg-style": '<svg width="9" height="9"><style>@import url(URL);</style></svg>',
    "data-svg": '<img src="data:image/svg+xml,'
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='URL'/></svg>\">",
    "base": '<base href="URL"><img src="x">',
    "video": '<video src="URL" poster="URL"></video>',
    "input": '<input type="image" src="URL">',
    "refresh": '<meta http-equiv="refresh" content="0;url=URL">',
    "pi": '<?xml-stylesheet href="URL"?>',
    "entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "URL">]>&e;',
    "closing-cell": '</td></tr></table></div></body><img src="URL">',
    "closing-head": '</title></style></head><img src="URL">',
    "closing-comment": '--><img src="URL"><!--',
    "unfinished": 'x<img alt="字" src="URL" ',
}
RUNNING = {
    "script": "<script>app.alert(1)</script>",
    "javascript": '<a href="javascript:app.alert(1)" onclick="alert(1)">字</a>',
    "anchor": '<p id="after-fixed1">字</p>',
    "nested": "<div>" * 9,
    "pdf": ") Tj ET /OpenAction <</S/JavaScript/JS(app.alert\\(1\\))>> endobj (",
    "xmp": ']]><?xpacket end="w"?>',
    "jinja": "{{7*7}}{{ 姓名.__class__.__mro__ }}{{ cycler.__init__.__globals__ }}",
    "jinja-file": '{% include "/etc/passwd" %}{# 字 #}',
    "django": '{% load static %}{% include "admin/base.html" %}{% debug %}',
}
PLAIN = {  # text also to a layout
    "attribute": '" class="page" style="height:1e9px" x="',
    "format": "{event.__init__.__globals__} %(secret)s ${secret}",
    "escaped": "&lt;img src=x&gt;&amp;amp;&#60;b&#62;",
    "formula": "=HYPERLINK(0)+@SUM(1)",
}
SHORT = ("<img src=/a>", "{{7*7}}", "<base href=/>", "{%x%}", "</td>", "<svg/onload=x>")


@dataclass(frozen=True)
class Vectors:
    """All of them, pointed at a file and at a server that must never be asked."""

    file: str
    server: str

    def fetching(self) -> dict[str, str]:
        """Those that ask for something; every other one for the file, the others from the server."""
        targets = (self.file, self.server, "http://169.254.169.254/latest/meta-data/")
        return {
            name: text.replace("URL", targets[place % 2 if place % 5 else 2])
            for place, (name, text) in enumerate(FETCHING.items())
        }

    def all(self) -> list[str]:
        """Every one."""
        return [*self.fetching().values(), *RUNNING.values(), *PLAIN.values()]

    def without_braces(self) -> "Turns":
        """For texts of a notice, in which braces are blanks that it does not know."""
        return Turns(*([one for one in found if not set("{}") & set(one)] for found in (self.all(), SHORT)))


class Turns:
    """Texts of a given length, each of the vectors whose turn it is."""

    def __init__(self, vectors: Iterable[str], short: Iterable[str]) -> None:
        self._waiting, self._short = deque(vectors), deque(short)

    def next(self) -> str:
        """The next one, whatever its length."""
        self._waiting.rotate(-1)
        return self._waiting[-1]

    def text(self, size: int) -> str:
        """So many characters at most, and a few vectors; one that is too long keeps its turn."""
        waiting = self._short if size < LITTLE else self._waiting
        return "".join(self._fitting(waiting, min(size, SEVERAL)))

    def _fitting(self, waiting: deque[str], size: int) -> Iterator[str]:
        for vector in list(waiting):
            if len(vector) <= size:
                size -= len(vector)
                waiting.remove(vector)
                waiting.append(vector)
                yield vector
