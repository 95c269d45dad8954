"""The README speaks of what exists."""

import re
from pathlib import Path

from applications.documents.catalogue import SHEETS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_picture_and_page_it_links_exists():
    links = re.findall(r"\]\(((?:docs|fixtures)/[^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_make_target_it_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`?make ([a-z-]+)", README))
    assert {target for target in named if not re.search(rf"^{target}:", makefile, re.M)} == set()


def test_no_template_is_unused():
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("applications", "review", "zhicheng", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".html") and path.is_file()
    )
    known_to_django = {
        "403.html",
        "404.html",
        "500.html",
        "400.html",
        "403_csrf.html",
        "admin/base_site.html",
    }
    unused = [
        name
        for path in (ROOT / "templates").rglob("*.html")
        if (name := str(path.relative_to(ROOT / "templates"))) not in known_to_django
        and not name.startswith(("admin/", "documents/layouts/"))
        and f'"{name}"' not in sources
        and f"'{name}'" not in sources
    ]
    assert unused == []
    layouts = {path.stem for path in (ROOT / "templates" / "documents" / "layouts").iterdir()}
    assert layouts == {sheet.layout for sheet in SHEETS.values()}
