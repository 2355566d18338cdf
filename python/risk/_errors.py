"""What can go wrong, as exceptions."""

from typing import Dict, List, TypedDict


# What the C interface calls one thing is here another.
_OWN_NAMES = {"risk_batch": "assess_many or assess_lines"}


def in_own_names(text: str) -> str:
    """A text of the library as this package puts it."""
    for theirs, ours in _OWN_NAMES.items():
        text = text.replace(theirs, ours)
    return text


class Problem(TypedDict, total=False):
    """One thing that cannot be right in a case, or in a rule file."""

    code: str  # stable: programs may match on it
    message: str
    path: str  # of the field, or of the file
    hint: str
    line: int  # from 1; 0 if there is none
    column: int
    severity: str  # of a rule file: "error" or "warning"


class Error(Exception):
    """A call that failed. Its texts quote no value of a case."""

    code: int
    message: str
    path: str
    problems: List[Problem]

    def __init__(self, code: int, message: str, path: str = "", problems: "List[Problem] | None" = None) -> None:
        super().__init__(path + ": " + message if path and not message.startswith(path) else message)
        self.code = code
        self.message = message
        self.path = path
        self.problems = [] if problems is None else problems


class BadArgument(Error, ValueError):
    """An option that is not understood, or something that is not there."""


class BadCase(Error, ValueError):
    """A case that cannot be read, or cannot be right; `problems` has all of it."""


class NoEdition(Error, LookupError):
    """An edition that is not there, cannot be read, is not in force on the day, or has another hash."""


class BadEdition(Error, ValueError):
    """Rule files with errors."""


class LimitExceeded(Error):
    """Too large, too deep, too many entries, too long."""


class Cancelled(Error):
    """Somebody asked to stop."""


class NoMemory(Error, MemoryError):
    """No memory."""


class BadVersion(Error, ImportError):
    """This package and the library that was found do not fit together."""


class Bug(Error, RuntimeError):
    """A mistake of the library; please report it."""


KINDS: Dict[int, type] = {
    1: BadArgument,
    2: BadCase,
    3: NoEdition,
    4: BadEdition,
    5: LimitExceeded,
    6: Cancelled,
    8: NoMemory,
    9: BadVersion,
    10: Bug,
}
