"""What a script imports is found under the name that it is served by."""

import re
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from zhicheng.storage import StaticFiles


def hashed(tmp_path: Path, folder: str) -> str:
    """The script a.js of a folder as it is served; it imports b.js."""
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "a.js").write_text('import { b } from "./b.js";\nb();\n')
    (tmp_path / folder / "b.js").write_text("export const b = () => {};\n")
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=tmp_path)
    paths = {f"{folder}/{name}.js": (source, f"{folder}/{name}.js") for name in "ab"}
    served = {name: new for name, new, _ in storage.post_process(paths) if name in paths}
    return (tmp_path / served[f"{folder}/a.js"]).read_text()


def test_our_scripts_import_each_other_by_their_new_names(tmp_path):
    served = hashed(tmp_path, "js")

    assert re.search(r'from "\./b\.[0-9a-f]{12}\.js"', served)


def test_other_peoples_are_left_alone(tmp_path):
    assert 'from "./b.js"' in hashed(tmp_path, "other")
