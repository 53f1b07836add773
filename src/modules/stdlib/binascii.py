# The module binascii: bytes written as ASCII text, and check sums.

__all__ = [
    "Error",
    "Incomplete",
    "a2b_base64",
    "a2b_hex",
    "a2b_qp",
    "b2a_base64",
    "b2a_hex",
    "b2a_qp",
    "crc32",
    "crc_hqx",
    "hexlify",
    "unhexlify",
]


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {code: value for value, code in enumerate(_ALPHABET)}


def _ascii(data):
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    return bytes(data)


def hexlify(data, sep="", bytes_per_sep=1):
    data = bytes(data)
    return (data.hex(sep, bytes_per_sep) if sep else data.hex()).encode()


b2a_hex = hexlify


def unhexlify(hexstr, /):
    text = _ascii(hexstr)
    if len(text) % 2:
        raise Error("Odd-length string")
    if not all(code in b"0123456789abcdefABCDEF" for code in text):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(text.decode())


a2b_hex = unhexlify


def b2a_base64(data, /, *, newline=True):
    data = bytes(data)
    out = bytearray()
    for at in range(0, len(data), 3):
        group = data[at : at + 3]
        bits = int.from_bytes(group + b"\0" * (3 - len(group)), "big")
        out += bytes(_ALPHABET[bits >> shift & 63] for shift in (18, 12, 6, 0))
        if len(group) < 3:
            out[len(group) - 3 :] = b"=" * (3 - len(group))
    if newline:
        out += b"\n"
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    out = bytearray()
    bits = count = pads = 0
    text = _ascii(data)
    if strict_mode and text[:1] == b"=":
        raise Error("Leading padding not allowed")
    for at, code in enumerate(text):
        if code == 61:
            pads += 1
            if count % 4 >= 2 and count % 4 + pads >= 4:
                if strict_mode and at + 1 < len(text):
                    raise Error("Excess data after padding")
                return bytes(out)
            continue
        value = _VALUES.get(code)
        if value is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and pads:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        bits = (bits << 6 | value) & 0xFFFFFF
        count += 1
        if count % 4 != 1:
            out.append(bits >> (-count % 4) * 2 & 255)
    if count % 4 == 1:
        raise Error(
            f"Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
        )
    if count % 4:
        raise Error("Incorrect padding")
    return bytes(out)


def _table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ 0xEDB88320 if value & 1 else value >> 1
        table.append(value)
    return table


_CRC32 = _table()


def crc32(data, crc=0, /):
    crc = ~crc & 0xFFFFFFFF
    for byte in bytes(data):
        crc = _CRC32[(crc ^ byte) & 255] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def crc_hqx(data, crc, /):
    crc &= 0xFFFF
    for byte in bytes(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    out = []
    line = 0
    data = bytes(data)
    for at, byte in enumerate(data):
        following = data[at + 1 : at + 2]
        if byte == 10 and istext:
            out.append("\n")
            line = 0
            continue
        if header and byte == 32:
            text = "_"
        elif byte in (9, 32) and not quotetabs and following not in (b"\n", b""):
            text = chr(byte)
        elif 33 <= byte <= 126 and byte != 61 and not (header and byte == 95):
            text = chr(byte)
        else:
            text = f"={byte:02X}"
        if line + len(text) > 75:
            out.append("=\n")
            line = 0
        out.append(text)
        line += len(text)
    return "".join(out).encode()


def a2b_qp(data, header=False):
    text = _ascii(data)
    out = bytearray()
    at = 0
    while at < len(text):
        byte = text[at]
        at += 1
        if header and byte == 95:
            out.append(32)
        elif byte != 61:
            out.append(byte)
        elif text[at : at + 1] in (b"\n", b"\r", b""):
            end = text.find(b"\n", at)
            at = len(text) if end < 0 else end + 1
        else:
            try:
                out.append(int(text[at : at + 2], 16))
                at += 2
            except ValueError:
                out.append(61)
    return bytes(out)
