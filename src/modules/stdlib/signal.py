# The module signal, where the process gets none: handlers are kept, and `raise_signal` calls them.

import enum


class Signals(enum.IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGWINCH = 28


class Handlers(enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


globals().update(Signals.__members__)
globals().update(Handlers.__members__)
NSIG = 65


def default_int_handler(signalnum, frame, /):
    """What SIGINT does unless the program says otherwise."""
    raise KeyboardInterrupt


_handlers = {number: SIG_DFL for number in Signals}
_handlers[SIGINT] = default_int_handler
_handlers[SIGPIPE] = SIG_IGN


def _check(signalnum):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")


def signal(signalnum, handler, /):
    """Set the handler of a signal; the one before is returned."""
    _check(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    before = _handlers.get(signalnum, SIG_DFL)
    _handlers[signalnum] = handler
    return before


def getsignal(signalnum, /):
    _check(signalnum)
    return _handlers.get(signalnum, SIG_DFL)


def raise_signal(signalnum, /):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(signalnum, None)
    elif handler == SIG_DFL and signalnum not in (SIGCHLD, SIGCONT, SIGWINCH):
        raise SystemExit(128 + signalnum)


def valid_signals():
    return set(Signals)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag, /):
    _check(signalnum)


def strsignal(signalnum, /):
    _check(signalnum)
    return _DESCRIPTIONS.get(signalnum)


_DESCRIPTIONS = {
    SIGHUP: "Hangup",
    SIGINT: "Interrupt",
    SIGQUIT: "Quit",
    SIGABRT: "Aborted",
    SIGKILL: "Killed",
    SIGSEGV: "Segmentation fault",
    SIGPIPE: "Broken pipe",
    SIGALRM: "Alarm clock",
    SIGTERM: "Terminated",
}
