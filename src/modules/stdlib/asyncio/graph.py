# Who waits for whom: the frames of a task, of the tasks that await it, and so on.

import io
import sys
from dataclasses import dataclass

from .futures import Future, _awaited_by, _frames
from .tasks import Task, current_task

__all__ = ("capture_call_graph", "format_call_graph", "print_call_graph", "FrameCallGraphEntry", "FutureCallGraph")

FrameType = type(sys._getframe())

# The flags of the code of generators, coroutines and asynchronous generators.
_SUSPENDABLE = 0x20 | 0x80 | 0x200


@dataclass(frozen=True, slots=True)
class FrameCallGraphEntry:
    frame: FrameType


@dataclass(frozen=True, slots=True)
class FutureCallGraph:
    future: Future
    call_stack: tuple["FrameCallGraphEntry", ...]
    awaited_by: tuple["FutureCallGraph", ...]


def _is_async(frame):
    return bool(frame.f_code.co_flags & _SUSPENDABLE)


def _limited(entries, limit):
    """The outermost so many, or the innermost for a negative limit."""
    if limit is None:
        return tuple(entries)
    if limit == 0:
        return ()
    return tuple(entries[-limit:] if limit > 0 else entries[:-limit])


def _running_frames(frame):
    """From a frame outwards, to the end of the coroutine that the task runs."""
    entries = []
    while frame is not None:
        entries.append(FrameCallGraphEntry(frame))
        outer = frame.f_back
        if _is_async(frame) and (outer is None or not _is_async(outer)):
            break
        frame = outer
    return entries


def _graph_of(future, limit, seen=()):
    entries = [FrameCallGraphEntry(frame) for frame in _frames(future)]
    waiting = [_graph_of(each, limit, (*seen, future)) for each in _awaited_by(future) if each not in seen]
    return FutureCallGraph(future, _limited(entries, limit), tuple(waiting))


def capture_call_graph(future: Future | None = None, /, *, depth: int = 1, limit: int | None = None) -> FutureCallGraph | None:
    """The frames of the current task or of another future, and of those that await it."""
    try:
        current = current_task()
    except RuntimeError:
        if future is None:
            raise RuntimeError(
                "capture_call_graph() is called outside of a running event loop "
                "and no *future* to introspect was provided"
            ) from None
        current = None
    if future is None:
        future = current
        if future is None:
            return None
    if future is not current:
        if not isinstance(future, Future):
            raise TypeError(f"{future!r} object does not appear to be compatible with asyncio.Future")
        return _graph_of(future, limit)
    entries = _running_frames(sys._getframe(depth)) if limit != 0 else []
    waiting = [_graph_of(each, limit, (future,)) for each in _awaited_by(future)]
    return FutureCallGraph(future, _limited(entries, limit), tuple(waiting))


def _format(graph, lines, indent):
    def add(text):
        lines.append(indent + text)

    what = f"Task(name={graph.future.get_name()!r}, id=" if isinstance(graph.future, Task) else "Future(id="
    add(f"* {what}{id(graph.future):#x})")
    if graph.call_stack:
        add("  + Call stack:")
    for entry in graph.call_stack:
        frame = entry.frame
        kind = "async " if _is_async(frame) else ""
        code = frame.f_code
        add(f"  |   File {code.co_filename!r}, line {frame.f_lineno}, in {kind}{code.co_qualname}()")
    if graph.awaited_by:
        add("  + Awaited by:")
    for each in graph.awaited_by:
        _format(each, lines, indent + "    ")


def format_call_graph(future: Future | None = None, /, *, depth: int = 1, limit: int | None = None) -> str:
    """The graph of `capture_call_graph` as text."""
    graph = capture_call_graph(future, depth=depth + 1, limit=limit)
    if graph is None:
        return ""
    lines = []
    _format(graph, lines, "")
    return "\n".join(lines)


def print_call_graph(
    future: Future | None = None,
    /,
    *,
    file: "io.Writer[str] | None" = None,
    depth: int = 1,
    limit: int | None = None,
) -> None:
    """Prints the graph of a future, or of the current task."""
    print(format_call_graph(future, depth=depth + 1, limit=limit), file=file)
