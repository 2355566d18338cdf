"""Editions, and what they say of cases."""

import json
import os
from ctypes import byref, c_void_p
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Union

from . import _library
from ._errors import BadArgument, BadCase, Problem, in_own_names
from ._library import LIBRARY, Cancel, Options

Case = Union[Mapping[str, Any], str, bytes, bytearray]
Assessment = Dict[str, Any]  # risk.v1.Assessment; see schema("output")
Asks = Dict[str, Any]  # risk.v1.Asks


def _bytes(case: Case) -> bytes:
    if isinstance(case, (bytes, bytearray)):
        return bytes(case)
    if isinstance(case, str):
        return case.encode("utf-8", "surrogatepass")
    if isinstance(case, Mapping):
        try:
            return json.dumps(case, ensure_ascii=False, allow_nan=False, default=str).encode("utf-8", "surrogatepass")
        except (TypeError, ValueError, RecursionError) as error:
            raise BadCase(2, "the case is no JSON: %s" % error) from None
    raise BadArgument(1, "a case is a dict, text or bytes, not %s" % type(case).__name__)


class Edition:
    """An opened edition: immutable, shared by any number of threads. Opening costs some tenths of a second and 20 MB: keep it.

    Use `open_edition` or `open_edition_files`.

    The calls that assess take these, all of them optional:
      assessed_on           "2021-06-25"; otherwise the day of known_on, or that of the case, or today
      known_on              replay: use only what was known then
      detail                "results", "missing" (unless said otherwise) or "explanations"
      instrument            ids: only these instruments or published results
      allow_unknown_fields  leave out what the schema does not have; otherwise it is an error
      most_bytes            of a case
      most_milliseconds     for a case: risk.LimitExceeded
      cancel                a risk.Cancel: risk.Cancelled
    """

    def __init__(self, handle: c_void_p) -> None:
        self._handle = handle

    def __del__(self) -> None:
        if hasattr(self, "_handle"):
            LIBRARY.risk_edition_free(self._handle)

    def __repr__(self) -> str:
        return "<risk.Edition %s>" % self.name

    @property
    def name(self) -> str:
        """ "england_wales@2026.1"."""
        return str(LIBRARY.risk_edition_name(self._handle).decode())

    @property
    def hash(self) -> str:
        """SHA-256 of its rules, hexadecimal."""
        return str(LIBRARY.risk_edition_hash(self._handle).decode())

    def describe(self) -> Dict[str, Any]:
        """Name, hash, title, time in force, layers, warnings, and every rule with kind, id, file and line."""
        description: Dict[str, Any] = json.loads(_library.text(LIBRARY.risk_edition_describe, self._handle))
        return description

    def assess(self, case: Case, *, cancel: Optional[Cancel] = None, **options: Any) -> Assessment:
        """What the rules say of a case. Raises risk.BadCase if it cannot be right."""
        assessment: Assessment = json.loads(self.assess_as(case, "json", cancel=cancel, **options))
        return assessment

    def assess_as(self, case: Case, format: str, *, cancel: Optional[Cancel] = None, **options: Any) -> bytes:
        """The same as "json", "binary" (a risk.v1.Assessment), "textproto" or "text" (a note to read)."""
        return self._ask(LIBRARY.risk_assess, case, dict(options, format=format), cancel)

    def next(self, case: Case, *, cancel: Optional[Cancel] = None, **options: Any) -> Asks:
        """What to ask whom, so that the levels settle."""
        asks: Asks = json.loads(self._ask(LIBRARY.risk_next, case, options, cancel))
        return asks

    def assess_many(self, cases: Iterable[Case], *, cancel: Optional[Cancel] = None, **options: Any) -> Iterator[Assessment]:
        """Assesses one case after the other, as they are asked for. A bad one gives {"error": {code, message, path, problems}}
        in its place, so that results and cases stay side by side."""
        from ._lines import error_record

        set_options = Options(dict(options, format="json"), cancel)
        for case in cases:
            try:
                yield json.loads(self._ask_with(LIBRARY.risk_assess, case, set_options))
            except (_library.KINDS[2], _library.KINDS[3], _library.KINDS[5]) as error:
                yield error_record(error)

    def _ask(self, function: Callable[..., int], case: Case, options: Dict[str, Any], cancel: Optional[Cancel]) -> bytes:
        return self._ask_with(function, case, Options(options, cancel))

    def _ask_with(self, function: Callable[..., int], case: Case, options: Options) -> bytes:
        record = _bytes(case)
        return _library.text(function, self._handle, record, len(record), options.handle)


def open_edition(
    name: "str | os.PathLike[str]" = "",
    *,
    date: Optional[str] = None,
    hash: Optional[str] = None,
    base: Optional[List[str]] = None,
) -> Edition:
    """Opens an edition: an id@version, an id, or the path of a folder of rule files, which may lie over another edition.

    date: of the editions of an id, the newest in force on that day. hash: the one expected. base: folders of editions that
    this one may extend, besides those of the library. Without a name: the only one there is.
    """
    if isinstance(name, os.PathLike):
        name = os.path.join(os.fspath(name), "")  # a slash tells a folder from a name
    options = Options({"date": date, "hash": hash, "base": base})
    return Edition(_library.new(LIBRARY.risk_edition_open, _c_text(name), options.handle))


def open_edition_files(files: Mapping[str, Union[str, bytes]], *, hash: Optional[str] = None) -> Edition:
    """The same from memory: rule files by path; one is "edition.textproto"."""
    texts = [(_c_text(path), text.encode() if isinstance(text, str) else text) for path, text in files.items()]
    array = (_library.File * len(texts))(*[_library.File(path, text, len(text)) for path, text in texts])
    options = Options({"hash": hash})
    return Edition(_library.new(LIBRARY.risk_edition_open_files, array, len(texts), options.handle))


def _c_text(text: str) -> bytes:
    encoded = os.fsencode(text)
    if b"\0" in encoded:
        raise BadArgument(1, "a name has no zero in it")
    return encoded


def validate(case: Case, *, cancel: Optional[Cancel] = None, **options: Any) -> List[Problem]:
    """What cannot be right in a case; an empty list if nothing. What is missing is no problem."""
    record = _bytes(case)
    set_options = Options(options, cancel)
    found = _library.text(LIBRARY.risk_validate, record, len(record), set_options.handle)
    problems: List[Problem] = json.loads(in_own_names(found.decode()))
    return problems


def describe() -> Dict[str, Any]:
    """The version of the library and the editions that are part of it."""
    description: Dict[str, Any] = json.loads(_library.text(LIBRARY.risk_describe))
    return description


def schema(which: str = "input") -> Dict[str, Any]:
    """JSON Schema of a case ("input") or of an assessment ("output")."""
    description: Dict[str, Any] = json.loads(_library.text(LIBRARY.risk_schema, _c_text(which)))
    return description
