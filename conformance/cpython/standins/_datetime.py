"""In place of CPython's `datetime` in C: the one in Python."""

from _pydatetime import *
from _pydatetime import __doc__
from _testinternalcapi import __getattr__
