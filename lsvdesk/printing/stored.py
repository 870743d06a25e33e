"""Views as JSON and back: what the register keeps of every issued paper, so that it can be printed again, the same.

Dates are ISO, money and measures are decimal strings, bytes are base64. A dataclass that stands where several are possible (the items
of a form) carries its name under ``"is"``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
NOT_CONTENT = ("copy", "void", "void_reason", "voided_on")  # laid over the page later; they do not change what the paper said


EMBLEM = "sha256:"
"""Before the hash of the emblem's file in kept data; papers of the first version hold the picture itself."""


def to_dict(view: Any) -> dict[str, Any]:
    """The view as a JSON-serialisable dict."""
    encoded = _encode(view)
    if not isinstance(encoded, dict):
        raise TypeError(f"not a view: {type(view).__name__}")
    return encoded


def from_dict(cls: type[T], data: Mapping[str, Any]) -> T:
    """The view of class ``cls`` that :func:`to_dict` gave ``data`` for. Fields that ``data`` lacks keep their defaults, so papers stored
    by an older version still print. Raises ValueError where ``data`` does not fit."""
    decoded: T = _decode(cls, data)
    return decoded


def kept(view: Any) -> dict[str, Any]:
    """:func:`to_dict` as a register keeps it: the office's emblem by the hash of its file, not once more with every paper."""
    data = to_dict(view)
    logo = getattr(getattr(getattr(view, "head", None), "office", None), "logo", None)
    if logo is not None:
        data["head"] = {**data["head"], "office": {**data["head"]["office"], "logo": EMBLEM + hashlib.sha256(logo).hexdigest()}}
    return data


def content_hash(view: Any) -> str:
    """SHA-256 (hex) of what the paper says; a reprint (``copy``) and a voided original (``void``) have the hash of the original."""
    data = {key: value for key, value in kept(view).items() if key not in NOT_CONTENT}
    if isinstance(data.get("head"), dict):
        data["head"] = {key: value for key, value in data["head"].items() if key not in NOT_CONTENT}
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _encode(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple | list):
        return [_encode(part) for part in value]
    if is_dataclass(value):
        encoded: dict[str, Any] = {}
        if getattr(value, "IS_ONE_OF_SEVERAL", False):
            encoded["is"] = type(value).__name__
        for field in fields(value):
            encoded[field.name] = _encode(getattr(value, field.name))
        return encoded
    raise TypeError(f"a view cannot hold {type(value).__name__}")


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _decode(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{value!r} is none of {get_args(kind)}")
        return value
    if origin in (Union, types.UnionType):
        return _decode_one_of(get_args(kind), value)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"a list was expected, not {value!r}")
        inner = get_args(kind)
        return tuple(_decode(inner[0], part) for part in value)
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(value, Mapping):
            raise ValueError(f"an object was expected for {kind.__name__}, not {value!r}")
        hints = _hints(kind)
        known = {field.name for field in fields(kind)}
        return kind(**{name: _decode(hints[name], part) for name, part in value.items() if name in known})
    return _decode_plain(kind, value)


def _decode_one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    if len(kinds) == 1:
        return _decode(kinds[0], value)
    if isinstance(value, Mapping):
        for kind in kinds:
            if kind.__name__ == value.get("is"):
                return _decode(kind, value)
    raise ValueError(f"{value!r} is none of {', '.join(kind.__name__ for kind in kinds)}")


def _decode_plain(kind: Any, value: Any) -> Any:
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal:
        if not isinstance(value, str):
            raise ValueError(f"a decimal string was expected, not {value!r}")
        return Decimal(value)
    if kind is bytes:
        return base64.b64decode(value, validate=True)
    if kind in (str, int, bool) and type(value) is kind:
        return value
    raise ValueError(f"{value!r} is not {getattr(kind, '__name__', kind)}")
