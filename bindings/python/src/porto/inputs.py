"""What is imported or compared with: a path, bytes, a binary file or an iterable of bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, Union

from ._callbacks import Callbacks
from ._library import ffi


class Readable(Protocol):
    """What gives bytes: an open binary file, the answer of a server."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        ...


@dataclass(frozen=True)
class Input:
    """An input with the name that reports and the import log call it."""

    content: str | os.PathLike[str] | bytes | Readable | Iterable[bytes] | int
    """A path; bytes; what gives bytes; or the number of an open descriptor, such as a pipe."""
    name: str | None = None


InputLike = Union[str, "os.PathLike[str]", bytes, Readable, Iterable[bytes], Input]


_ENOUGH = 65536  # bytes: the library asks seldom, however small the pieces are
_SOON = 0.05  # seconds: pieces that come slowly are not kept for long


def _reader(content: Any) -> Any:
    """A function like read() of a file, over whatever gives bytes."""
    if hasattr(content, "read"):
        return content.read
    pieces, rest, end = iter(content), bytearray(), object()

    def read(size: int) -> bytes:
        until = time.monotonic() + _SOON
        while len(rest) < min(size, _ENOUGH) and not (rest and time.monotonic() > until):
            piece = next(pieces, end)
            if piece is end:
                break
            if not isinstance(piece, (bytes, bytearray, memoryview)):
                raise TypeError(f"an input is of bytes, not {type(piece).__name__}")
            rest.extend(piece)
        taken = bytes(rest[:size])
        del rest[:size]
        return taken

    return read


def members(item: InputLike, callbacks: Callbacks) -> dict[str, Any]:
    """The members of a porto_input."""
    if not isinstance(item, Input):
        item = Input(item)
    content, name = item.content, item.name
    if isinstance(content, bool):
        raise TypeError("an input is a path, bytes, a binary file, an iterable or a descriptor")
    if isinstance(content, int):
        return {"from_descriptor": True, "descriptor": content, "name": name or f"fd {content}"}
    if isinstance(content, (bytes, bytearray, memoryview)):
        data = ffi.from_buffer(content)
        return {"bytes": data, "byte_count": len(data), "name": name or "bytes"}
    if isinstance(content, (str, os.PathLike)):
        return {"path": os.fsencode(content), "name": name}
    read = _reader(content)

    def give(_user: object, to: Any, size: int) -> int:
        data = read(size)
        if not isinstance(data, (bytes, bytearray, memoryview)):
            kind = type(data).__name__
            raise TypeError(f"an input gives bytes, not {kind}: open the file in binary mode")
        ffi.buffer(to, size)[: len(data)] = data
        return len(data)

    called = name or str(getattr(content, "name", None) or "input")
    return {"read": callbacks.make("porto_read_fn", give), "name": called}
