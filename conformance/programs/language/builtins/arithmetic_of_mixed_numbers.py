# Sums and products of ints and floats: which results are ints, which are floats, and where ints grow.
import math


class Vector:
    def __repr__(self):
        return "v"

    def __mul__(self, other):
        return f"mul {other}"

    __rmul__ = __add__ = __radd__ = __sub__ = __rsub__ = __truediv__ = __rtruediv__ = __mul__


VALUES = [0, 1, -1, 3, 2**31 - 1, 2**31, -(2**31), 2**53 - 1, 2**53, -(2**60), 0.0, -0.0, 0.5, -0.5, 1.0, 1e16, 1e300, math.inf, math.nan, True, Vector()]


def attempt(f, *args):
    try:
        return repr(f(*args))
    except (ZeroDivisionError, OverflowError, TypeError) as e:
        return type(e).__name__


for a in VALUES:
    for b in VALUES:
        results = [
            attempt(lambda: a + b),
            attempt(lambda: a - b),
            attempt(lambda: a * b),
            attempt(lambda: a / b),
            attempt(lambda: a / b + b),
            attempt(lambda: a * 0.5 + b),
            attempt(lambda: b - a * 2.0),
            attempt(lambda: (a - 0.5) * (b + 0.5)),
            attempt(lambda: a / 2 == b),
            attempt(lambda: a * 0.5 < b / 2),
            attempt(lambda: (a * 0.5) % b),
            attempt(lambda: (a / 2) // b),
            attempt(lambda: -(a / 2)),
        ]
        print(a, b, *results)
for a in VALUES + [94906265, 94906266, -94906266, 0.1, 1e-200, 1e200]:
    print(a, attempt(lambda: a**2), attempt(lambda: (a / 2) ** 2), attempt(lambda: 2**a if not a > 100 else a))
total = 0.0
for value in [0.5, 0.5, 1, -2.0, 2**53, 0.25]:
    total += value
    print(total, type(total).__name__)
