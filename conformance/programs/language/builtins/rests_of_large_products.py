# Products of which only the rest of a division is wanted, small, large, negative, and of what is no int.
VALUES = [0, 1, 7, -3, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**52 + 1, 2**53 - 1, -(2**53) + 1, 2**60, 0.5, 2.0**40, 1e300, True]
for a in VALUES:
    for b in VALUES:
        print(a, b, a * b % 2147483647, (a * b + 12345) % 4294967296, (a * b - 1) % 1000003, a * b % 1, a * b % 4294967297)
        if not isinstance(a * b, float):
            print(a * b & 255, a * b & 4294967295, (a * b + 1) & 65535, (a * b - 70000) & 2147483647, a * b & 6, a * b & -1)


class Vector:
    def __mul__(self, other):
        return self

    __rmul__ = __add__ = __mul__

    def __mod__(self, other):
        return f"mod {other}"

    def __and__(self, other):
        return f"and {other}"


v = Vector()
print(v * 2 % 1000, 2 * v % 1000, (v * 2**60 + 1) % 10, v * v & 255, "ab" * 3 % (), [1] * 2 + [1])
for bad in ("a", None, [1]):
    for good in (2, 2**90):
        try:
            print(bad * good % 7)
        except (TypeError, MemoryError, OverflowError) as e:
            print(type(e).__name__)
state = 42
for _ in range(1000):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    state = state * 1103515245 % 2147483647
    state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
    state = state * 48271 % 0x7FFFFFFF
print(state)
