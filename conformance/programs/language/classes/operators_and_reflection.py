class Num:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Num({self.value})"

    def __add__(self, other):
        if not isinstance(other, (int, Num)):
            return NotImplemented
        return Num(self.value + getattr(other, "value", other))

    def __radd__(self, other):
        return Num(f"{other} + {self.value}")

    def __iadd__(self, other):
        self.value += other
        return self

    def __neg__(self):
        return Num(-self.value)

    def __matmul__(self, other):
        return "matmul"

    def __eq__(self, other):
        return isinstance(other, Num) and self.value == other.value

    def __lt__(self, other):
        return self.value < other.value

    def __bool__(self):
        return self.value != 0

    def __len__(self):
        return 3

    def __contains__(self, item):
        return item == self.value

    def __getitem__(self, key):
        return key

    def __call__(self, *args):
        return args

    def __index__(self):
        return self.value

    def __float__(self):
        return float(self.value)

    def __divmod__(self, other):
        return "divmod"

    def __pow__(self, other, modulo=None):
        return f"pow {other} {modulo}"

    def __round__(self, digits=None):
        return f"round {digits}"


class Sub(Num):
    def __radd__(self, other):
        return "subclass goes first"


n = Num(5)
same = n
print(n + 1, 1 + n, n + n, -n, n @ 1, n == Num(5), n != Num(5), n < Num(6), n > Num(6))
n += 10
print(same is n, n, bool(Num(0)), not n, len(n), 15 in n, n[1:2, ...], n(1, 2))
print([10, 20, 30][Num(1)], hex(Num(255)), float(n), divmod(n, 1), n**2, pow(n, 2, 3), round(n), round(n, 1))
print(Num(1) + Sub(2))
for action in (lambda: n + "x", lambda: n - 1, lambda: n <= n, lambda: ~n, lambda: {n}):
    try:
        print(action())
    except TypeError as error:
        print(error)
