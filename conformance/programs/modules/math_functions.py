"""The module math: values, exact integers, errors."""
import math

print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.isqrt(10**40), math.cbrt(27), math.hypot(3, 4), math.hypot(1, 2, 3), math.dist([0, 0], [3, 4]))
print(math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.floor(10**20), math.fabs(-3), math.copysign(1, -0.0))
print(math.factorial(25), math.comb(50, 6), math.perm(5, 2), math.gcd(12, 18, 27), math.lcm(4, 6), math.gcd(), math.lcm())
print(math.log(math.e), math.log(8, 2), math.log2(2**70), math.log10(1000), math.log(10**400), math.log1p(0), math.exp(1))
print(math.sin(0), math.cos(0), math.atan2(1, 1), math.degrees(math.pi), math.radians(180), math.tanh(0))
print(math.fmod(-7, 3), math.remainder(7, 4), math.modf(-2.5), math.frexp(10), math.ldexp(0.5, 3), math.pow(2, 0.5))
print(math.fsum([0.1] * 10), math.prod([1, 2, 3], start=2), math.sumprod([1, 2], [3, 4]), math.fma(2, 3, 4))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1))
print(math.nextafter(1, 2), math.ulp(1), math.gamma(5), math.lgamma(1), math.erf(0), math.erfc(0), round(math.erf(0.5), 12))
print(math.nextafter(0, 1), math.ulp(0.0), math.exp2(3), math.expm1(0))
for text in ("math.sqrt(-1)", "math.log(0)", "math.factorial(-1)", "math.exp(1000)", "math.acos(2)", "math.sqrt('x')",
             "math.floor(math.nan)", "math.ceil(math.inf)", "math.fmod(1, 0)", "math.factorial(1.5)", "math.pow(0, -1)",
             "math.isqrt(-1)", "math.comb(-1, 2)", "math.dist([1], [1, 2])", "math.sin(math.inf)"):
    try:
        print(eval(text))
    except (ValueError, OverflowError, TypeError) as e:
        print(text, type(e).__name__, e)
