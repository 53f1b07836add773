# recorder: 3.13
# What the format specification has for floats: "z", "#", and what is refused.
import warnings
from decimal import Decimal

warnings.simplefilter("ignore", DeprecationWarning)
for spec in ("z.1f", "#f", "#.0f", "z", "+z.0%", "N", "_", "_.2f", ".2_f", "<010", "=010", ",n", ".f", "x", "d"):
    for text in ("-0.04", "12345.678", "-Infinity"):
        try:
            print(spec, repr(format(Decimal(text), spec)))
        except ValueError as e:
            print(spec, e)
