"""Unpacking what a server packed, never further than stated limits."""

import zlib
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
_STEP = 64 * 1024


class TooLarge(Exception):
    """More bytes than are taken from one address."""


class NotDecodable(Exception):
    """The bytes are not packed the way the server says, or in a way that is not unpacked here."""


@dataclass(frozen=True)
class Limits:
    """How much one address may cost."""

    wire: int = 5 * MEGABYTE
    decoded: int = 10 * MEGABYTE
    #: Unpacked to packed; text seldom passes 20. Below ``ratio_from`` bytes it is not looked at.
    ratio: int = 100
    ratio_from: int = MEGABYTE
    layers: int = 2
    seconds: float = 30.0
    hops: int = 5


def unpacked(content: bytes, content_encoding: str, limits: Limits) -> bytes:
    """``content`` without the layers that the Content-Encoding header names, outermost last."""
    layers = [
        name
        for name in (part.strip().lower() for part in content_encoding.split(","))
        if name not in ("", "identity")
    ]
    if len(layers) > limits.layers:
        raise NotDecodable(f"The answer is packed {len(layers)} times.")
    packed = len(content)
    for name in reversed(layers):
        if name not in ("gzip", "x-gzip", "deflate"):
            raise NotDecodable(f"The answer is packed with {name[:20]!r}, which was not asked for.")
        content = _inflated(content, packed, limits)
    if len(content) > limits.decoded:
        raise TooLarge(f"The answer is longer than {limits.decoded} bytes.")
    return content


#: Each piece costs a copy of what is left, so that many empty ones would cost minutes.
MOST_MEMBERS = 100


def _inflated(content: bytes, packed: int, limits: Limits) -> bytes:
    if not content:
        return b""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # finds out whether gzip or zlib
    rest, out, members = content, bytearray(), 1
    try:
        try:
            out += unpacker.decompress(rest, _STEP)
        except zlib.error:
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)  # deflate without its header
            out += unpacker.decompress(rest, _STEP)
        while True:
            _check_size(len(out), packed, limits)
            if unpacker.eof:
                rest = unpacker.unused_data
                if not rest.startswith(b"\x1f\x8b"):
                    return bytes(out)
                members += 1
                if members > MOST_MEMBERS:
                    raise NotDecodable(f"The answer is packed in over {MOST_MEMBERS} pieces.")
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
            else:
                rest = unpacker.unconsumed_tail
                if not rest:
                    raise NotDecodable("The packed answer breaks off in the middle.")
            out += unpacker.decompress(rest, _STEP)
    except zlib.error as error:
        raise NotDecodable("The answer is not packed the way its header says.") from error


def _check_size(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.decoded:
        raise TooLarge(f"The answer unpacks to more than {limits.decoded} bytes.")
    if unpacked > limits.ratio_from and unpacked > limits.ratio * packed:
        raise TooLarge(f"The answer unpacks to more than {limits.ratio} times its size.")
