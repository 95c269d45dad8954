"""`python -m tests.gallery`: print every document anew and write docs/gallery.md. Look before you commit."""

import os
import subprocess
import sys

import django

NAMES = {
    "N0": "巴州 2024 年度艺术、图书资料、文物博物、群众文化系列",
    "N1": "博湖县 2024 年度初次确定",
    "N2": "巴州 2023 年度工程系列",
    "N3": "巴州 2021 年度新闻系列",
    "N4": "阿克苏地区 2024 年度档案系列",
}
TOP = """# 打印件一览

五个通知的每一种打印件，都由演示数据生成（人名、单位、号码都是虚构的），测试时逐像素比对（`tests/gallery`）。
版式改动以后用 `python -m tests.gallery` 重新生成，看过再提交。
"""


def main() -> int:
    """The pictures by their tests, then the page that shows them."""
    renew = {**os.environ, "RENEW_GALLERY": "1"}
    failed = subprocess.run([sys.executable, "-m", "pytest", "tests/gallery", "-q"], env=renew).returncode
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhicheng.settings_test")
    django.setup()
    from applications.models.printout_kinds import PrintoutKind
    from tests.gallery.pictures import GALLERY

    page = [TOP]
    for name, title in NAMES.items():
        page.append(f"\n## {title}\n")
        for kind in PrintoutKind:
            if (GALLERY / f"{name}-{kind}.png").exists():
                page.append(f"\n### {kind.label}\n\n![{kind.label}](gallery/{name}-{kind}.png)\n")
    (GALLERY.parent / "gallery.md").write_text("".join(page), encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
