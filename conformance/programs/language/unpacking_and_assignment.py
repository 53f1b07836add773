a, b = 1, 2
a, b = b, a
(c, [d, *e]), f = (1, "xyz"), 3
print(a, b, c, d, e, f)
*head, tail = range(4)
x = y = z = []
x.append(1)
print(head, tail, y is z, z)
data = {"k": [1, 2]}
data["k"][0], data["new"] = data["k"][1], "added"
print(data)
i = 0
i, values = 1, [0, 0]
i, values[i] = 0, "here"
print(i, values)
for wrong in ("a, b = 1,", "a, b = 1, 2, 3", "a, *b, c = 1,", "a, b = 5", "a, b = {}"):
    try:
        exec(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
values = [1, 2, 3, 4, 5]
values[1:3] = "ab"
values[::2] = [0, 0, 0]
print(values)
try:
    values[::2] = [1]
except ValueError as error:
    print(error)
del values[0], values[-1:]
print(values)
n = 10
n += 1; n -= 2; n *= 3; n //= 2; n **= 2; n %= 50; n <<= 2; n |= 1; n ^= 7; n &= 0xFF; n >>= 1
print(n, (m := 5) + m)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)
for k, (v, w) in {"a": (1, 2)}.items():
    print(k, v, w)
print(*[1], *(2, 3), sep=", ", end="!\n")
