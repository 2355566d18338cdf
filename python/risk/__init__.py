"""What a case on probation says of the risk of harm: levels as ranges, what is missing, what must happen.

    import risk

    edition = risk.open_edition("england_wales")
    assessment = edition.assess({"case_id": "a", "assessment_date": "2026-06-01"})
    for level in assessment["level"]:
        print(level["group"], level.get("at_least", "not settled"), "to", level["could_be"])

A case is a dict, JSON text or the bytes of a message; `risk.schema("input")` describes it. What a case leaves out is unknown,
never "no" and never zero: every result is a range that narrows as information arrives.

Everything is safe from many threads, and calls run beside each other (the interpreter's lock is released). Mistakes raise
`risk.Error` or one of its kinds; nothing is printed.
"""

from ._edition import Asks, Assessment, Case, Edition, describe, open_edition, open_edition_files, schema, validate
from ._errors import (
    BadArgument,
    BadCase,
    BadEdition,
    BadVersion,
    Bug,
    Cancelled,
    Error,
    LimitExceeded,
    NoEdition,
    NoMemory,
    Problem,
)
from ._library import Cancel, set_log, version
from ._lines import assess_lines, level_rows

__all__ = [
    "Asks",
    "Assessment",
    "BadArgument",
    "BadCase",
    "BadEdition",
    "BadVersion",
    "Bug",
    "Cancel",
    "Cancelled",
    "Case",
    "Edition",
    "Error",
    "LimitExceeded",
    "NoEdition",
    "NoMemory",
    "Problem",
    "assess_lines",
    "describe",
    "level_rows",
    "open_edition",
    "open_edition_files",
    "schema",
    "set_log",
    "validate",
    "version",
]
