"""Whether a file is from whom it says: Ed25519, the one place that knows the library."""

from __future__ import annotations

import base64
import binascii


def is_signed_by(public: str, content: bytes, signature: str) -> bool:
    """`public` and `signature` in base64. False for anything that is no key or no signature."""
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(base64.b64decode(public, validate=True)).verify(content, base64.b64decode(signature, validate=True))
    except (CryptoError, binascii.Error, ValueError, TypeError):
        return False
    return True
