"""The compose file, the image and the edge, as far as they can be judged without an engine."""

import datetime
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from zhicheng.deploy.servers import find, give, rights, scratch_folder
from zhicheng.deploy.stack import MAIN, site

ROOT: Path = settings.BASE_DIR
DEPLOY = ROOT / "zhicheng" / "deploy"
APPLICATION = {"migrate", "web", "worker", "beat"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_compose_has_every_part(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == APPLICATION | {"postgres", "redis", "nginx"}


def test_only_the_edge_is_published(compose: dict[str, Any]) -> None:
    published = {name for name, service in compose["services"].items() if "ports" in service}
    outside = {name for name, service in compose["services"].items() if service["networks"] != ["inside"]}

    assert published == outside == {"nginx"}
    assert compose["networks"]["inside"]["internal"] is True


def test_every_lasting_service_tells_its_health(compose: dict[str, Any]) -> None:
    # The web service's own is in the Dockerfile.
    silent = {
        name for name, service in compose["services"].items() if "test" not in service.get("healthcheck", {})
    }

    assert silent == {"migrate", "web"}
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_parts_wait_for_what_they_need(compose: dict[str, Any]) -> None:
    services = compose["services"]
    waited_for = {needed for service in services.values() for needed in service.get("depends_on", {})}

    assert waited_for <= set(services)
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"] == {
            "postgres": {"condition": "service_healthy"},
            "redis": {"condition": "service_healthy"},
            "migrate": {"condition": "service_completed_successfully"},
        }


def test_application_is_production_and_may_not_write_into_itself(compose: dict[str, Any]) -> None:
    for name in APPLICATION:
        service = compose["services"][name]

        assert service["environment"]["ZHICHENG_PRODUCTION"] == "1"
        assert "ZHICHENG_DEMO" not in service["environment"]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]


def test_secrets_are_required_and_explained(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    example = (DEPLOY / "env.example").read_text(encoding="utf-8")
    required = set(re.findall(r"\$\{(\w+):\?", text))

    assert required == {"SECRET_KEY", "FIELD_KEYS", "POSTGRES_PASSWORD", "ALLOWED_HOSTS"}
    assert {name for name in required if f"\n{name}=\n" not in example} == set()
    assert {".env"} <= set((ROOT / ".gitignore").read_text(encoding="utf-8").split())


def test_named_volumes_are_declared(compose: dict[str, Any]) -> None:
    mounted = {
        str(volume).split(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", [])
    }

    assert {name for name in mounted if re.fullmatch(r"\w+", name)} == set(compose["volumes"])
    assert {name for name in mounted if name.startswith("./") and not (ROOT / name).exists()} == set()


def test_edge_gets_every_name_it_needs(compose: dict[str, Any]) -> None:
    needed = set(re.findall(r"\$\{(NGINX_\w+)\}", (DEPLOY / "nginx.conf").read_text(encoding="utf-8")))

    assert needed == {"NGINX_LISTEN", "NGINX_WEB", "NGINX_CACHE", "NGINX_TLS", "NGINX_TRUSTED_PROXY"}
    assert needed <= set(compose["services"]["nginx"]["environment"])


def test_edge_serves_no_folder() -> None:
    directives = re.findall(r"^\s*(\w+)", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"), re.MULTILINE)

    assert {"root", "alias", "autoindex", "try_files"} & set(directives) == set()


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_edge_configuration_is_accepted(is_encrypted: bool) -> None:
    with scratch_folder("nginx") as folder:
        tls = "/dev/null"
        if is_encrypted:
            tls = str(folder / "tls.conf")
            write_certificate(folder)
            text = (DEPLOY / "tls.conf").read_text(encoding="utf-8").replace("/etc/nginx/certs", str(folder))
            (folder / "tls.conf").write_text(text, encoding="utf-8")
        (folder / "nginx.conf").write_text(MAIN.substitute(folder=folder))
        (folder / "site.conf").write_text(site("8080", "127.0.0.1:8000", cache=f"{folder}/cache", tls=tls))
        command = [find("nginx"), "-t", "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]

        tried = subprocess.run(command, capture_output=True, text=True, **rights())

    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr


def write_certificate(folder: Path) -> None:
    """A certificate of our own, good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, pkcs8, plain))
    for file in folder.glob("*.pem"):
        give(file)


def test_image_is_built_from_the_locks_and_runs_as_nobody_special() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")

    assert "ARG LOCK=requirements.lock" in text
    assert 'pip install --require-hashes -r "$LOCK"' in text
    assert "packages-run.txt" in text
    assert re.findall(r"^USER (\w+)", text, re.MULTILINE) == ["zhicheng"]


def test_image_takes_nothing_private_in() -> None:
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()

    assert "*" in kept
    assert {"!.env", "!var", "!certs", "!tests"} & set(kept) == set()
    assert {name for name in kept if name.startswith("!") and not (ROOT / name[1:]).exists()} == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-ocr.lock", "requirements-dev.lock"])
def test_locks_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text
    assert "--index-url" not in text
    assert text.count("--hash=sha256:") > text.count("==")


def test_development_lock_holds_the_same_versions() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[^ ;]+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.lock") - pins("requirements-ocr.lock") == set()
    assert pins("requirements-ocr.lock") - pins("requirements-dev.lock") == set()
