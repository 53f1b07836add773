# Contexts: their attributes, flags and traps, copies, with statements, and what goes wrong.
import copy
import pickle
from decimal import *


def report(f):
    try:
        print(f())
    except (ArithmeticError, TypeError, ValueError, KeyError, AttributeError) as e:
        print(type(e).__mro__[0].__name__, e.args)


c = getcontext()
print(c)
for division in (lambda: Decimal(1) / 0, lambda: Decimal(0) / 0, lambda: Decimal("x"), lambda: Decimal(10) ** 30 // 3):
    report(division)
print(c.flags[DivisionByZero], c.flags[InvalidOperation], c.flags[Inexact])
report(lambda: divmod(Decimal(1), 0))
try:
    Decimal(1) / 0
except ZeroDivisionError as e:
    print(repr(e), isinstance(e, DecimalException), e.__class__.__module__)

c.clear_flags()
c.traps[DivisionByZero] = False
print(Decimal(-1) / 0, c.flags[DivisionByZero], c)
print(dict(c.flags) == c.flags, len(c.traps), sorted(s.__name__ for s in c.traps if c.traps[s]))
print(c.flags)

for change in ("prec=0", "prec='a'", "prec=1.5", "rounding='x'", "Emin=1", "Emax=-1", "capitals=2", "clamp=2", "flags=3"):
    report(lambda: eval(f"Context({change})"))
    report(lambda: eval(f"localcontext({change})"))
report(lambda: localcontext(precision=3))
report(lambda: localcontext(3))
report(lambda: delattr(c, "prec"))
report(lambda: c.flags[3])
report(lambda: c.flags.pop(Inexact))

with localcontext(prec=5, rounding=ROUND_UP) as inner:
    print(Decimal(1) / 3, inner is getcontext(), inner.prec)
    with localcontext(Context(prec=3, capitals=0)):
        print(Decimal("1E+30") * 12345)
    print(Decimal(2) / 3)
print(getcontext() is c, Decimal(1) / 3)

setcontext(ExtendedContext)
print(getcontext() is ExtendedContext, getcontext().prec, Decimal(1) / 0)
setcontext(c)
for other in (copy.copy(c), c.copy(), pickle.loads(pickle.dumps(c))):
    print(other.prec, other.flags == c.flags, other.traps == c.traps, other is c)
for bits in (32, 64, 128):
    print(IEEEContext(bits))

c = Context(prec=3, Emax=9, Emin=-9, traps=[])
for text in ("12345", "9999e7", "1.234e-9", "1e-20", "0e30", "NaN12345", "-sNaN", "1_0", " 1"):
    c.clear_flags()
    print(text, c.create_decimal(text), *(s.__name__ for s in c.flags if c.flags[s]))
c = Context(prec=5, Emax=9, clamp=1)
print(c.create_decimal("1e9"), c.Etop(), c.Etiny(), c.radix(), c.clamp)


class Own(Context):
    def __init__(self, digits):
        super().__init__(prec=digits)
        self.name = "own"


own = Own(4)
print(own.prec, own.name, own.divide(1, 3), type(own.copy()).__name__, isinstance(own, Context))
setcontext(Context())
getcontext().traps[FloatOperation] = True
report(lambda: Decimal(1.5))
report(lambda: Decimal(1) < 1.5)
report(lambda: Decimal(1) == 1.5)
report(lambda: Decimal.from_float(1.5))
for cls in (DivisionByZero, FloatOperation, Underflow, DivisionUndefined, ConversionSyntax):
    print(*(base.__name__ for base in cls.__mro__))
