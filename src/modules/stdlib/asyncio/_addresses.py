"""Addresses that need no lookup, and the order in which several are tried."""

import collections
import itertools
import socket


def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """What `getaddrinfo` would say of a host given by number; None if it has to be asked."""
    known = {(socket.SOCK_STREAM, socket.IPPROTO_TCP), (socket.SOCK_DGRAM, socket.IPPROTO_UDP)}
    default = {socket.SOCK_STREAM: socket.IPPROTO_TCP, socket.SOCK_DGRAM: socket.IPPROTO_UDP}.get(type)
    if host is None or default is None or (proto or default, type) not in {(p, t) for t, p in known}:
        return None
    proto = default
    if port is None or port in ("", b""):
        port = 0
    else:
        try:
            port = int(port)
        except (TypeError, ValueError):
            return None
    if isinstance(host, bytes):
        # An address is ASCII; whatever is not will be no address.
        host = host.decode("latin-1")
    if "%" in host:
        return None
    families = [socket.AF_INET, socket.AF_INET6] if family == socket.AF_UNSPEC else [family]
    for each in families:
        try:
            socket.inet_pton(each, host)
        except OSError:
            continue
        address = (host, port, flowinfo, scopeid) if each == socket.AF_INET6 else (host, port)
        return each, type, proto, "", address
    return None


def _interleave_addrinfos(addrinfos, first_address_family_count=1):
    """Families in turns, after the first few of the first family."""
    by_family = collections.OrderedDict()
    for info in addrinfos:
        by_family.setdefault(info[0], []).append(info)
    lists = list(by_family.values())
    ahead = max(first_address_family_count - 1, 0)
    order, lists[0] = lists[0][:ahead], lists[0][ahead:]
    for turn in itertools.zip_longest(*lists):
        order += [info for info in turn if info is not None]
    return order


def _set_nodelay(sock):
    if sock.family in (socket.AF_INET, socket.AF_INET6) and sock.type == socket.SOCK_STREAM:
        if sock.proto == socket.IPPROTO_TCP:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
