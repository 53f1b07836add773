"""Records what CPython makes of expressions: `python record.py FILE…` rewrites each file.

A line is an expression, a tab, and the repr of its value or `ExceptionType: message`. What stands behind the tab is
replaced; to add a case, write the expression. Wants CPython 3.14.
"""

import sys
import warnings
from string.templatelib import Interpolation, Template, convert

warnings.simplefilter("ignore")


def type_name(value):
    return type(value).__name__


def outcome(expression):
    names = dict(globals())
    try:
        return repr(eval(expression, names))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def record(lines):
    for line in lines:
        expression = line.rstrip("\n").split("\t")[0]
        yield f"{expression}\t{outcome(expression)}\n"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as file:
            lines = list(record(file))
        with open(name, "w", encoding="utf-8") as file:
            file.writelines(lines)
