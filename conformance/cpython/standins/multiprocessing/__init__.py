"""Processes of Python are not offered: here for test files that name it in few of their tests, which are skipped."""

from _testinternalcapi import __getattr__
