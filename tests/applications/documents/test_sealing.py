"""The seal in a printout: an independent program finds it whole, and broken after any change."""

import asyncio
import stat
import subprocess
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from applications.documents import sealing, typesetting
from applications.documents.sealing import SealUnusable, certificate, fingerprint, sealed
from tests.applications.documents.papers import opened, paper
from tests.races import at_once

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

WHOLE = "Signature is Valid"


@pytest.fixture(autouse=True)
def _a_new_seal(settings, tmp_path):
    settings.SEAL_FILE = str(tmp_path / "seal" / "seal.p12")
    forget()
    yield
    forget()


def forget() -> None:
    """As in another process."""
    sealing._opened.cache_clear()
    sealing._form.cache_clear()


@pytest.fixture
def form(draft) -> bytes:
    made, _ = paper("bag_cover", draft).made("ABCDEFGH")
    return made


def examined(content: bytes, folder: Path) -> str:
    """What poppler's pdfsig says."""
    file = folder / "form.pdf"
    file.write_bytes(content)
    return subprocess.run(
        ["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False
    ).stdout


def test_an_independent_program_finds_it_whole(form, tmp_path):
    said = examined(sealed(form), tmp_path)

    assert WHOLE in said
    assert "Total document signed" in said
    assert "职称申报与评审系统" in said
    assert WHOLE not in examined(form, tmp_path)


def test_it_can_be_done_where_an_event_loop_is_running(form, tmp_path):
    async def within() -> bytes:
        return sealed(form)

    assert WHOLE in examined(asyncio.run(within()), tmp_path)


def test_any_change_breaks_it(form, tmp_path):
    content = bytearray(sealed(form))
    content[len(form) // 2] ^= 1

    assert WHOLE not in examined(bytes(content), tmp_path)


def test_what_is_added_later_is_seen(form, tmp_path):
    said = examined(sealed(form) + b"\n% more", tmp_path)

    assert "Total document signed" not in said


def test_the_pages_are_as_they_were(form):
    with opened(form) as before, opened(sealed(form)) as after:
        assert len(after.pages) == len(before.pages)
        assert after.docinfo["/Title"] == before.docinfo["/Title"]


def test_the_key_is_made_once_and_for_us_alone(form, settings):
    first = certificate()
    forget()

    assert certificate() == first
    assert stat.S_IMODE(Path(settings.SEAL_FILE).stat().st_mode) == 0o600
    read = x509.load_der_x509_certificate(first)
    assert read.not_valid_after_utc.year - read.not_valid_before_utc.year >= 10
    assert fingerprint().replace(" ", "") == read.fingerprint(read.signature_hash_algorithm).hex().upper()


def test_several_who_need_it_at_once_make_one(settings):
    found = at_once([sealing._seal] * 8)

    assert len(set(found)) == 1
    assert [file.name for file in Path(settings.SEAL_FILE).parent.iterdir()] == ["seal.p12"]


def test_an_office_puts_its_own_in_place(form, settings, tmp_path):
    settings.SEAL_FILE, settings.SEAL_PASSWORD = str(tmp_path / "office.p12"), "开都河"
    ours = certificate()
    forget()

    assert certificate() == ours
    assert WHOLE in examined(sealed(form), tmp_path)
    forget()
    settings.SEAL_PASSWORD = "wrong"
    with pytest.raises(SealUnusable):
        certificate()
    with pytest.raises(SealUnusable):
        sealed(form)


@pytest.mark.parametrize("kind", [partial(rsa.generate_private_key, 65537, 2048), ec.SECP384R1])
def test_the_certificate_of_an_office_may_be_of_another_kind(form, settings, tmp_path, kind):
    made = kind()
    key = ec.generate_private_key(made) if isinstance(made, ec.EllipticCurve) else made
    Path(settings.SEAL_FILE).parent.mkdir()
    Path(settings.SEAL_FILE).write_bytes(of_an_office(key))

    assert WHOLE in examined(sealed(form), tmp_path)
    assert WHOLE in examined(sealed(form), tmp_path)


def of_an_office(key) -> bytes:
    """A key with a certificate, as an authority gives them out."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "某州人力资源和社会保障局")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7)
    builder = builder.not_valid_before(datetime(2024, 1, 1)).not_valid_after(datetime(2044, 1, 1))
    certificate = builder.sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(
        b"office", key, certificate, None, serialization.NoEncryption()
    )


def test_no_two_signatures_are_alike_and_none_stands_for_another(form):
    first, second = sealed(form), sealed(form)

    assert len(first) == len(second)
    assert first != second


def test_the_field_is_printed_named_and_allows_no_changes(form):
    with opened(sealed(form)) as document:
        (field,) = document.Root.AcroForm.Fields
        assert (field.FT, field.TU, field.F) == ("/Sig", "职称申报与评审系统", 4 | 128)
        assert document.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1
        assert document.Root.StructTreeRoot.K[0].K[-1].S == "/Form"
        assert not document.Root.Perms.DocMDP.Contents.__bytes__().startswith(b"\0")


def test_a_file_without_structure_is_sealed_too(tmp_path):
    assert WHOLE in examined(sealed(typesetting.make("<p>字</p>", (), {}, False)), tmp_path)
