"""librisk.so.1 by ctypes: the C interface as it stands in risk/c_api.h, and no more."""

import ctypes
import ctypes.util
import json
import os
import pathlib
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_void_p
from typing import Any, Callable, Dict, List, Optional, Tuple, Union

from ._errors import KINDS, BadArgument, BadVersion, Error, in_own_names

ABI_VERSION = 1
NAME = "librisk.so.1"

BATCH_CALLBACK = ctypes.CFUNCTYPE(c_int, c_void_p, c_size_t, c_int, c_void_p, c_size_t)
LOG_CALLBACK = ctypes.CFUNCTYPE(None, c_void_p, c_int, c_char_p)


class File(ctypes.Structure):
    """risk_file."""

    _fields_ = [("path", c_char_p), ("text", c_char_p), ("size", c_size_t)]


_RECORD = [c_void_p, c_char_p, c_size_t, c_void_p]
_RESULT = [POINTER(c_void_p), POINTER(c_size_t), POINTER(c_void_p)]
_FUNCTIONS: Dict[str, Tuple[Any, List[Any]]] = {
    "risk_version": (c_char_p, []),
    "risk_require": (c_int, [c_int, POINTER(c_void_p)]),
    "risk_free": (None, [c_void_p]),
    "risk_code_name": (c_char_p, [c_int]),
    "risk_error_code": (c_int, [c_void_p]),
    "risk_error_message": (c_char_p, [c_void_p]),
    "risk_error_path": (c_char_p, [c_void_p]),
    "risk_error_problems": (c_char_p, [c_void_p]),
    "risk_error_free": (None, [c_void_p]),
    "risk_options_new": (c_int, [POINTER(c_void_p), POINTER(c_void_p)]),
    "risk_options_set_json": (c_int, [c_void_p, c_char_p, c_size_t, POINTER(c_void_p)]),
    "risk_options_set_cancel": (c_int, [c_void_p, c_void_p, POINTER(c_void_p)]),
    "risk_options_free": (None, [c_void_p]),
    "risk_cancel_new": (c_int, [POINTER(c_void_p), POINTER(c_void_p)]),
    "risk_cancel_request": (None, [c_void_p]),
    "risk_cancel_free": (None, [c_void_p]),
    "risk_edition_open": (c_int, [c_char_p, c_void_p, POINTER(c_void_p), POINTER(c_void_p)]),
    "risk_edition_open_files": (c_int, [POINTER(File), c_size_t, c_void_p, POINTER(c_void_p), POINTER(c_void_p)]),
    "risk_edition_free": (None, [c_void_p]),
    "risk_edition_name": (c_char_p, [c_void_p]),
    "risk_edition_hash": (c_char_p, [c_void_p]),
    "risk_edition_describe": (c_int, [c_void_p] + _RESULT),
    "risk_describe": (c_int, _RESULT),
    "risk_schema": (c_int, [c_char_p] + _RESULT),
    "risk_assess": (c_int, _RECORD + _RESULT),
    "risk_next": (c_int, _RECORD + _RESULT),
    "risk_validate": (c_int, [c_char_p, c_size_t, c_void_p] + _RESULT),
    "risk_batch": (c_int, _RECORD + [BATCH_CALLBACK, c_void_p, POINTER(c_void_p)]),
    "risk_set_log": (None, [LOG_CALLBACK, c_void_p]),
}


def _candidates() -> List[str]:
    """Where the library may be: named by RISK_LIBRARY, in the prefix that this file is installed in, where the system looks."""
    named = os.environ.get("RISK_LIBRARY")
    if named:
        return [named]
    here = pathlib.Path(__file__).resolve()
    beside = [str(folder / NAME) for folder in here.parents[1:5] if (folder / NAME).is_file()]
    return beside + [NAME]


def _load() -> ctypes.CDLL:
    tried = []
    for path in _candidates():
        try:
            library = ctypes.CDLL(path)
            for name, (result, arguments) in _FUNCTIONS.items():
                function = getattr(library, name)
                function.restype = result
                function.argtypes = arguments
            return library
        except (OSError, AttributeError) as error:
            tried.append(str(error))
    raise BadVersion(9, "librisk.so.1 cannot be used; RISK_LIBRARY may name it (%s)" % "; ".join(tried))


LIBRARY = _load()


def check(code: int, error: c_void_p) -> None:
    """Raises what a call failed with, and frees it."""
    if code == 0:
        return
    try:
        kind = KINDS.get(code, Error)
        raise kind(
            code,
            LIBRARY.risk_error_message(error).decode(errors="replace"),
            LIBRARY.risk_error_path(error).decode(errors="replace"),
            json.loads(in_own_names(LIBRARY.risk_error_problems(error).decode())),
        )
    finally:
        LIBRARY.risk_error_free(error)


def new(function: Callable[..., int], *arguments: Any) -> c_void_p:
    """The handle that a call makes."""
    handle, error = c_void_p(), c_void_p()
    check(function(*arguments, byref(handle), byref(error)), error)
    return handle


def text(function: Callable[..., int], *arguments: Any) -> bytes:
    """The text that a call gives back."""
    result, size, error = c_void_p(), c_size_t(), c_void_p()
    check(function(*arguments, byref(result), byref(size), byref(error)), error)
    try:
        return ctypes.string_at(result, size.value)
    finally:
        LIBRARY.risk_free(result)


_error = c_void_p()
check(LIBRARY.risk_require(ABI_VERSION, byref(_error)), _error)


def version() -> str:
    """The version of the library that is loaded: "0.1.0"."""
    return str(LIBRARY.risk_version().decode())


class Cancel:
    """A wish to stop, from any thread, seen by every call that was given it. It does not go away.

    cancel = risk.Cancel()
    threading.Timer(2, cancel.request).start()
    edition.assess(case, cancel=cancel)  # raises risk.Cancelled if it takes longer
    """

    def __init__(self) -> None:
        self._handle = new(LIBRARY.risk_cancel_new)

    def request(self) -> None:
        """Asks to stop."""
        LIBRARY.risk_cancel_request(self._handle)

    def __del__(self) -> None:
        if hasattr(self, "_handle"):
            LIBRARY.risk_cancel_free(self._handle)


Value = Union[str, int, bool, List[str]]


class Options:
    """The options of one call; those that are None are left out."""

    def __init__(self, values: Dict[str, Optional[Value]], cancel: Optional[Cancel] = None) -> None:
        self._cancel = cancel  # lives as long as the options
        try:
            given = json.dumps({name: value for name, value in values.items() if value is not None}, default=str).encode()
        except (TypeError, ValueError, RecursionError) as problem:
            raise BadArgument(1, "the options are no JSON: %s" % problem) from None
        self.handle = new(LIBRARY.risk_options_new)
        error = c_void_p()
        check(LIBRARY.risk_options_set_json(self.handle, given, len(given), byref(error)), error)
        if cancel is not None:
            check(LIBRARY.risk_options_set_cancel(self.handle, cancel._handle, byref(error)), error)

    def __del__(self) -> None:
        if hasattr(self, "handle"):
            LIBRARY.risk_options_free(self.handle)


_log: Any = LOG_CALLBACK()


def set_log(told: Optional[Callable[[int, str], None]]) -> None:
    """`told` is called with a level (0 information, 1 warning, 2 error) and a message when an edition is opened, or something
    is odd; never with a value of a case. It must not call this package. None: nobody is told."""
    global _log

    def call(_context: Any, level: int, message: bytes) -> None:
        if told is not None:
            told(level, message.decode(errors="replace"))

    fresh = LOG_CALLBACK(call) if told is not None else LOG_CALLBACK()
    LIBRARY.risk_set_log(fresh, None)
    _log = fresh  # the former one may be in use until here
