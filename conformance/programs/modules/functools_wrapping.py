"""wraps, partial, lru_cache, cache, cached_property, reduce."""
import functools


def decorate(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs) + 1

    return wrapper


@decorate
def add(a: int, b: int = 2) -> int:
    "Adds."
    return a + b


print(add(1), add.__name__, add.__doc__, add.__wrapped__(1), add.__annotations__)

p = functools.partial(add, 10, b=5)
print(p(), p(b=6), p.func is add, p.args, p.keywords)
q = functools.partial(functools.partial(pow, 2), 3)
print(q(), q.func is pow, q.args)
gap = functools.partial(divmod, functools.Placeholder, 3)
print(gap(10), functools.Placeholder)
try:
    functools.partial()
except TypeError as e:
    print(e)


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state):
        self.alive = state

    set_alive = functools.partialmethod(set_state, True)

    @functools.cached_property
    def expensive(self):
        print("computing")
        return 42


c = Cell()
c.set_alive()
print(c.alive, c.expensive, c.expensive, "expensive" in c.__dict__)

calls = []


@functools.lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x


print(square(1), square(2), square(1), square(3), square(2), calls)
print(square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@functools.lru_cache(typed=True)
def typed(x, *, y=0):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed(1, y=1), typed.cache_info().misses)
try:
    square([])
except TypeError as e:
    print(type(e).__name__, str(e).split(" (")[0])

print(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.reduce(max, [], 7))
try:
    functools.reduce(max, [])
except TypeError as e:
    print(e)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
