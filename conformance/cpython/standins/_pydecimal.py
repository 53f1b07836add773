"""In place of the module that CPython has besides its own in C: here there is one, under both names."""

from sys import modules as _modules

_blocked = _modules.pop("_decimal", None)
from _decimal import *
from _decimal import __libmpdec_version__, __version__

_modules["_decimal"] = _blocked
__all__ = [_name for _name in dir() if not _name.startswith("_")]
