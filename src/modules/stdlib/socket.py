# The module socket: constants as enumerations, errors, conversions of addresses, and sockets. They block where the caller
# can be suspended, and refuse to elsewhere.

import errno
import _socket
from _socket import *

from enum import IntEnum, IntFlag

__all__ = ["fromfd", "getfqdn", "create_connection", "create_server", "has_dualstack_ipv6", "socketpair", "AddressFamily", "SocketKind"]
__all__ += [name for name in dir(_socket) if not name.startswith("_")]

IntEnum._convert_("AddressFamily", __name__, lambda name: name.isupper() and name.startswith("AF_"))
IntEnum._convert_("SocketKind", __name__, lambda name: name.isupper() and name.startswith("SOCK_"))
IntFlag._convert_("MsgFlag", __name__, lambda name: name.isupper() and name.startswith("MSG_"))
IntFlag._convert_("AddressInfo", __name__, lambda name: name.isupper() and name.startswith("AI_"))


def _as(kind, number):
    try:
        return kind(number)
    except ValueError:
        return number


class socket(_socket.socket):
    """A socket: what it can do at once, it does."""

    __slots__ = ["__weakref__", "_closed"]

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        _socket.socket.__init__(self, family, type, proto, fileno)
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        closed = " [closed]" if self._closed else ""
        cls = self.__class__
        name = f"{cls.__module__}.{cls.__qualname__}"
        parts = [f"fd={self.fileno()}", f"family={self.family!s}", f"type={self.type!s}", f"proto={self.proto}"]
        if not self._closed:
            for label, ask in (("laddr", self.getsockname), ("raddr", self.getpeername)):
                try:
                    if address := ask():
                        parts.append(f"{label}={address}")
                except (error, AttributeError):
                    pass
        return f"<{name}{closed} {', '.join(parts)}>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def accept(self):
        """The next connection: a socket of its own, and where it comes from."""
        connection = socket(self.family, self.type, self.proto)
        connection._take(self._accept())
        return connection, connection.getpeername()

    def close(self):
        self._closed = True
        _socket.socket.close(self)

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        _refuse("makefile()")

    def get_inheritable(self):
        return False

    def set_inheritable(self, inheritable):
        if inheritable:
            _refuse("set_inheritable()")

    @property
    def family(self):
        return _as(AddressFamily, super().family)

    @property
    def type(self):
        return _as(SocketKind, super().type)


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two sockets that are connected to one another."""
    if family is None:
        family = AF_UNIX
    a, b = socket(family, type, proto), socket(family, type, proto)
    _socket._pair(a, b)
    return a, b


SocketType = _socket.SocketType


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    found = _socket.getaddrinfo(host, port, family, type, proto, flags)
    return [(_as(AddressFamily, f), _as(SocketKind, t), p, name, where) for f, t, p, name, where in found]


def _refuse(what):
    raise OSError(errno.EOPNOTSUPP, f"{what} is not available: a JavaScript thread cannot wait for the network; use asyncio")


_GLOBAL_DEFAULT_TIMEOUT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    """A socket that is connected to an address."""
    sock = socket(AF_INET6 if ":" in address[0] else AF_INET, SOCK_STREAM)
    try:
        if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
            sock.settimeout(timeout)
        if source_address:
            sock.bind(source_address)
        sock.connect(address)
    except error as failure:
        sock.close()
        if all_errors:
            raise ExceptionGroup("create_connection failed", [failure]) from None
        raise
    return sock


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A socket that listens at an address."""
    sock = socket(family, SOCK_STREAM)
    try:
        sock.bind(address)
        sock.listen(128 if backlog is None else backlog)
    except error as failure:
        sock.close()
        if failure.errno is None:
            raise
        raise error(failure.errno, f"{failure.strerror} (while attempting to bind on address {address!r})") from None
    return sock


def fromfd(fd, family, type, proto=0):
    _refuse("fromfd()")


def getfqdn(name=""):
    name = name.strip()
    return name if name not in ("", "0.0.0.0", "::") else gethostname()


def has_dualstack_ipv6():
    return has_ipv6
