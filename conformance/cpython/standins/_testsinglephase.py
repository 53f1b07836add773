"""As _testinternalcapi: an extension module in C, which the tests of importing have for their own."""

from _testinternalcapi import __getattr__
