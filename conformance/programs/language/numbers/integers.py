print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 3), 2**10, 2**-1, (-2) ** 3, -(2**2))
print(2**100, 2**64 - 1, -(2**63), 10**30 // 7, 10**30 % 7, -(10**30) // 7, (2**100) >> 90, 1 << 70, 3**50)
print(0xFF, 0o17, 0b101, 1_000, int("ff", 16), int("0b11", 0), int(" 42 "), int("-7"), int(3.99), int(-3.99), int("1_000"))
print(5 & 3, 5 | 3, 5 ^ 3, ~5, -5 >> 1, -5 & 0xFF, (2**70) & (2**69 + 1), ~(2**70))
print(bin(10), hex(255), oct(8), bin(-5), hex(2**70), (255).bit_length(), (10).bit_count(), (2**70).bit_length())
print((1024).to_bytes(2, "big"), int.from_bytes(b"\x04\x00", "big"), (-1).to_bytes(2, "little", signed=True), int.from_bytes(b"\xff", "big", signed=True))
print(abs(-5), pow(3, 4, 5), pow(3, -1, 7), round(15, -1), round(25, -1), round(1234, -2), sum(range(101)), min(3, 1, 2))
print(9007199254740991 + 1, 9007199254740992 + 1, 9007199254740993 * 3, 9007199254740993 - 1 == 9007199254740992, 2**53 == float(2**53), 2**53 + 1 == float(2**53))
print(True + True, True * 5, isinstance(True, int), int(True), -True, ~0, True / 2, 5 .real, (5).denominator, (5).conjugate())
print(10**20 == 1e20, 10**25 == 1e25, hash(-1), hash(12345), hash(2**100) == hash(float(2**100)), 3 == 3.0)
for wrong in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 0**-1, lambda: 1 << -1, lambda: int("12a"), lambda: int("", 10), lambda: 2**70 // 0, lambda: (300).to_bytes(1, "big"), lambda: 10**400 / 3):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print(f"{2**100:,} {2**70:x} {-(2**65):d} {10**21:e} {2**53 + 1:.1f}", str(10**25), repr(-(10**18)))
import math

print(math.isqrt(10**20), math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.comb(10, 3), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7))
