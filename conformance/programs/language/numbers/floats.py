print(1.0, 0.1 + 0.2, 1e16, 1e-5, 1.5e300 * 1e10, 123456789012345680.0, 1e22, 0.0001, 1e15, 1e100, -0.0, 3.0e-10)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), 2.0**0.5, 2**0.5, (-8) ** (1 / 3), 10 / 4, 10 / 5, 1e308 * 10)
print(float("inf"), -float("inf"), float("nan"), float("nan") == float("nan"), float("1e3"), float(" 2.5 "), float("-Infinity"), float("1_0.5"))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(1.0), round(2.5, 0), round(0.5), round(1e20))
print(int(1e20), (0.5).as_integer_ratio(), (2.0).is_integer(), (1.5).hex(), float.fromhex("0x1.8p+0"), 1.5.real, abs(-1.5))
print(1 == 1.0, 0.1 + 0.2 == 0.3, 1.0 < 2, 2**53 + 1 > 2.0**53, max(1, 1.0), min(1.0, 1), sum([0.1] * 10))
print(type(1 + 1.0), type(2 * 0.5), type(4 / 2), type(7 // 2.0), type(2**-1), 3 * 1.0, 1.0 - 1, 5.0 % 3, -0.0 + 0, 0.0 == -0.0, type(5.0 // 1))
print(f"{3.0} {3.0:.0f} {3.5:.0f} {2.5:.0f} {1e10} {1e16:g} {1234.5:g} {0.1:.20f} {1.0:.3e} {float('inf'):f} {float('nan'):5.1f} {1e6:,.0f} {2.0:n}")
for wrong in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0.0**-1, lambda: int(float("nan")), lambda: int(float("inf")), lambda: float("abc"), lambda: 1.5 << 1, lambda: round(float("nan")), lambda: [1].pop(1.0), lambda: "a" * 1.0, lambda: range(1.0)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
import math

print(math.sqrt(2), math.pi, math.inf, math.sin(1), math.floor(2.7), math.ceil(2.1), math.isnan(math.nan), math.fsum([0.1] * 10), math.hypot(3, 4), math.copysign(1, -0.0))
print(math.log(math.e), math.log2(8), math.log10(1000), math.log(8, 2), math.exp(1), math.pow(2, 3), math.fmod(-7, 3), math.modf(2.5), math.frexp(8.0), math.degrees(math.pi), math.atan2(1, 1), math.isclose(0.1 + 0.2, 0.3))
print(1j * 1j, (1 + 2j) * (3 - 1j), abs(3 + 4j), (1 + 2j).conjugate(), complex(1, -2), complex("1+2j"), (1 + 2j) / (1 - 1j), 2j**2, (1 + 0j) == 1, -1j, 1e20j)
