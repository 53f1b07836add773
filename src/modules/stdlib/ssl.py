# The module ssl, for connections of asyncio: contexts, certificates, errors and what is known of a connection. Sockets
# that block and bytes in memory cannot be wrapped: a JavaScript thread cannot wait for the network, and its TLS takes
# streams only.

import _ssl
from _ssl import *
from _ssl import _DEFAULT_CIPHERS, _OPENSSL_API_VERSION, _SSLContext

import os
from collections import namedtuple
from enum import Enum, IntEnum, IntFlag
from socket import socket

SSLObject = _ssl.SSLObject
SSLObject.__module__ = __name__


def _enumeration(kind, name, prefix, filter=None):
    wanted = filter or (lambda each: each.startswith(prefix))
    kind._convert_(name, __name__, wanted, source=_ssl)


_enumeration(IntEnum, "_SSLMethod", "PROTOCOL_")
_enumeration(IntFlag, "Options", "OP_")
_enumeration(IntEnum, "AlertDescription", "ALERT_DESCRIPTION_")
_enumeration(IntEnum, "SSLErrorNumber", "SSL_ERROR_")
_enumeration(IntFlag, "VerifyFlags", "VERIFY_")
_enumeration(IntEnum, "VerifyMode", "CERT_")

PROTOCOL_SSLv23 = _SSLMethod.PROTOCOL_SSLv23 = _SSLMethod.PROTOCOL_TLS


class TLSVersion(IntEnum):
    MINIMUM_SUPPORTED = _ssl.PROTO_MINIMUM_SUPPORTED
    SSLv3 = _ssl.PROTO_SSLv3
    TLSv1 = _ssl.PROTO_TLSv1
    TLSv1_1 = _ssl.PROTO_TLSv1_1
    TLSv1_2 = _ssl.PROTO_TLSv1_2
    TLSv1_3 = _ssl.PROTO_TLSv1_3
    MAXIMUM_SUPPORTED = _ssl.PROTO_MAXIMUM_SUPPORTED


_ASN1Object = namedtuple("_ASN1Object", "nid shortname longname oid")


class Purpose(_ASN1Object, Enum):
    """What a certificate is for."""

    SERVER_AUTH = (129, "serverAuth", "TLS Web Server Authentication", "1.3.6.1.5.5.7.3.1")
    CLIENT_AUTH = (130, "clientAuth", "TLS Web Client Authentication", "1.3.6.1.5.5.7.3.2")

    def __new__(cls, *parts):
        return _ASN1Object.__new__(cls, *parts)


socket_error = OSError
CertificateError = SSLCertVerificationError
HAS_NEVER_CHECK_COMMON_NAME = True
CHANNEL_BINDING_TYPES = ["tls-unique"]

DefaultVerifyPaths = namedtuple(
    "DefaultVerifyPaths", "cafile capath openssl_cafile_env openssl_cafile openssl_capath_env openssl_capath"
)


def get_default_verify_paths():
    """Where OpenSSL looks for certificates to trust."""
    file = os.environ.get("SSL_CERT_FILE", "/usr/lib/ssl/cert.pem")
    folder = os.environ.get("SSL_CERT_DIR", "/usr/lib/ssl/certs")
    return DefaultVerifyPaths(
        file if os.path.isfile(file) else None,
        folder if os.path.isdir(folder) else None,
        "SSL_CERT_FILE",
        "/usr/lib/ssl/cert.pem",
        "SSL_CERT_DIR",
        "/usr/lib/ssl/certs",
    )


def _refuse(what, reason):
    raise NotImplementedError(f"{what} is not available: {reason}")


class SSLSocket(socket):
    """Stands for what blocks, and is never made."""

    def __init__(self, *args, **kwargs):
        raise TypeError(
            f"{self.__class__.__name__} does not have a public constructor. "
            "Instances are returned by SSLContext.wrap_socket()."
        )


class MemoryBIO:
    """Bytes in memory, written at one end and read at the other."""

    def __init__(self):
        self._data = bytearray()
        self._ended = False

    @property
    def pending(self):
        return len(self._data)

    @property
    def eof(self):
        return self._ended and not self._data

    def read(self, size=-1, /):
        count = len(self._data) if size < 0 else size
        data = bytes(self._data[:count])
        del self._data[:count]
        return data

    def write(self, b, /):
        if self._ended:
            raise SSLError("cannot write() after write_eof()")
        self._data += b
        return len(b)

    def write_eof(self):
        self._ended = True


def _member(name, kind):
    """A number of the native context, as a member of an enumeration."""
    number = getattr(_SSLContext, name)
    read = lambda context: kind(number.__get__(context))
    if kind is _SSLMethod:
        return property(read)
    return property(read, lambda context, value: number.__set__(context, int(value)))


class SSLContext(_SSLContext):
    """What one side of secure connections brings along, and what it demands of the other."""

    sslsocket_class = SSLSocket
    sslobject_class = SSLObject

    def __new__(cls, protocol=None, *args, **kwargs):
        if protocol is None:
            _deprecated("ssl.SSLContext() without protocol argument is deprecated.", 3)
            protocol = PROTOCOL_TLS
        if protocol not in (PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER):
            if protocol not in _SSLMethod.__members__.values():
                raise ValueError("invalid or unsupported protocol version")
            _deprecated(f"ssl.{_SSLMethod(protocol).name} is deprecated", 3)
        self = _SSLContext.__new__(cls, protocol)
        self.hostname_checks_common_name = True
        self.post_handshake_auth = False
        self.keylog_filename = None
        self.num_tickets = 2
        self._msg_callback = None
        return self

    protocol = _member("protocol", _SSLMethod)
    options = _member("options", Options)
    verify_flags = _member("verify_flags", VerifyFlags)
    verify_mode = _member("verify_mode", VerifyMode)
    minimum_version = _member("minimum_version", TLSVersion)
    maximum_version = _member("maximum_version", TLSVersion)

    @property
    def security_level(self):
        return 2

    def load_default_certs(self, purpose=Purpose.SERVER_AUTH):
        if not isinstance(purpose, _ASN1Object):
            raise TypeError(purpose)
        self.set_default_verify_paths()

    def set_alpn_protocols(self, alpn_protocols):
        names = []
        for protocol in alpn_protocols:
            data = bytes(protocol, "ascii")
            if not 0 < len(data) < 256:
                raise SSLError("ALPN protocols must be 1 to 255 in length")
            names.append(protocol)
        self._set_alpn_protocols(names)

    def set_npn_protocols(self, npn_protocols):
        _deprecated("ssl NPN is deprecated, use ALPN instead", 2)

    def set_servername_callback(self, server_name_callback):
        self.sni_callback = server_name_callback

    def wrap_socket(
        self,
        sock,
        server_side=False,
        do_handshake_on_connect=True,
        suppress_ragged_eofs=True,
        server_hostname=None,
        session=None,
    ):
        _refuse("SSLContext.wrap_socket()", "Node agrees on TLS in its own time; use asyncio")

    def wrap_bio(self, incoming, outgoing, server_side=False, server_hostname=None, session=None):
        _refuse("SSLContext.wrap_bio()", "Node's TLS goes on between turns of its loop, not in a call; use asyncio")

    def get_ciphers(self):
        _refuse("SSLContext.get_ciphers()", "Node tells no more of ciphers than their names")

    def session_stats(self):
        return dict.fromkeys(
            (
                "number connect connect_good connect_renegotiate accept accept_good accept_renegotiate "
                "hits misses timeouts cache_full"
            ).split(),
            0,
        )


def _deprecated(message, level):
    import warnings

    warnings.warn(message, DeprecationWarning, stacklevel=level)


def _trust(context, purpose, places):
    """Makes a context trust the certificates at some places; without any, those of the system, if it asks for one."""
    if any(places):
        context.load_verify_locations(*places)
    elif context.verify_mode is not CERT_NONE:
        context.load_default_certs(purpose)
    return context


def create_default_context(purpose=Purpose.SERVER_AUTH, *, cafile=None, capath=None, cadata=None):
    """A context with settings that are safe for servers or for clients."""
    if not isinstance(purpose, _ASN1Object):
        raise TypeError(purpose)
    protocols = {Purpose.SERVER_AUTH: PROTOCOL_TLS_CLIENT, Purpose.CLIENT_AUTH: PROTOCOL_TLS_SERVER}
    if purpose not in protocols:
        raise ValueError(purpose)
    context = SSLContext(protocols[purpose])
    context.verify_flags |= VERIFY_X509_STRICT | VERIFY_X509_PARTIAL_CHAIN
    return _trust(context, purpose, (cafile, capath, cadata))


def _create_unverified_context(
    protocol=None,
    *,
    cert_reqs=CERT_NONE,
    check_hostname=False,
    purpose=Purpose.SERVER_AUTH,
    certfile=None,
    keyfile=None,
    cafile=None,
    capath=None,
    cadata=None,
):
    """A context that takes what the arguments say, and by default any certificate."""
    if keyfile and not certfile:
        raise ValueError("certfile must be specified")
    is_client = purpose == Purpose.SERVER_AUTH
    context = SSLContext(protocol or (PROTOCOL_TLS_CLIENT if is_client else PROTOCOL_TLS_SERVER))
    # First: a context that checks names cannot go without certificates.
    context.check_hostname = check_hostname
    context.verify_mode = cert_reqs
    if certfile:
        context.load_cert_chain(certfile, keyfile)
    return _trust(context, purpose, (cafile, capath, cadata))


_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def cert_time_to_seconds(cert_time):
    """Seconds since 1970 of a time as certificates have it: "Jan  5 09:34:43 2018 GMT"."""
    import re
    from calendar import timegm

    match = re.fullmatch(r"([A-Za-z]{3}) +(\d+) (\d+):(\d+):(\d+) (\d{4}) GMT", cert_time)
    if match is None or match[1].title() not in _MONTHS:
        raise ValueError(f"time data {cert_time!r} does not match format '%b %d %H:%M:%S %Y GMT'")
    day, hour, minute, second, year = map(int, match.groups()[1:])
    return timegm((year, _MONTHS.index(match[1].title()) + 1, day, hour, minute, second))


PEM_HEADER = "-----BEGIN CERTIFICATE-----"
PEM_FOOTER = "-----END CERTIFICATE-----"


def DER_cert_to_PEM_cert(der_cert_bytes):
    """A certificate's bytes as text."""
    return _ssl._to_pem(der_cert_bytes)


def PEM_cert_to_DER_cert(pem_cert_string):
    """The bytes of a certificate that is written as text."""
    if not pem_cert_string.startswith(PEM_HEADER):
        raise ValueError(f"Invalid PEM encoding; must start with {PEM_HEADER}")
    if not pem_cert_string.strip().endswith(PEM_FOOTER):
        raise ValueError(f"Invalid PEM encoding; must end with {PEM_FOOTER}")
    return _ssl._to_der(pem_cert_string)


def get_server_certificate(addr, ssl_version=PROTOCOL_TLS_CLIENT, ca_certs=None, timeout=None):
    _refuse("get_server_certificate()", "a JavaScript thread cannot wait for the network; use asyncio")


def get_protocol_name(protocol_code):
    try:
        return _SSLMethod(protocol_code).name
    except ValueError:
        return "<unknown>"
