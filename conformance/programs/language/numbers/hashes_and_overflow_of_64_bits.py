# recorder: 3.13
# CPython in WebAssembly has hashes of 32 bits, and other error numbers.
print(hash(2**61 - 1), hash(2**61), hash(2**64), hash(-(2**61)), hash(2**100 + 1))
print(hash(1.5), hash(float("inf")), hash(-0.25), hash(1e300), hash(True), hash(0.1))
print(hash((1, 2, 3)), hash(()), hash(None) == hash(None), hash(1 + 2j))
try:
    2.0**10000
except OverflowError as error:
    print(repr(error))
print(str(OSError(2, "no such file", "name")), type(OSError(2, "text")).__name__, OSError(13, "x").errno)
