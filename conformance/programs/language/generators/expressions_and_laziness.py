def numbers():
    for i in range(5):
        print("producing", i)
        yield i


g = (n * n for n in numbers() if n % 2)
print("made", type(g).__name__)
print(next(g))
print(list(g))
print(next(g, "default"), sum(n for n in range(4)), max((n for n in [3, 1]), default=0))
pairs = ((a, b) for a in range(2) for b in range(a, 2))
print(list(pairs), list(pairs))
g = (n for n in [1, 2, 3])
print(2 in g, list(g))
print(any(n > 1 for n in numbers()))


def infinite():
    n = 0
    while True:
        yield n
        n += 1


print([n for n, _ in zip(infinite(), range(3))], [*zip("ab", infinite())])
g = infinite()
a, b, *c = (next(g) for _ in range(4))
print(a, b, c)


def recursive():
    try:
        next(self)
    except ValueError as error:
        yield str(error)


self = recursive()
print(next(self))
import inspect

print(inspect.getgeneratorstate(self), self.gi_running, self.gi_code.co_name)
