"""Records what CPython makes of operations on numbers: `python record.py SECTION [SEED COUNT] > SECTION.jsonl`.

A row is [operation, argument…, outcome]. Arguments are a letter (i int, f float, c complex, b bool, s str, n None) and
a text; an outcome is "=" and a repr, or "!" and an exception. Sections: format, arithmetic, functions, text, hash.
hash wants a CPython of 64 bits; the others want 3.14.
"""

import json
import operator
import random
import sys
import warnings
from decimal import Decimal, localcontext

section = sys.argv[1]
rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
count = int(sys.argv[3]) if len(sys.argv) > 3 else 600
inf = float("inf")
nan = float("nan")


def encode(value):
    if value is None:
        return "n"
    if isinstance(value, bool):
        return f"b{value}"
    if isinstance(value, complex):
        return f"c{value.real!r},{value.imag!r}"
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, float):
        return f"f{value!r}"
    return f"s{value}"


def row(name, function, *args):
    if name == "format" and isinstance(args[0], int) and args[1].endswith("c") and abs(args[0]) > 2**30:
        return  # the text of the error depends on the size of a C long
    try:
        outcome = "=" + repr(function(*args))
    except Exception as e:
        outcome = f"!{type(e).__name__}: {e}"
        if e.args[0] == 68:
            outcome = "!OverflowError: 34: Numerical result out of range"  # as Linux numbers and words it
    print(json.dumps([name, *map(encode, args), outcome]))


FLOATS = [0.0, -0.0, 0.5, 1.0, 1.5, 2.5, -2.5, 0.1, 0.125, 1e16, 1e15, 1e21, 1e22, 1e23, 1e-5, 1e-4, 9.5, 99.5, 999.95,
          0.05, 2.675, 1e300, 5e-324, 1.7976931348623157e308, 123456.789, 1234567.0, inf, -inf, nan, 9007199254740993.0,
          0.3, 3.0, 1e17, 0.00001234, 999999.5, 9999995.0, 25.0, 35.0, -0.4, 0.49999999999999994, 123456789.0]
INTS = [0, 1, -1, 2, 3, 5, 7, 10, -10, 42, 255, 256, 1000, -1000, 12345, 1234567, 2**31 - 1, 2**31, -2**31, 2**32,
        2**53 - 1, 2**53, -2**53, 2**53 + 1, 2**63, 2**64, 10**20, -10**20, 3**100, 10**30, 0x1F600, 64, 31, 32, 53, 100]


def some_float():
    k = rng.random()
    if k < 0.35:
        return rng.choice(FLOATS)
    if k < 0.55:
        return round(rng.uniform(-1000, 1000), rng.randint(0, 4))
    if k < 0.7:
        return rng.randint(-10**4, 10**4) / 2 ** rng.randint(0, 8)
    return rng.choice([-1, 1]) * rng.random() * 10.0 ** rng.randint(-30, 30)


def some_int():
    k = rng.random()
    if k < 0.4:
        return rng.choice(INTS)
    if k < 0.6:
        return rng.randint(-100, 100)
    if k < 0.8:
        return rng.randint(-2**54, 2**54)
    return rng.randint(-2**90, 2**90)


def some_complex():
    return complex(some_float(), some_float())


def some_spec():
    if rng.random() < 0.03:
        return rng.choice(["", "zz", "d d", "10.", ".f", ",,", "_,", ",_", "\u00e9", "<<10", "\U0001f600^10", "0<10",
                           "=010", "10_d", ".3,f", ".3_f", "._f", ".,", "+-d", "#", "z", "99999999999", ".99999999999", "-z#010,.3f", ".3,_f", ",.3_f"])
    spec = ""
    if rng.random() < 0.35:
        spec += rng.choice(["", "", "*", "0", "x", "\u00e9"]) + rng.choice("<>=^")
    spec += rng.choice(["", "", "", "+", "-", " "])
    spec += rng.choice(["", "", "", "", "", "", "z"])
    spec += rng.choice(["", "", "", "", "#"])
    spec += rng.choice(["", "", "", "0"])
    spec += rng.choice(["", "", str(rng.randint(1, 25))])
    spec += rng.choice(["", "", "", ",", "_"])
    spec += rng.choice(["", "", f".{rng.randint(0, 20)}"])
    spec += rng.choice(["", "", "", "", "", "", "", ","]) if "." in spec else ""
    spec += rng.choice(["", "d", "b", "o", "x", "X", "c", "n", "e", "E", "f", "f", "F", "g", "g", "G", "%", "s"])
    return spec


def format_section():
    for value in FLOATS:
        for spec in ["", ".0f", ".1f", ".2f", ".0e", ".3e", "g", ".3g", ".1", ".3", ".17", "z.0f", "%", "#g", ",", "010.1f", "n", "#.0f", "#.0e", "_.2f", ".0%"]:
            row("format", format, value, spec)
    for _ in range(count):
        k = rng.random()
        value = some_float() if k < 0.5 else some_int() if k < 0.75 else some_complex() if k < 0.85 else rng.choice(
            [True, False, "abc", "a\U0001f600b", ""])
        row("format", format, value, some_spec())
    for _ in range(count // 4):
        row("format", format, some_float(), f".{rng.randint(0, 130)}{rng.choice('feg')}")


BINARY = ["add", "sub", "mul", "truediv", "floordiv", "mod", "lshift", "rshift", "and_", "or_", "xor", "lt", "le", "gt",
          "ge", "eq", "ne"]


def some_operand():
    k = rng.random()
    if k < 0.45:
        return some_int()
    if k < 0.8:
        return some_float()
    if k < 0.9:
        return some_complex()
    return rng.choice([True, False, "a", None, "\ufb00", "\U0001f600"])


def exact_power(a, b):
    """Rows whose result depends on the quality of the C library are left out: those that are not correctly rounded."""
    if isinstance(a, complex) or isinstance(b, complex):
        return False
    try:
        r = a**b
        if not isinstance(r, float) or r in (0.0, inf, -inf) or r != r:
            return not isinstance(r, complex)
        with localcontext(prec=60):
            return r == float(Decimal(a) ** Decimal(b))
    except Exception:
        return True


def exact_abs(z):
    with localcontext(prec=60):
        return abs(z) == float((Decimal(z.real) ** 2 + Decimal(z.imag) ** 2).sqrt())


def arithmetic_section():
    def both(name, f, a, b):
        if name == "lshift" and isinstance(b, int) and b > 300:
            return
        if name == "mul" and any(isinstance(x, str) for x in (a, b)) and any(isinstance(x, int) and abs(x) > 99 for x in (a, b)):
            return
        row(name, f, a, b)

    for name in BINARY:
        for _ in range(count // 6):
            both(name, getattr(operator, name), some_operand(), some_operand())
        for _ in range(count // 20):
            both(name, getattr(operator, name), some_int(), rng.randint(-70, 70))
    for name in ["i" + n.rstrip("_") for n in BINARY[:11]]:
        for _ in range(count // 30):
            row(name, getattr(operator, name), rng.choice([1, 2.5, "a", None, True]), rng.choice(["b", None, 1j, 3]))
    for _ in range(count // 2):
        row("divmod", divmod, some_operand(), some_operand())
    for _ in range(count // 2):
        a, b = some_operand(), rng.choice([rng.randint(-5, 40), rng.randint(-3, 3) / 2, some_operand()])
        if not (isinstance(a, int) and isinstance(b, int) and b > 200):
            if exact_power(a, b):
                row("pow", pow, a, b)
    for _ in range(count // 4):
        row("powmod", pow, some_int(), some_int(), some_int())
    for name in ["neg", "pos", "invert", "abs"]:
        for _ in range(count // 10):
            value = some_operand()
            if name == "abs" and isinstance(value, complex) and not exact_abs(value):
                continue
            if not (name == "invert" and isinstance(value, bool)):
                row(name, getattr(operator, name), value)


def call(name):
    return lambda self, *args: getattr(self, name)(*args)


def functions_section():
    for value in FLOATS + INTS:
        row("round", round, value)
        for n in [-2, -1, 0, 1, 2, 5]:
            row("round", round, value, n)
    for _ in range(count):
        row("round", round, some_float(), rng.randint(-5, 25))
    for _ in range(count // 2):
        row("round", round, some_int(), rng.randint(-25, 3))
    for value in FLOATS:
        for name in ["as_integer_ratio", "hex", "is_integer", "__trunc__", "__floor__", "__ceil__", "conjugate"]:
            row(f".{name}", call(name), value)
    for value in INTS:
        for name in ["bit_length", "bit_count", "as_integer_ratio", "is_integer", "__trunc__", "__float__", "__index__"]:
            row(f".{name}", call(name), value)
        for a in [-value, 2**29 - value]:
            row(".bit_length", call("bit_length"), a)


TEXTS = ["1", "-1", "+1", " 12 ", "1_000", "1__0", "_1", "1_", "0x1f", "0b11", "0o17", "0_1", "01", "00", "0", "", " ",
         "-", "+ 1", "1.5", ".5", "5.", ".", "1e5", "1e-5", "1e", "1E+5", "1_0.5_0e1_0", "inf", "-inf", "+Infinity",
         "nan", "-NaN", "infinit", "1e400", "-1e400", "1e-400", "\u0967\u0968", "\u0661.\u0665", "\U0001d7d8\U0001d7e2", "z", "Z1", "0x", "0x_1", "0X1F",
         "0b2", "9007199254740993", "-9007199254740993", "123456789012345678901234567890", "1j", "j", "-j", "1+2j",
         "1-2j", "(1+2j)", "( 1+2j )", "1 + 2j", "1+j", "1-", "1_0j", "()", "nan+infj", "-infj", "1e5+1e-5j", "1+2", "1j+2", "\u2003" "5\u00a0",
         "\ud800", "'", '"\'', "2.5e-324", "2.4703282292062327e-324", "179769313486231580793e289", "9007199254740993.0"]
HEX = ["0x1.8p1", "1.8", "-0x.8p-1", "inf", "-Infinity", "nan", " 0x1p-1074 ", "0x1p-1075", "0x1.8p-1075", "", "0x", "1p",
       "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x1p1024", "0x0p99999", "0x1p-99999", "-0x0p0", "0x1.00000000000008p0",
       "0x1.000000000000081p0", "0x1.00000000000018p0", "0x.p1", "0xg", "abc", "0X1P+3", "0x123456789abcdef01.8p-3"]


def text_section():
    for text in TEXTS:
        row("int", int, text)
        for base in [0, 2, 3, 8, 16, 36, 1, 37]:
            row("int", int, text, base)
        row("float", float, text)
        row("complex", complex, text)
    for text in HEX:
        row("fromhex", float.fromhex, text)
    for value in FLOATS + INTS + [None, True, 1j]:
        row("int", int, value)
        row("float", float, value)
        row("complex", complex, value)
        row("repr", repr, value)
    for _ in range(count):
        row("repr", repr, some_float())
        row("repr", repr, some_complex())
    for _ in range(count // 4):
        row("float", float, f"{rng.randint(0, 10**rng.randint(1, 30))}.{rng.randint(0, 10**rng.randint(1, 30))}e{rng.randint(-340, 310)}")
    for args in [(1, 2), (1j, 2), (1, 1j), (1j, 1j), (None, 1), (1, "1"), ("1", 2), (-0.0, -0.0)]:
        row("complex", complex, *args)


def hash_section():
    for value in FLOATS + INTS + [True, 1j, -1 + 0j, 2**61 - 1, -(2**61), 2**61 - 2, 2.0**61]:
        if value == value:
            row("hash", hash, value)
    for _ in range(count // 4):
        row("hash", hash, rng.choice([f for f in [some_float(), 0.7] if f == f]))
        row("hash", hash, some_int())
        value = some_complex()
        if value == value:
            row("hash", hash, value)


warnings.simplefilter("ignore")
globals()[f"{section}_section"]()
