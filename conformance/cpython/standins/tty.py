"""Terminals of a program's own are not offered: here for test files that name them in few of their tests, which are skipped."""

from _testinternalcapi import __getattr__
