"""Fills the structs of porto.h from Python values, by what their members are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

from ._library import ffi, lib
from .errors import Invalid, NumberOverflow
from .values import encode, whole

_members: dict[str, dict[str, Any]] = {}


def members(kind: str) -> dict[str, Any]:
    """The members of a struct and their types."""
    if kind not in _members:
        _members[kind] = {name: field.type for name, field in ffi.typeof(kind).fields}
    return _members[kind]


def _texts(values: Iterable[str], where: str) -> tuple[Any, list[Any]]:
    """An array of texts that end with a NUL, and what must live as long."""
    if isinstance(values, str):
        raise TypeError(f"{where}: several texts are needed, not one")
    encoded = [encode(value, where) for value in values]
    if any(b"\0" in value for value in encoded):
        raise Invalid("A text has a NUL in it", where)
    keep = [ffi.new("char[]", value) for value in encoded]
    return ffi.new("char*[]", keep), keep


_FLAGS = frozenset(
    "all allow_far allow_negative by_company by_usage_month byte_order_mark correct descending "
    "dry_run from_descriptor only_differs read_only settle skip_verify voided".split()
)


def _flag(value: object, name: str) -> int:
    if not isinstance(value, bool):
        raise TypeError(f"{name}: True or False is needed, not {type(value).__name__}")
    return int(value)


def fill(target: Any, kind: str, values: dict[str, Any]) -> list[Any]:
    """Sets members of a struct; gives what must live as long as it. None leaves the default."""
    types, keep = members(kind), list[Any]()
    target.struct_size = ffi.sizeof(kind)
    if "header_version" in types:
        target.header_version = lib.PORTO_VERSION_NUMBER
    for name, value in values.items():
        if value is None:
            continue
        type_name = types[name].cname
        if type_name == "char *":
            # A path may be any bytes, a text may not.
            data = value if name.endswith("path") else encode(value, name)
            keep.append(ffi.new("char[]", data))
            setattr(target, name, keep[-1])
            setattr(target, name + "_len", len(data))
        elif type_name == "char * *":
            array, texts = _texts(value, name)
            keep += [array, texts]
            setattr(target, name, array)
            setattr(target, name.removesuffix("_count") + "_count", len(texts))
        elif types[name].kind == "primitive":
            number = _flag(value, name) if name in _FLAGS else whole(value, name)
            try:
                setattr(target, name, number)
            except OverflowError:
                raise NumberOverflow(f"{number} does not fit", name) from None
        else:
            keep.append(value)
            setattr(target, name, value)
    return keep


# What structs point to lives as long as they: whoever holds the pointer holds all of it.
_kept: WeakKeyDictionary[Any, list[Any]] = WeakKeyDictionary()


def make_struct(kind: str, **values: Any) -> Any:
    """A pointer to a struct with these members."""
    pointer = ffi.new(kind + "*")
    _kept[pointer] = fill(pointer, kind, values)
    return pointer


def make_array(kind: str, items: list[dict[str, Any]]) -> Any:
    """An array of structs of one kind; len() says how many."""
    pointer = ffi.new(kind + "[]", len(items))
    _kept[pointer] = [fill(pointer[i], kind, item) for i, item in enumerate(items)]
    return pointer


def mark_number(mark: str | None, where: str = "delimiter") -> int | None:
    """One ASCII character as its number."""
    if mark is None:
        return None
    if len(mark) != 1:
        raise Invalid("One character is needed", where)
    return ord(mark)
