"""As _testcapi."""

from _testcapi import __getattr__
