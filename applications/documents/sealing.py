"""签章：an electronic signature in every valid printout; whoever changes a byte of it breaks it.

The key is made when it is first needed. An office with a certificate of its own names it in SEAL_FILE; what
was sealed before stays as it was.
"""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from statistics import mode
from tempfile import NamedTemporaryFile
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings

from applications.documents import structure
from applications.documents.structure import saved

OWNER = "职称申报与评审系统"
FIELD, REASON = "Seal", "由系统生成，生成后未经改动"
YEARS = 10
NOTHING = sha256().digest()
LARGE = 10**9  # keeps room for the size of any file
RANGE = f"[ 0 {LARGE} {LARGE} {LARGE} ]".encode()
PRINTED_AND_LOCKED = 4 + 128
UNUSABLE = "SEAL_FILE cannot be opened as PKCS #12 with SEAL_PASSWORD"


class SealUnusable(RuntimeError):
    """There is a seal, but it cannot be opened: the wrong file, or the wrong password."""


def sealed(content: bytes) -> bytes:
    """The PDF with a signature that allows no changes after it. Raises SealUnusable."""
    form = _form()
    file = bytearray(_with_place_for(content, len(form.whole)))
    start = file.index(b"<" + bytes(len(form.whole)).hex().encode() + b">")
    end = start + 2 * len(form.whole) + 2
    told = b"[ 0 %d %d %d ]" % (start, end, len(file) - end)
    file[:start] = file[:start].replace(RANGE, told.ljust(len(RANGE)))
    digest = sha256(file[:start])
    digest.update(file[end:])
    file[start + 1 : end - 1] = form.of(digest.digest()).hex().encode()
    return bytes(file)


def _with_place_for(content: bytes, size: int) -> bytes:
    """The PDF with an invisible field for a signature of that many bytes.

    A field without a size needs no picture (PDF/A-2, 6.3.3); for PDF/UA it has a name and an element.
    """
    import pikepdf  # slow import
    from pikepdf import Dictionary, Name  # slow import

    with pikepdf.open(BytesIO(content)) as document:
        page = document.pages[0]
        allowed = Dictionary(Type=Name.TransformParams, P=1, V=Name("/1.2"))  # no changes
        reference = Dictionary(Type=Name.SigRef, TransformMethod=Name.DocMDP, TransformParams=allowed)
        seal = Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/ETSI.CAdES.detached"),
            Contents=pikepdf.String(bytes(size)),
            ByteRange=[0, LARGE, LARGE, LARGE],
            M=datetime.now(UTC).strftime("D:%Y%m%d%H%M%S+00'00'"),
            Reason=REASON,
            Reference=[reference],
        )
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=FIELD,
            TU=OWNER,
            F=PRINTED_AND_LOCKED,
            Rect=[0, 0, 0, 0],
            P=page.obj,
            V=document.make_indirect(seal),
        )
        field = document.make_indirect(field)
        page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", []), field])
        document.Root.AcroForm = Dictionary(Fields=[field], SigFlags=3)  # signed, and only to be added to
        document.Root.Perms = Dictionary(DocMDP=field.V)
        document.Root.Extensions = Dictionary(ESIC=Dictionary(BaseVersion=Name("/1.7"), ExtensionLevel=1))
        structure.add_form(document, page, field)
        return saved(document, same=False)


@dataclass(frozen=True, slots=True)
class _Form:
    """A signature of nothing: in those of documents only two things are others.

    It takes as long to put together as a page to lay out.
    """

    whole: bytes
    attributes: bytes
    value: bytes

    def of(self, digest: bytes) -> bytes:
        """The signature of what has this digest."""
        attributes, value = self.attributes.replace(NOTHING, digest), b""
        while len(value) != len(self.value):  # one on a curve may be some bytes shorter
            value = _signature(attributes)
        return self.whole.replace(NOTHING, digest).replace(self.value, value)


def _signature(data: bytes) -> bytes:
    match _opened().key:
        case ec.EllipticCurvePrivateKey() as key:
            return key.sign(data, ec.ECDSA(hashes.SHA256()))
        case rsa.RSAPrivateKey() as key:
            return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    raise SealUnusable("the key of SEAL_FILE is neither RSA nor on a curve")


@cache
def _form() -> _Form:
    _opened()
    with ThreadPoolExecutor(1) as apart:  # it is made in an event loop, and a thread has one at most
        return apart.submit(_made_form).result()


def _made_form() -> _Form:
    """A form whose value has the length that most values have."""
    from pyhanko.sign import signers  # slow import

    signer = signers.SimpleSigner.load_pkcs12_data(_seal(), other_certs=[], passphrase=_password())
    usual = mode(len(_signature(NOTHING)) for _ in range(16))
    while True:
        made = asyncio.run(signer.async_sign(NOTHING, "sha256", use_pades=True))
        said = made["content"]["signer_infos"][0]
        if len(said["signature"].native) == usual:
            return _Form(made.dump(), said["signed_attrs"].untag().dump(), said["signature"].native)


def certificate() -> bytes:
    """The certificate of the seal in DER, for those who want to trust it. Raises SealUnusable."""
    found = _opened().cert
    if found is None:
        raise SealUnusable(UNUSABLE)
    return found.certificate.public_bytes(serialization.Encoding.DER)


def fingerprint() -> str:
    """SHA-256 of the certificate, as programs show it. Raises SealUnusable."""
    digest = sha256(certificate()).hexdigest().upper()
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


@cache
def _opened() -> pkcs12.PKCS12KeyAndCertificates:
    """The seal of this process, read once: to check a key of RSA takes longer than to lay out a page."""
    try:
        return pkcs12.load_pkcs12(_seal(), _password())
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
