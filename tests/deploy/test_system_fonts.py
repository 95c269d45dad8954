"""仿宋 and 楷: fetched once, whole or not at all, and never in the way."""

import os
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = settings.BASE_DIR / "zhicheng" / "deploy" / "system-fonts"
INSIDE = "./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
FONTS = ["FandolFang-Regular.otf", "FandolKai-Regular.otf"]


class Machine:
    """A machine whose apt-get and dpkg-deb are ours."""

    def __init__(self, home: Path) -> None:
        self.folder, self.tools, self.calls = home / "fonts", home / "tools", home / "calls"
        self.tools.mkdir()

    def tool(self, name: str, script: str) -> None:
        file = self.tools / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.calls}"\n{script}\n')
        file.chmod(0o755)

    def package(self, names: list[str]) -> None:
        """texlive-lang-chinese with these fonts in it, and what else it brings."""
        archive = BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            for name in [*names, "FandolHei-Bold.otf", "README"]:
                member = tarfile.TarInfo(INSIDE + name)
                member.size = len(name)
                tar.addfile(member, BytesIO(name.encode()))
        kept = self.tools / "package.tar"
        kept.write_bytes(archive.getvalue())
        self.tool("apt-get", 'case "$*" in *download*) echo x >texlive-lang-chinese_1_all.deb;; esac')
        self.tool("dpkg-deb", f'cat "{kept}"')

    def run(self) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": f"{self.tools}:{os.environ['PATH']}"}
        command = [str(SCRIPT), str(self.folder)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    @property
    def kept(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_two_fonts_and_nothing_else_are_kept(machine: Machine) -> None:
    machine.package(FONTS)

    done = machine.run()

    assert (done.returncode, done.stderr) == (0, "")
    assert machine.kept == FONTS
    assert (machine.folder / FONTS[1]).read_text() == FONTS[1]
    assert (machine.folder / FONTS[0]).stat().st_mode & 0o777 == 0o644


def test_what_is_there_is_not_fetched_again(machine: Machine) -> None:
    machine.package(FONTS)
    machine.run()
    machine.calls.unlink()

    again = machine.run()

    assert (again.returncode, again.stdout) == (0, "")
    assert not machine.calls.exists()


def test_a_machine_without_a_network_goes_on(machine: Machine) -> None:
    machine.package(FONTS)
    machine.tool("apt-get", "exit 100")

    done = machine.run()

    assert done.returncode == 0
    assert "不能下载软件包 texlive-lang-chinese，没有装上仿宋体和楷体" in done.stderr
    assert machine.kept == []
    assert len(machine.calls.read_text().splitlines()) == 2  # download, and update in vain


def test_half_of_them_is_none(machine: Machine) -> None:
    machine.package(FONTS[:1])

    done = machine.run()

    assert done.returncode == 0
    assert "没有这两种字体" in done.stderr
    assert machine.kept == []


def test_it_is_part_of_every_installation() -> None:
    makefile, dockerfile = ((settings.BASE_DIR / name).read_text() for name in ("Makefile", "Dockerfile"))

    assert makefile.count("$(DEPLOY)/system-fonts") == 2
    assert "/tmp/system-fonts" in dockerfile
