# recorder: 3.13
# needs: openssl
# Contexts of TLS: what they are made with, and what they refuse.

import ssl
import tempfile
import _certificates


def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as error:
        parts = [getattr(error, name, "absent") for name in ("errno", "library", "reason")]
        print(type(error).__name__, str(error).partition(" (_ssl")[0], *parts)


def attributes():
    for make in (
        lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        lambda: ssl.create_default_context(),
        lambda: ssl.create_default_context(ssl.Purpose.CLIENT_AUTH),
        lambda: ssl._create_unverified_context(),
    ):
        context = make()
        print(repr(context.protocol), repr(context.verify_mode), context.check_hostname, repr(context.verify_flags))
        print(repr(context.options), repr(context.minimum_version), repr(context.maximum_version))


def settings():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    attempt(setattr, context, "verify_mode", ssl.CERT_NONE)
    attempt(setattr, context, "verify_mode", 7)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_OPTIONAL
    print(repr(context.verify_mode))
    context.verify_mode = ssl.CERT_NONE
    context.check_hostname = True
    print(repr(context.verify_mode), context.check_hostname)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.options |= ssl.OP_NO_TICKET
    print(repr(context.minimum_version), bool(context.options & ssl.OP_NO_TICKET))
    attempt(context.set_ciphers, "nothing like it")
    attempt(context.set_ciphers, "ECDHE+AESGCM")
    attempt(context.set_alpn_protocols, ["x" * 256])
    attempt(context.set_alpn_protocols, ["h2", "http/1.1"])
    attempt(ssl.create_default_context, "server")


def certificates(folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    attempt(context.load_cert_chain, f"{folder}/absent.pem")
    attempt(context.load_cert_chain, f"{folder}/server.pem")
    attempt(context.load_cert_chain, f"{folder}/server.key")
    attempt(context.load_cert_chain, f"{folder}/server.pem", f"{folder}/other.key")
    attempt(context.load_cert_chain, f"{folder}/server.pem", f"{folder}/server.key")
    attempt(context.load_verify_locations)
    attempt(context.load_verify_locations, f"{folder}/absent.pem")
    attempt(context.load_verify_locations, f"{folder}/server.key")
    attempt(context.load_verify_locations, None, None, "no certificate")
    attempt(context.load_verify_locations, None, None, b"no certificate")
    print(context.cert_store_stats(), context.get_ca_certs())
    with open(f"{folder}/ca.pem") as file:
        text = file.read()
    attempt(context.load_verify_locations, None, None, text)
    attempt(context.load_verify_locations, None, None, ssl.PEM_cert_to_DER_cert(text.strip()))
    print(context.cert_store_stats(), [each["subject"] for each in context.get_ca_certs()])
    print(context.get_ca_certs(binary_form=True) == [ssl.PEM_cert_to_DER_cert(text.strip())])


def errors():
    for kind in (ssl.SSLZeroReturnError, ssl.SSLWantReadError, ssl.SSLEOFError, ssl.SSLCertVerificationError):
        print(kind, [each.__name__ for each in kind.__mro__])
    print(ssl.CertificateError is ssl.SSLCertVerificationError, str(ssl.SSLError("a", 5)), str(ssl.SSLError(1, "text")))
    print(hasattr(ssl.SSLError(1, "text"), "reason"))
    attempt(ssl.SSLObject)
    print(ssl.cert_time_to_seconds("Jan  5 09:34:43 2018 GMT"), ssl.get_protocol_name(ssl.PROTOCOL_TLS_CLIENT))
    print(ssl.Purpose.SERVER_AUTH.shortname, repr(ssl.AlertDescription.ALERT_DESCRIPTION_UNKNOWN_CA), ssl.HAS_TLSv1_3)
    print(len(ssl.RAND_bytes(8)), ssl.RAND_status())


with tempfile.TemporaryDirectory() as folder:
    _certificates.make(folder)
    attributes()
    settings()
    certificates(folder)
    errors()
