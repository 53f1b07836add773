"""The repr and the stack of a task, as functions."""

import linecache
import reprlib
import sys
import traceback

from . import base_futures
from . import coroutines


def _task_repr_info(task):
    info = base_futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = "cancelling"
    info.insert(1, f"name={task.get_name()!r}")
    if task._fut_waiter is not None:
        info.insert(2, f"wait_for={task._fut_waiter!r}")
    if task._coro:
        info.insert(2, f"coro=<{coroutines._format_coroutine(task._coro)}>")
    return info


@reprlib.recursive_repr()
def _task_repr(task):
    return f"<{type(task).__name__} {' '.join(_task_repr_info(task))}>"


def _task_get_stack(task, limit):
    return task.get_stack(limit=limit)


def _task_print_stack(task, limit, file):
    frames = task.get_stack(limit=limit)
    exception = task._exception
    if not frames:
        print(f"No stack for {task!r}", file=file)
    else:
        title = "Stack" if exception is None else "Traceback"
        print(f"{title} for {task!r} (most recent call last):", file=file)
    entries = []
    for frame in frames:
        code, line = frame.f_code, frame.f_lineno
        linecache.checkcache(code.co_filename)
        text = linecache.getline(code.co_filename, line, frame.f_globals)
        entries.append((code.co_filename, line, code.co_name, text))
    traceback.print_list(entries, file=file)
    if exception is not None:
        for text in traceback.format_exception_only(type(exception), exception):
            print(text, file=file, end="")
