"""Below the lines of a traceback stand marks; over several lines, with wide characters, and where they are left out."""

import os
import signal
import sys
import traceback


def one(a):
    return 1 / a


def added(a):
    return a +(one
       (0))


def assigned():
    x = one(0)


def assigned_twice():
    x = y = one(0)


def with_text():
    x = one("é")


def subscript(items):
    return items[
        "说明"
    ]["📗🚛"]


def called(f):
    return f(
        1,
        2,
        # not seen
        3,
        4,
        5,
    ) + 1


def check(f, *args):
    try:
        f(*args)
    except Exception:
        traceback.print_exc(limit=-1, file=sys.stdout)
        sys.excepthook(*sys.exc_info())


sys.stderr = sys.stdout
for f, args in [(added, [1]), (assigned, []), (assigned_twice, []), (with_text, []), (subscript, [{"说明": {}}]), (called, [one])]:
    check(f, *args)

# A signal to oneself is handled before `kill` returns.
signal.signal(signal.SIGINT, lambda number, frame: print("handled", number))
os.kill(os.getpid(), signal.SIGINT)
print("killed")
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGINT)
print("ignored")
