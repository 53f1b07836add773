d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 4
print(d, list(d), len(d), "a" in d, d.get("x"), d.get("x", 0), d.setdefault("e", []), d.pop("e"), d.pop("zz", None))
print(list(d.keys()), list(d.values()), list(d.items()), d.keys() & {"a", "zz"}, sorted(d.keys() | {"q"}), ("a", 2) in d.items())
del d["a"]
d["a"] = "moved to the end"
print(d, d.popitem(), d.copy() == d, dict(x=1, **{"y": 2}), dict([("k", "v")]), dict.fromkeys("ab", 0), {**d, "z": 0})
d.update({"n": 1}, m=2)
d |= {"o": 3}
print(d, d | {"b": "new"}, list(reversed(d)), {1: "a", 1.0: "b", True: "c"}, {"k": 1} == {"k": 1.0}, dict(zip("ab", (1, 2))))
keys = d.keys()
d["late"] = 1
print("late" in keys, len(keys), type(keys).__name__, {}.keys(), {1: 2}.items(), {1: 2}.values())
for wrong in (lambda: d["missing"], lambda: d[[]], lambda: {}.popitem(), lambda: d.pop("missing"), lambda: {1: 2} < {}, lambda: dict(5), lambda: {{}: 1}):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
try:
    for key in d:
        d[key + "x"] = 1
except RuntimeError as error:
    print(error)
nested = {}
nested.setdefault("a", {}).setdefault("b", []).append(1)
nested["self"] = nested
print(nested, max({"a": 1, "b": 0}, key={"a": 1, "b": 0}.get), sum({1: 2, 3: 4}), sorted({"b": 1, "a": 2}.items(), key=lambda item: item[1]))
counts = {}
for letter in "abracadabra":
    counts[letter] = counts.get(letter, 0) + 1
print(counts, sorted(counts, key=lambda k: (-counts[k], k)))
