"""签章：an electronic signature in every valid printout; whoever changes a byte of it breaks it.

The key is made when it is first needed. An office with a certificate of its own names it in SEAL_FILE; what
was sealed before stays as it was.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings

OWNER = "职称申报与评审系统"
FIELD, REASON = "Seal", "由系统生成，生成后未经改动"
YEARS = 10
UNUSABLE = "SEAL_FILE cannot be opened as PKCS #12 with SEAL_PASSWORD"


class SealUnusable(RuntimeError):
    """There is a seal, but it cannot be opened: the wrong file, or the wrong password."""


def sealed(content: bytes) -> bytes:
    """The PDF with a signature that allows no changes after it. Raises SealUnusable."""
    with ThreadPoolExecutor(1) as apart:  # signing starts an event loop, and a thread has one at most
        return apart.submit(_sealed, content).result()


def _sealed(content: bytes) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # slow import
    from pyhanko.sign import fields, signers  # slow import

    how = signers.PdfSignatureMetadata(
        field_name=FIELD,
        reason=REASON,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    out = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(content)), how, signer=_signer())
    return bytes(out.getvalue())


@cache
def certificate() -> bytes:
    """The certificate of the seal in DER, for those who want to trust it. Raises SealUnusable."""
    try:
        found = pkcs12.load_pkcs12(_seal(), _password()).cert
    except ValueError:
        raise SealUnusable(UNUSABLE) from None
    if found is None:
        raise SealUnusable(UNUSABLE)
    return found.certificate.public_bytes(serialization.Encoding.DER)


def fingerprint() -> str:
    """SHA-256 of the certificate, as programs show it. Raises SealUnusable."""
    digest = sha256(certificate()).hexdigest().upper()
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


@cache
def _signer() -> Any:
    """The seal of this process, read once."""
    from pyhanko.sign import signers  # slow import

    try:
        return signers.SimpleSigner.load_pkcs12_data(_seal(), other_certs=[], passphrase=_password())
    except ValueError:
        raise SealUnusable(UNUSABLE) from None


def _seal() -> bytes:
    path = Path(settings.SEAL_FILE)
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _password() -> bytes | None:
    return settings.SEAL_PASSWORD.encode() or None


def _make(path: Path) -> None:
    """A key and a certificate of its own; of several processes one wins, and all use what it made."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".new") as new:  # readable to us alone
        new.write(_key_and_certificate())
        new.flush()
        os.fsync(new.fileno())
        with suppress(FileExistsError):
            os.link(new.name, path)


def _key_and_certificate() -> bytes:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, OWNER)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=366 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signing_only(), critical=True)
    )
    made = builder.sign(key, hashes.SHA256())
    password = settings.SEAL_PASSWORD.encode()
    protection = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"seal", key, made, None, protection)


def _signing_only() -> Any:
    uses = {"digital_signature": True, "content_commitment": True}
    others = (
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**uses, **dict.fromkeys(others, False))
