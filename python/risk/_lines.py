"""Many cases: NDJSON in and out, and rows for a table."""

import ctypes
import json
from ctypes import byref, c_void_p
from typing import Any, BinaryIO, Dict, Iterable, Iterator, Optional

from . import _library
from ._edition import Assessment, Edition
from ._errors import Error
from ._library import LIBRARY, Cancel, Options


def error_record(error: Error) -> Dict[str, Any]:
    """What stands in the place of an assessment."""
    code = LIBRARY.risk_code_name(error.code).decode()
    return {
        "error": {"code": code, "message": error.message, "path": error.path, "problems": error.problems},
    }


def assess_lines(
    edition: Edition,
    lines: BinaryIO,
    out: BinaryIO,
    *,
    cancel: Optional[Cancel] = None,
    block: int = 1 << 20,
    **options: Any,
) -> int:
    """Assesses NDJSON: a case a line in, an assessment a line out, in the same order; empty lines are skipped. A bad case gives
    {"error": …} and the run goes on. Returns the number of bad ones. Reads about `block` bytes at a time, so that a file of any
    size takes little memory.

        with open("cases.ndjson", "rb") as lines, open("out.ndjson", "wb") as out:
            bad = risk.assess_lines(edition, lines, out, detail="results")
    """
    set_options = Options(options, cancel)
    bad = 0
    raised: Optional[BaseException] = None

    def take(_context: Any, _index: int, code: int, result: int, size: int) -> int:
        nonlocal bad, raised
        try:
            out.write(ctypes.string_at(result, size) + b"\n")
            bad += code != 0
            return 0
        except BaseException as error:  # raised again below: it must not cross the library
            raised = error
            return 1

    callback = _library.BATCH_CALLBACK(take)
    while True:
        some = b"".join(lines.readlines(block))
        if not some:
            return bad
        error = c_void_p()
        code = LIBRARY.risk_batch(edition._handle, some, len(some), set_options.handle, callback, None, byref(error))
        if raised is not None:
            LIBRARY.risk_error_free(error)
            raise raised
        _library.check(code, error)


def level_rows(assessments: Iterable[Assessment]) -> Iterator[Dict[str, Any]]:
    """A flat row for each level of each assessment, as pandas.DataFrame(...) takes them. A level that nothing on
    record decides has no `at_least`; one that nobody recorded is None, not low. An error gives one row with its message."""
    for assessment in assessments:
        if "error" in assessment:
            yield dict(_ROW, error=assessment["error"]["message"])
            continue
        for level in assessment.get("level", []):
            yield dict(
                _ROW,
                case_id=assessment.get("case_id"),
                group=level["group"],
                at_least=level.get("at_least"),
                could_be=level["could_be"],
                provisional=level.get("provisional", False),
                recorded=level.get("recorded"),
            )


_ROW = dict.fromkeys(("case_id", "group", "at_least", "could_be", "provisional", "recorded", "error"))
