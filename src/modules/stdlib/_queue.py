# The module _queue: the queue without limits or tasks.

import collections
import types
from _thread import allocate_lock


class Empty(Exception):
    "Exception raised by Queue.get(block=0)/get_nowait()."


class SimpleQueue:
    "Simple, unbounded, reentrant FIFO queue."

    def __init__(self):
        self._items = collections.deque()
        # One waiter at a time holds `_turn` and waits for `_filled`, which is held while there is nothing.
        self._turn = allocate_lock()
        self._filled = allocate_lock()
        self._filled.acquire()

    def put(self, item, block=True, timeout=None):
        "Put the item on the queue; it never blocks."
        self._items.append(item)
        self._wake()

    def _wake(self):
        # Somebody who gets and somebody who puts may both see that there is something.
        try:
            self._filled.release()
        except RuntimeError:
            pass

    def put_nowait(self, item):
        "Put an item into the queue without blocking."
        self.put(item)

    def get(self, block=True, timeout=None):
        "Remove and return an item from the queue."
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        limit = timeout if timeout is not None else -1
        if not (self._turn.acquire(True, limit) if block else self._turn.acquire(False)):
            raise Empty
        try:
            if not (self._filled.acquire(True, limit) if block else self._filled.acquire(False)):
                raise Empty
            item = self._items.popleft()
            if self._items:
                self._wake()
            return item
        finally:
            self._turn.release()

    def get_nowait(self):
        "Remove and return an item from the queue without blocking."
        return self.get(False)

    def empty(self):
        "Return True if the queue is empty."
        return not self._items

    def qsize(self):
        "Return the approximate size of the queue."
        return len(self._items)

    __class_getitem__ = classmethod(types.GenericAlias)


for _cls in (Empty, SimpleQueue):
    _cls.__module__ = "_queue"
