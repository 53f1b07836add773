print([x * x for x in range(5)], {x % 3 for x in range(6)}, {x: x * x for x in range(3)})
print([(x, y) for x in range(3) if x for y in range(x) if y or x == 2])
print([[row[i] for row in [[1, 2], [3, 4]]] for i in range(2)])
print({k: v for k, v in zip("abc", [1, 2, 3]) if v != 2}, {**{"a": 1}, "b": 2, **{"a": 3}})
print([*range(3), *"ab"], {*[1], *(2,)}, (*[1], 2))
print([y for x in [1, 2, 3] if (y := x * 2) > 2], y)
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *_ in ["abc", "de"]])


class C:
    items = [1, 2]
    doubled = [item * 2 for item in items]
    try:
        broken = [item for _ in range(1) for item in items]
    except NameError as error:
        print(error)


print(C.doubled)
x = "outer"
[x for x in range(3)]
print(x, [lambda: x for x in range(2)][0]())
try:
    [1 / n for n in (1, 0)]
except ZeroDivisionError as error:
    print(error)
print([i for i in range(10) if i % 2 if i > 3], [i if i % 2 else -i for i in range(4)])
