"""What a layout may speak of: named places, each filled from the content of a document.

Content is keyed in English, a layout names its fields in Chinese; here the two meet. Every field has a
sample, so that a layout can be looked at before anybody has applied.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROW_NAMES = "行", "项", "条"  # what the list of fields calls a row, a row in it, and one in that


@dataclass(frozen=True, slots=True)
class Field:
    """One text, or one yes or no. What is `common` is the same for everybody under a notice."""

    key: str
    name: str
    sample: str | bool = ""
    common: bool = False

    def named(self, value: Any) -> Any:
        """Texts are printed, truths are asked; anything else is its text."""
        return value if isinstance(value, bool | str) else "" if value is None else str(value)

    def sampled(self) -> Any:
        """An invented value."""
        return self.sample


@dataclass(frozen=True, slots=True)
class Lines:
    """Several texts, printed one by one."""

    key: str
    name: str
    sample: str
    common: bool = False

    def named(self, value: Sequence[str] | None) -> list[str]:
        """The texts as they are."""
        return [str(line) for line in value or ()]

    def sampled(self) -> list[str]:
        """Two invented ones."""
        return [self.sample, self.sample]


@dataclass(frozen=True, slots=True)
class Group:
    """Several places under one name; absent as a whole where the document has nothing of it."""

    key: str
    name: str
    terms: tuple["Term", ...]

    def named(self, value: Mapping[str, Any] | None) -> dict[str, Any]:
        """The group with the names of its places; empty where there is none."""
        return named(self.terms, value) if value else {}

    def sampled(self) -> dict[str, Any]:
        """Everything in it invented."""
        return sample(self.terms)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table. A row comes as a mapping, or as cells in the order of the columns."""

    key: str
    name: str
    terms: tuple["Term", ...]

    def named(self, value: Sequence[Any] | None) -> list[dict[str, Any]]:
        """Each row with the names of its columns."""
        return [named(self.terms, self._mapping(row)) for row in value or ()]

    def sampled(self) -> list[dict[str, Any]]:
        """Two invented rows."""
        return [sample(self.terms), sample(self.terms)]

    def _mapping(self, row: Any) -> Mapping[str, Any]:
        if isinstance(row, Mapping):
            return row
        return {term.key: cell for term, cell in zip(self.terms, row, strict=True)}


Term = Field | Lines | Group | Rows


def named(terms: Sequence[Term], content: Mapping[str, Any]) -> dict[str, Any]:
    """Content as a layout knows it. Raises KeyError where the content lacks something."""
    return {term.name: term.named(content[term.key]) for term in terms}


def sample(terms: Sequence[Term]) -> dict[str, Any]:
    """The content of a document of nobody."""
    return {term.key: term.sampled() for term in terms}


def listed(terms: Sequence[Term], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every place as a layout writes it, with its sample, in order. Rows inside rows have another name."""
    for term in terms:
        match term:
            case Field():
                shown = term.sample if isinstance(term.sample, str) else "是" if term.sample else "否"
                yield f"{{{{ {before}{term.name} }}}}", shown
            case Lines():
                yield f"{{% for 段 in {before}{term.name} %}}{{{{ 段 }}}}{{% endfor %}}", term.sample
            case Group():
                yield from listed(term.terms, f"{before}{term.name}.", depth)
            case Rows():
                row = ROW_NAMES[depth]
                yield f"{{% for {row} in {before}{term.name} %}} … {{% endfor %}}", ""
                yield from listed(term.terms, f"{row}.", depth + 1)
