"""Callbacks as text, for reprs of one's own; and where a function stands."""

import functools
import inspect
import reprlib
import sys
import traceback

from . import constants


def _get_function_source(func):
    """The file and the line of a function, under its decorators and partial applications; else None."""
    while True:
        func = inspect.unwrap(func)
        if inspect.isfunction(func):
            code = func.__code__
            return code.co_filename, code.co_firstlineno
        if isinstance(func, functools.partial):
            func = func.func
        elif isinstance(func, functools.partialmethod):
            func = func.func
        else:
            return None


def _format_callback_source(func, args, *, debug=False):
    text = _format_callback(func, args, None, debug=debug)
    source = _get_function_source(func)
    return text if source is None else f"{text} at {source[0]}:{source[1]}"


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    """The arguments in brackets; left out unless in debug mode, since they may be secret."""
    if not debug:
        return "()"
    shown = [reprlib.repr(each) for each in args or ()]
    shown += [f"{name}={reprlib.repr(value)}" for name, value in (kwargs or {}).items()]
    return f"({', '.join(shown)})"


def _format_callback(func, args, kwargs, *, debug=False, suffix=""):
    if isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs, debug=debug) + suffix
        return _format_callback(func.func, func.args, func.keywords, debug=debug, suffix=suffix)
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    return name + _format_args_and_kwargs(args, kwargs, debug=debug) + suffix


def _summary_of(frames):
    """What `extract_stack` returns for frames, the outermost first."""
    return traceback.StackSummary.extract(((each, each.f_lineno) for each in frames), lookup_lines=False)


def _text_of(stack):
    return "".join(traceback.format_list(stack)).rstrip()


def extract_stack(f=None, limit=None):
    """The stack above `f`, or above the caller, without reading the sources yet."""
    if f is None:
        f = sys._getframe().f_back
    if limit is None:
        limit = constants.DEBUG_STACK_DEPTH
    stack = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit, lookup_lines=False)
    stack.reverse()
    return stack
