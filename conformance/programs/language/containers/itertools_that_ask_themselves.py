# Iterators of itertools whose source asks them for an item; `tee` of its own results; keywords for a subclass's __init__.
import itertools
import operator


class Nested:
    """Its first items are what the iterator over it gives."""

    def __init__(self, make, times):
        self.times = times
        self.count = 0
        self.outer = make(self)

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        return next(self.outer) if self.count <= self.times else self.count


for times in range(4):
    outer = Nested(itertools.pairwise, times).outer
    print([next(outer) for _ in range(3)])


class Again:
    def __iter__(self):
        return self

    def __next__(self):
        return next(b)


a, b = itertools.tee(Again())
try:
    next(a)
except RuntimeError as e:
    print(e)
more = type(a)("xyz")
print(type(more), next(more), list(type(a)(more)), list(more))

for cls, args in ((filter, (bool, [0, 1])), (itertools.chain, ([1], [2])), (itertools.starmap, (max, [(1, 2)]))):

    class Plain(cls):
        pass

    class Own(cls):
        def __init__(self, *args, extra=None):
            self.extra = extra

    own = Own(*args, extra=3)
    print(list(own), own.extra)
    try:
        Plain(*args, extra=3)
    except TypeError as e:
        print(e)

print(operator.length_hint(itertools.repeat(1)), operator.length_hint(itertools.repeat(1), 5), operator.length_hint(iter([1]), 9))
for value, default in ((object(), "x"), (iter("ab"), None)):
    try:
        operator.length_hint(value, default)
    except TypeError as e:
        print(e)
for text in ("f'{3:x\n}'", "f'{3:a{4}\n}'"):
    try:
        compile(text, "text", "eval")
    except SyntaxError as e:
        print(e.msg)
