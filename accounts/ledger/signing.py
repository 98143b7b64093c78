"""The key of this installation, which signs checkpoints: Ed25519, made at first need.

Whoever holds it can sign another past. So it lies apart from the database, readable by its owner
alone, and its public half lies beside the checkpoints, for whoever checks them.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

_RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)
_PEM = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def key_path() -> Path:
    """Where the private key lies: `SEAM_CHECKPOINT_KEY`, else in the folder of the data."""
    return Path(settings.CHECKPOINT_KEY or settings.DATA_DIR / "checkpoint-key.pem")


def signing_key() -> Ed25519PrivateKey:
    """The private key, made when there is none yet. Raises OSError as the disk does."""
    path = key_path()
    if not path.exists():
        _make(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key")
    return key


def own_key_id() -> str:
    """The id of this installation's key, "" where none was made yet."""
    return key_id(signing_key().public_key()) if key_path().exists() else ""


def key_id(key: Ed25519PublicKey) -> str:
    """What a key is called: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(key.public_bytes(*_RAW)).hexdigest()[:16]


def publish(key: Ed25519PublicKey, folder: Path) -> None:
    """Put the public half into `folder`, as `<id>.pem`, unless it lies there."""
    path = folder / f"{key_id(key)}.pem"
    if not path.exists():
        write_new(path, key.public_bytes(*_PEM), mode=0o644)


def public_keys(folder: Path) -> dict[str, bytes]:
    """The public halves that lie in `folder` and this installation's own, as PEM, by their ids."""
    pems = [path.read_bytes() for path in sorted(folder.glob("*.pem"))]
    if key_path().exists():
        pems.append(signing_key().public_key().public_bytes(*_PEM))
    return {key_id(_read(pem)): pem for pem in pems}


def is_signed(content: bytes, signature: str, pem: bytes) -> bool:
    """Whether `signature` (hexadecimal) over `content` is by the key whose public half is `pem`."""
    try:
        _read(pem).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def write_new(path: Path, content: bytes, *, mode: int) -> None:
    """Write a file that appears whole or not at all. Of several at once, the first one stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with open(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(partial, path)
    partial.unlink()


def _make(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_new(path, pem, mode=0o600)


def _read(pem: bytes) -> Ed25519PublicKey:
    key = serialization.load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")
    return key
