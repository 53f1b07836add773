"""As _testinternalcapi."""

from _testinternalcapi import __getattr__
