# Every operation of contexts, on numbers and under rules drawn from a fixed sequence: the result and the flags.
import decimal
from decimal import Context, Decimal

state = 20


def draw(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


SPECIAL = """NaN sNaN NaN123 -NaN7 sNaN45 Infinity -Infinity 0 -0 0E+5 0E-7 1 -1 10 0.1 1.0 100 9 99999 0.5 2 -2 3 1.00
    1E+3 1E-9 2.50""".split()


def number():
    kind = draw(10)
    if kind == 0:
        return SPECIAL[draw(len(SPECIAL))]
    count = 1 + draw([3, 5, 12, 20, 40][draw(5)])
    if kind == 1:
        return "".join(str(draw(2)) for _ in range(count))
    digits = "".join(str(draw(10)) for _ in range(count))
    if draw(4) == 0:
        digits = digits[0] + "9" * (count - 1)
    if draw(6) == 0:
        digits += "0" * draw(6)
    exponent = [0, -count, -draw(count + 1), draw(11) - 5, draw(61) - 30, draw(400) - 200][draw(6)]
    return ("-" if draw(3) == 0 else "") + digits + (f"E{exponent:+}" if exponent else "")


def small():
    return str(draw(60) - 25) if draw(2) else number()


UNARY = """abs exp ln log10 logb logical_invert minus next_minus next_plus normalize number_class plus sqrt to_eng_string
    to_sci_string to_integral_exact to_integral_value copy_abs copy_negate is_normal is_subnormal create_decimal""".split()
BINARY = """add compare compare_signal compare_total compare_total_mag copy_sign divide divide_int divmod logical_and
    logical_or logical_xor max max_mag min min_mag multiply next_toward quantize remainder remainder_near rotate
    same_quantum scaleb shift subtract power""".split()
ROUNDINGS = [name for name in dir(decimal) if name.startswith("ROUND_")]

for i in range(1200):
    prec = [1 + draw(5), 9, 16, 28, 1 + draw(60)][draw(5)]
    emax = [999999, 384, 50, prec + draw(20), 6144][draw(5)]
    rounding = ROUNDINGS[draw(8)]
    c = Context(prec, rounding, -emax + draw(2), emax, draw(2), draw(2), [], [])
    kind = draw(10)
    if kind < 3:
        name, texts = UNARY[draw(len(UNARY))], [number()]
    elif kind < 9:
        name = BINARY[draw(len(BINARY))]
        texts = [number(), small() if name in ("rotate", "scaleb", "shift", "power", "quantize") else number()]
    elif draw(2):
        name, texts = "fma", [number(), number(), number()]
    else:
        name, texts = "power", [str(draw(100) - 20), str(draw(50) - 5), str(draw(1000) - 50)]
    operands = texts if name == "create_decimal" else map(Decimal, texts)
    result = getattr(c, name)(*operands)
    print(i, name, *texts, c.prec, rounding[6:], c.Emax, "=", result, *(s.__name__ for s in c.flags if c.flags[s]))
