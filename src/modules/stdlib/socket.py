# The module socket, for an interpreter whose thread cannot wait for the network: constants as enumerations, errors,
# conversions of addresses, and sockets that know what they are and open nothing. Connections are asyncio's.

import errno
import _socket
from _socket import *

from enum import IntEnum, IntFlag

__all__ = ["fromfd", "getfqdn", "create_connection", "create_server", "has_dualstack_ipv6", "AddressFamily", "SocketKind"]
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
    """A socket's family, type and protocol."""

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
        return f"<{name}{closed} fd={self.fileno()}, family={self.family!s}, type={self.type!s}, proto={self.proto}>"

    def close(self):
        self._closed = True
        _socket.socket.close(self)

    @property
    def family(self):
        return _as(AddressFamily, super().family)

    @property
    def type(self):
        return _as(SocketKind, super().type)


SocketType = _socket.SocketType


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    found = _socket.getaddrinfo(host, port, family, type, proto, flags)
    return [(_as(AddressFamily, f), _as(SocketKind, t), p, name, where) for f, t, p, name, where in found]


def _refuse(what):
    raise OSError(errno.EOPNOTSUPP, f"{what} is not available: a JavaScript thread cannot wait for the network; use asyncio")


def create_connection(address, timeout=None, source_address=None, *, all_errors=False):
    _refuse("create_connection()")


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    _refuse("create_server()")


def fromfd(fd, family, type, proto=0):
    _refuse("fromfd()")


def getfqdn(name=""):
    name = name.strip()
    return name if name not in ("", "0.0.0.0", "::") else gethostname()


def has_dualstack_ipv6():
    return has_ipv6

_GLOBAL_DEFAULT_TIMEOUT = object()
