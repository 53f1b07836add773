"""In place of CPython's modules that test its C interface: what is asked of them skips the test that asks."""

import unittest


class _Absent:
    def __call__(self, *args, **kwargs):
        raise unittest.SkipTest("requires _testinternalcapi")


def get_config():
    return {"code_debug_ranges": 1}


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _Absent()
