print(list(zip("abc", range(2))), list(zip("ab", [1, 2], strict=True)), list(enumerate("ab", start=1)), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
print(list(filter(None, [0, 1, "", "a"])), list(reversed("abc")), any([]), all([]), any([0, 1]), all([1, 0]), sum([[1], [2]], []), sum([1, 2], 10))
print(min("b", "a"), max([1, 3, 2], key=lambda n: -n), min([], default="none"), max("abc", "abd"), sorted([3, 1], reverse=True), next(iter([]), "end"))
it = iter([1, 2, 3])
print(next(it), list(it), next(it, None), list(iter(lambda c=[0]: c.append(0) or len(c), 4)))
try:
    list(zip("ab", [1], strict=True))
except ValueError as error:
    print(error)
try:
    next(iter([]))
except StopIteration as stop:
    print(repr(stop))
print(abs(-2), divmod(7, 2), pow(2, 3), round(1.567, 1), bin(5), chr(97), ord("a"), hash(5), id(None) == id(None), callable(len), repr("x"), ascii("é"), format(5, "03d"))
print(isinstance(1, (str, int)), issubclass(bool, int), type(1) is int, isinstance(1, int | str), getattr("a", "upper")(), hasattr([], "append"), vars(type("T", (), {"a": 1}))["a"])
print(eval("1 + 2 * x", {"x": 5}), exec("y = 3") is None, compile("1+1", "s", "eval").co_name, sorted(globals())[:0], bool([]), int(), float(), str(), list(), tuple(), dict(), set(), bytes())
print(print("x", end="") is None, len({1: 2}), repr(slice(1)), Ellipsis, NotImplemented, type(None).__name__, type(...).__name__, int.__name__, __name__)
namespace = {}
exec("def f(x):\n    return x * 2\nz = f(4)", namespace)
print(namespace["z"], namespace["f"](5), "__builtins__" in namespace)
