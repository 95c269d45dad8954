"""The language of layouts: fields, `for` and `if`. A small part of Jinja, in its sandbox.

Whoever writes a layout says where a document's fields stand, and can do nothing else: no call, no filter,
no arithmetic, no other file. What does not fit is refused when it is saved, at its line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from applications.documents.layouts.terms import Field, Group, Lines, Rows, Term

LONGEST = 60_000  # characters; the national 评审表 has 9,000
DEEPEST = 40  # whatever stands inside whatever; Python gives up at a few hundred
HOW = "版式里只能用字段、{% for 行 in 字段 %} 和 {% if 字段 %}（可比较 ==、!=，可用 and、or、not）"
UNFINISHED = "花括号不成对，或 for、if 没有写完"
TOO_DEEP = "花括号里写得太长，或者 for、if 套得太深"
ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, autoescape=True, trim_blocks=True, keep_trailing_newline=True
)

Scope = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a line of a layout."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.words}。"


def mistakes_in_language(text: str, terms: Sequence[Term]) -> list[Mistake]:
    """Why a text cannot be a layout for a document with these terms; empty if it can."""
    if len(text) > LONGEST:
        return [Mistake(1, f"版式太长（{len(text)} 字），最多 {LONGEST} 字")]
    try:
        tree = ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        return [Mistake(error.lineno, UNFINISHED)]
    except (RecursionError, ValueError):  # it reads brackets by recursion, and numbers of any length
        return [Mistake(1, TOO_DEEP)]
    return list(_too_deep(tree)) or list(_mistakes(tree.body, _scope(terms)))


def fields_in(text: str, terms: Sequence[Term]) -> list[Term]:
    """The places outside any row that a text without mistakes speaks of."""
    scope, found = _scope(terms), []
    for node in ENVIRONMENT.parse(text).find_all((nodes.Name, nodes.Getattr)):
        term = _term(node, scope)
        if term:
            found.append(term)
    return found


@lru_cache(maxsize=64)
def compiled(text: str) -> Template:
    """A text without mistakes, ready to be filled in."""
    return ENVIRONMENT.from_string(text)


def _scope(terms: Sequence[Term]) -> Scope:
    return {term.name: term for term in terms}


def _too_deep(tree: nodes.Node) -> Iterator[Mistake]:
    """The first place that is too deep; found without recursion."""
    level: list[nodes.Node] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in node.iter_child_nodes()]
    yield from (Mistake(node.lineno, TOO_DEEP) for node in level[:1])


def _mistakes(body: Sequence[nodes.Node], scope: Scope, row: str = "") -> Iterator[Mistake]:
    """`row` is the name of the innermost row, empty outside of any."""
    for node in body:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        yield from _printed(part, scope)
            case nodes.If():
                yield from _asked(node.test, scope)
                yield from _mistakes([*node.body, *node.elif_, *node.else_], scope, row)
            case nodes.For():
                yield from _repeated(node, scope, row)
            case _:
                yield Mistake(node.lineno, HOW)


def _repeated(node: nodes.For, scope: Scope, row: str) -> Iterator[Mistake]:
    if not isinstance(node.target, nodes.Name) or node.test or node.recursive or node.else_:
        yield Mistake(node.lineno, HOW)
        return
    if node.target.name in scope:
        yield Mistake(node.lineno, f"“{node.target.name}”是字段的名字，行要另取一个名字")
        return
    yield from _unknown(node.iter, scope)
    term = _term(node.iter, scope)
    match term:
        case Rows():
            inner: dict[str, Term] = {**scope, node.target.name: Group("", term.name, term.terms)}
        case Lines():
            inner = {**scope, node.target.name: Field("", term.name)}
        case None:
            return
        case _:
            yield Mistake(node.lineno, f"“{_path(node.iter)}”不是表格，不能逐行印")
            return
    if row and _path(node.iter).split(".")[0] != row:  # everybody for everybody: as many as their square
        words = f"在“{row}”里面只能逐行印“{row}”自己的内容，“{_path(node.iter)}”要另写一个 for"
        yield Mistake(node.lineno, words)
        return
    yield from _mistakes(node.body, inner, node.target.name)


def _printed(node: nodes.Node, scope: Scope) -> Iterator[Mistake]:
    """A field between two braces."""
    yield from _unknown(node, scope)
    match _term(node, scope):
        case Rows() | Lines():
            yield Mistake(node.lineno, f"“{_path(node)}”有多行，要用 {{% for 行 in {_path(node)} %}} 逐行印")
        case Group() as group:
            names = "、".join(term.name for term in group.terms)
            yield Mistake(node.lineno, f"“{_path(node)}”后面要写明哪一栏：{names}")


def _asked(node: nodes.Node, scope: Scope) -> Iterator[Mistake]:
    """What stands after `if`."""
    match node:
        case nodes.And() | nodes.Or():
            yield from _asked(node.left, scope)
            yield from _asked(node.right, scope)
        case nodes.Not():
            yield from _asked(node.node, scope)
        case nodes.Compare(ops=[nodes.Operand(op="eq" | "ne", expr=nodes.Const(value=str()))]):
            yield from _unknown(node.expr, scope)
        case _:
            yield from _unknown(node, scope)


def _unknown(node: nodes.Node, scope: Scope) -> Iterator[Mistake]:
    """A name that is none, with what was probably meant."""
    match node:
        case nodes.Name():
            if node.name not in scope:
                yield Mistake(node.lineno, _did_you_mean(node.name, "字段", scope))
        case nodes.Getattr():
            before = list(_unknown(node.node, scope))
            yield from before
            owner = _term(node.node, scope)
            if before:
                return
            if not isinstance(owner, Group):
                yield Mistake(node.lineno, f"“{_path(node.node)}”下面没有“{node.attr}”")
            elif node.attr not in (names := _scope(owner.terms)):
                yield Mistake(node.lineno, f"“{_path(node.node)}”下" + _did_you_mean(node.attr, "栏", names))
        case _:
            yield Mistake(node.lineno, HOW)


def _did_you_mean(name: str, what: str, known: Mapping[str, Term]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    if near:
        return f"没有{what}“{name}”，是不是“{near[0]}”"
    return f"没有{what}“{name}”，可用的有：{'、'.join(known)}"


def _term(node: nodes.Node, scope: Scope) -> Term | None:
    """What a name in a layout stands for."""
    match node:
        case nodes.Name():
            return scope.get(node.name)
        case nodes.Getattr():
            owner = _term(node.node, scope)
            return _scope(owner.terms).get(node.attr) if isinstance(owner, Group) else None
    return None


def _path(node: Any) -> str:
    """A name as it was written."""
    return f"{_path(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else str(node.name)
