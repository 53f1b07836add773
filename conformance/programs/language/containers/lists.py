items = [3, 1, 2]
items.append(4)
items.extend("ab")
items.insert(1, "in")
items.insert(-100, "front")
items.insert(100, "back")
print(items, len(items), items.pop(), items.pop(0), items.index(1), items.count(1))
items.remove("in")
items.reverse()
print(items, items.copy() is items, items + [0], [0] * 3, [1, 2] * 0, 4 in items)
numbers = [3, 1, 2]
print(numbers.sort(), numbers, sorted(numbers, reverse=True), sorted(["b", "A", "c"], key=str.lower), list(reversed(numbers)))
numbers.sort(key=lambda n: -n)
print(numbers, numbers[1:], numbers[:-1], numbers[::-1], numbers[-2], numbers[5:], numbers[-100:2], numbers[::2])
numbers[1:2] = [7, 8, 9]
numbers[:0] = [0]
numbers[len(numbers) :] = [99]
print(numbers)
del numbers[1], numbers[::2]
print(numbers, numbers.clear(), numbers, bool(numbers))
nested = [[]] * 2
nested[0].append(1)
print(nested, [[] for _ in range(2)], [1, [2]] == [1, [2]], [1, 2] < [1, 3], [] < [0])
cycle = [1]
cycle.append(cycle)
print(cycle, list("abc"), list(range(3)), list({"a": 1}), [*map(str, range(3))])
a = [1, 2, 3, 4]
for wrong in (lambda: [][0], lambda: [].pop(), lambda: [1][5], lambda: [].remove(1), lambda: [] + (1,), lambda: a["a"], lambda: [3, "a"].sort(), lambda: [1].index(2), lambda: [0] * "a", lambda: [1, 2].pop(5)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
for item in a:
    if item % 2:
        a.remove(item)
print(a)
b = a
b += [5]
print(a is b, a, (a := [1])[0], [1, 2, 3].__contains__(2))
