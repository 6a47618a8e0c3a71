"""Finds and loads libporto.so, and refuses one that is older than this package."""

from __future__ import annotations

import os
from typing import Any

from ._abi import ffi as _ffi

ffi: Any = _ffi


def _load() -> Any:
    name = os.environ.get("PORTO_LIBRARY") or "libporto.so.0"
    try:
        library = ffi.dlopen(name)
    except OSError as error:
        raise ImportError(
            f"The library of porto cannot be loaded: {error}. Install libporto.so.0 where the "
            "loader looks, or say where it is: PORTO_LIBRARY=/opt/porto/lib/libporto.so.0"
        ) from error
    if library.porto_version_number() < library.PORTO_VERSION_NUMBER:
        raise ImportError(
            f"{name} is porto {ffi.string(library.porto_version_text()).decode()}, which is older "
            "than this package: install the library that belongs to it"
        )
    return library


lib: Any = _load()


def library_version() -> str:
    """The version of the library that runs, "0.3.0"."""
    return str(ffi.string(lib.porto_version_text()).decode())


def source_id() -> str:
    """What the library was built from, 64 hexadecimal digits: it belongs in a report of a bug."""
    return str(ffi.string(lib.porto_source_id()).decode())
