# What types.coroutine() makes of callables that are no generator functions: what they return is awaitable, if it is a
# generator or behaves like one.

import functools
from collections.abc import Coroutine, Generator
from inspect import CO_ITERABLE_COROUTINE
from types import CoroutineType, GeneratorType


def _shown(name):
    return property(lambda self: getattr(self._generator, name))


class _GeneratorWrapper:
    def __init__(self, generator):
        self._generator = generator
        self._is_generator = type(generator) is GeneratorType
        self.__name__ = getattr(generator, "__name__", None)
        self.__qualname__ = getattr(generator, "__qualname__", None)

    def send(self, value):
        return self._generator.send(value)

    def throw(self, kind, *rest):
        return self._generator.throw(kind, *rest)

    def close(self):
        return self._generator.close()

    def __next__(self):
        return next(self._generator)

    def __iter__(self):
        return self._generator if self._is_generator else self

    __await__ = __iter__

    gi_code = _shown("gi_code")
    gi_frame = _shown("gi_frame")
    gi_running = _shown("gi_running")
    gi_yieldfrom = _shown("gi_yieldfrom")
    cr_code = _shown("gi_code")
    cr_frame = _shown("gi_frame")
    cr_running = _shown("gi_running")
    cr_await = _shown("gi_yieldfrom")


_GeneratorWrapper.__module__ = "types"


def _is_awaitable(result):
    if type(result) is CoroutineType:
        return True
    return type(result) is GeneratorType and result.gi_code.co_flags & CO_ITERABLE_COROUTINE


def wrapping(f):
    @functools.wraps(f)
    def wrapped(*args, **kwargs):
        result = f(*args, **kwargs)
        if not _is_awaitable(result) and isinstance(result, Generator) and not isinstance(result, Coroutine):
            return _GeneratorWrapper(result)
        return result

    return wrapped
