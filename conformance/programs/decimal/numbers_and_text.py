# Decimals made of other values, as text, as other numbers, compared, hashed and formatted.
import copy
import math
import numbers
import pickle
import statistics
from decimal import *
from fractions import Fraction


def report(text):
    try:
        print(text, "=>", repr(eval(text)))
    except (ArithmeticError, TypeError, ValueError, AttributeError) as e:
        print(text, "=>", type(e).__name__, e)


for argument in """
"1_000.5"|"  -1.50\\n"|"\\u0661\\u0662.\\u0663"|"+inf"|"nan0012"|"-sNaN5"|"1e"|""|"1 2"|"0x1"|".5"|"5."|"."|1.1|-0.0|(1,(1,2),3)|(0,(),0)|
(0,(1,),"F")|(0,(1,2),"n")|(2,(1,),0)|(0,(1,10),0)|(0,(1,))|[0,[1],-1]|None|1j|b"1"|True|10**30
""".replace("\n", "").split("|"):
    report(f"Decimal({argument})")
for text in "0 -0 0E+3 0E-7 1E+5 123E-2 1.23E-10 0.000001 0.0000001 12345E+1 NaN -sNaN7 -Infinity".split():
    x = Decimal(text)
    print(x, repr(x), x.to_eng_string(), x.as_tuple(), x.adjusted(), bool(x), x.number_class())

for text in (
    "Decimal('1.1') + 2", "2 - Decimal('1.1')", "Decimal(1) + 1.0", "'1' + Decimal(1)", "Decimal(7) // -2", "Decimal(7) % -2",
    "divmod(Decimal(-7), 2)", "Decimal('-1.5') ** 2", "2 ** Decimal('0.5')", "pow(Decimal(3), 4, 5)", "pow(3, Decimal(4), 5)",
    "-Decimal('-0')", "+Decimal('1.123456789012345678901234567890')", "abs(Decimal('-2'))", "Decimal(1) << 1",
    "int(Decimal('-1.9'))", "float(Decimal('0.1'))", "complex(Decimal('1.5'))", "round(Decimal('2.5'))",
    "round(Decimal('2.675'), 2)", "round(Decimal('1234'), -2)", "math.floor(Decimal('-1.5'))", "math.ceil(Decimal('-1.5'))",
    "math.trunc(Decimal('-1.5'))", "int(Decimal('nan'))", "math.floor(Decimal('inf'))", "Decimal('1.25').as_integer_ratio()",
    "Fraction(Decimal('0.1'))", "sum([Decimal('0.1')] * 3)", "statistics.mean([Decimal('1'), Decimal('2.5')])",
    "max(Decimal(1), 2.5)", "sorted([Decimal(3), 1, 2.5, Fraction(5, 4)])", "Decimal(1) == 1.0 == Fraction(1)",
    "Decimal('0.1') == 0.1", "Decimal('0.1') < 0.1", "Decimal('0.5') == Fraction(1, 2)", "Decimal(1) < '1'", "Decimal(1) == '1'",
    "Decimal('nan') == Decimal('nan')", "Decimal('nan') < 1", "Decimal('snan') == 1", "Decimal(5) == 5 + 0j",
    "hash(Decimal('5')) == hash(5)", "hash(Decimal('2.5')) == hash(2.5)", "hash(Decimal('0.1')) == hash(Fraction(1, 10))",
    "hash(Decimal('1e50')) == hash(10**50)", "hash(Decimal('-inf')) == hash(float('-inf'))", "hash(Decimal('snan'))",
    "{Decimal('1.0'): 1}[1]", "isinstance(Decimal(1), numbers.Number)", "isinstance(Decimal(1), numbers.Real)",
    "Decimal(5).real, Decimal(5).imag, Decimal(5).conjugate()", "Decimal.from_float(0.1)", "Decimal.from_number(2.5)",
    "Decimal.from_number('1')", "Decimal.from_float('1')", "Decimal(1, 2)", "Decimal(1).quantize('0.1')",
    "Decimal('1').quantize(Decimal('1e-30'))", "Decimal('7.325').quantize(Decimal('.01'), ROUND_HALF_UP)",
    "Decimal('7.325').quantize(Decimal('.01'), 'up')", "Decimal(2).exp(3)", "Decimal(1).nothing", "Decimal('1.20').normalize()",
    "Decimal('321.5').normalize(Context(prec=2))", "Decimal('1.5').to_integral_value(ROUND_CEILING)", "Decimal(50).ln(), Decimal(50).log10()",
    "Decimal(2).sqrt(Context(prec=50))", "Decimal('1e-30').exp(Context(prec=40))", "Decimal('101').logical_xor(Decimal('11'))",
    "Decimal('34028236692093846346337460743176821145').rotate(-5)", "Decimal('2').compare_total(Decimal('2.0'))",
):
    report(text)

for spec in ("", "f", ".2f", ",.2f", "e", ".3e", "E", "g", ".3", "%", ".1%", "+.1f", " .1f", "010", "*>12", "_<12.1f", "^12", "=+12.0f", "n", "010,", "015,.1f"):
    print(repr(spec), *(f"{Decimal(x):{spec}}" for x in ("1234567.891", "-0.00012345", "0", "1E+10", "NaN", "-Infinity")))
report("format(Decimal(1), 1)")


class Money(Decimal):
    def __str__(self):
        return f"${self:.2f}"


money = Money("3.999")
print(money, repr(money), type(money + 1), type(copy.copy(money)), type(Money.from_float(0.5)), Money("1") == 1)
for x in (Decimal("-1.50"), money, Decimal("NaN12")):
    for protocol in (0, 2, 5):
        again = pickle.loads(pickle.dumps(x, protocol))
        print(type(again).__name__, again.as_tuple(), copy.deepcopy(x) is x)
print(Decimal.__module__, Decimal.quantize, Context.add, HAVE_THREADS)
