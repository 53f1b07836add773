# Texts, numbers and keyword calls at the borders of the quick ways through them.

def f(a, b=2, *args, c=3, **kw): return a, b, args, c, kw
def go(*a, **k): return f(*a, **k)
for _ in range(3):
    print(f(1, c=4), f(1, 2, 3, 4, c=5, d=6), f(1, z=1, a2=2), f(1, b=7, y=2))
    print(go(1, c=4), go(1, 2, 3, c=9), go(b=1, a=2), go(a=1, q=2), go(1, **{"r": 5}))
    try: go(1, a=2)
    except TypeError as e: print(e)
    try: f(1, 2, 3, b=4)
    except TypeError as e: print(e)
    print(max(3, -7, 5, key=abs), max([], default=4), min(1, 2, key=lambda x: -x), int("ff", base=16), int("0b1", base=16), int("11", base=2))
for t in ["12", "-5", " 7 ", "1_0", "0x1f", "", "a", "123456789012345678", "٣"]:
    try: print(repr(t), int(t), int(t, 16), int(t, 36))
    except ValueError as e: print(e)
for s in [":", "2:", "A", "@", "z`"]:
    try: print(int(s, 36))
    except ValueError as e: print(e)
for x in [5, -5, 2.5, -0.0, 1e20, True, 10**20]:
    print(f"{x:06}", f"{x:>8}", f"{x:+.2f}", f"{x:*^12}", f"{x:=+10,}", format(x, ""), str(x), repr(x))
print(f"{1.5:08.3f}|{-1.5:08.3f}|{12345678:,}|{-255:#010x}|{'ab':*>5}|{'é😀':*^6}|")
for n, l, o in [(0, 0, "big"), (1, 2, "big"), (258, 3, "little"), (2**40, 6, "big"), (2**53, 8, "little")]:
    b = n.to_bytes(l, o); print(b, int.from_bytes(b, o), int.from_bytes(b, o, signed=True))
print((-2).to_bytes(2, "big", signed=True), int.from_bytes([1, 2, 255], "little"), int.from_bytes(b"\xff", signed=True))
for n, l in [(256, 1), (-1, 2), (1, 0)]:
    try: print(n.to_bytes(l))
    except OverflowError as e: print(e)
print("a,b,,c".split(","), "".split(","), "aXXbXX".split("XX"), ("x;" * 400).split(";")[398:], "a b".split(" ", 1))
print(len("a😀b"), len([1]), len({}), len(b"ab"), "a" in "abc", "" in "", "😀b"[1], "abc"[-1], "abcd"[1:3])
class L:
    def __len__(self): return 3
print(len(L()), len(type("M", (list,), {"__len__": lambda s: 9})()))
for bad in (5, object, L):
    try: print(len(bad))
    except TypeError as e: print(e)
class I(int):
    def __str__(self): return "I!"
    def __format__(self, s): return "F" + s
class S(str):
    def __format__(self, s): return "S" + s
    def __contains__(self, x): return True
    def __getitem__(self, i): return i
print(f"{I(4)} {I(5):x} {S('q'):>4} {str(I(3))}", "zz" in S("a"), S("a")[4])
try: f(1, **{1: 2})
except TypeError as e: print(e)
class U(str): pass
print(f(1, **{U("w"): 2}))
try: f(1, c=1, **{"c": 2})
except TypeError as e: print(e)
print(sorted(["b", "a", "\U0001f600", "\uff5e"]), "a" < "b", "\uff5e" < "\U0001f600", "ab" >= "ab")
