# The module py_compile: source is checked; there is no bytecode that could be written.

import enum
import importlib.util
import os
import sys
import traceback

__all__ = ["PyCompileError", "PycInvalidationMode", "compile", "main"]


class PyCompileError(Exception):
    """A file could not be compiled."""

    def __init__(self, exc_type, exc_value, file, msg=""):
        name = exc_type.__name__
        if exc_type is SyntaxError:
            text = "".join(traceback.format_exception_only(exc_type, exc_value))
            message = text.replace('File "<string>"', f'File "{file}"')
        else:
            message = f"Sorry: {name}: {exc_value}"
        super().__init__(msg or message, name, exc_value, file)
        self.exc_type_name = name
        self.exc_value = exc_value
        self.file = file
        self.msg = msg or message

    def __str__(self):
        return self.msg


class PycInvalidationMode(enum.Enum):
    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


_compile = compile


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None, quiet=0):
    """Check a file; the name that its bytecode would have is returned."""
    with open(file, "rb") as source:
        data = source.read()
    try:
        _compile(data, dfile or file, "exec")
    except Exception as error:
        problem = PyCompileError(error.__class__, error, dfile or file)
        if doraise:
            raise problem from None
        if quiet < 2:
            sys.stderr.write(problem.msg + "\n")
        return None
    return os.fspath(cfile) if cfile is not None else importlib.util.cache_from_source(file)


def main():
    for file in sys.argv[1:]:
        compile(file, doraise=True)


if __name__ == "__main__":
    main()
