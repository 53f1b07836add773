"""In place of CPython's module that tests its C interface: how the interpreter itself prints errors."""

import sys
import unittest


def exception_print(value, legacy=False, /):
    if not isinstance(value, BaseException):
        message = f"TypeError: print_exception(): Exception expected for value, {type(value).__name__} found"
        print(message, file=sys.stderr)
    else:
        sys.__excepthook__(type(value), value, value.__traceback__)


def traceback_print(tb, file, /):
    raise unittest.SkipTest("requires _testcapi")
