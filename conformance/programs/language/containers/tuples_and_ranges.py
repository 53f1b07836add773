t = 1, 2, 3
print(t, (1,), (), tuple("ab"), t + (4,), t * 2, t[1:], t.index(2), t.count(1), 2 in t, hash((1, 2)) == hash((1, 2)), len(t))
print((1, 2) < (1, 2, 0), (1, "a") == (1, "a"), min((3, 1)), sorted((2, 1)), t[::-1], {(1, 2): "key"}[1, 2])
r = range(10, 0, -3)
print(r, list(r), len(r), r[1], r[-1], r[1:], 7 in r, 8 in r, r.index(4), r == range(10, 1, -3), range(0), bool(range(0)), list(reversed(r)), r.start, r.stop, r.step)
print(range(10**20, 10**20 + 3)[1], len(range(0, 100, 7)), list(range(5))[::2], 5.0 in range(10), "a" in range(3), hash(range(3)) == hash(range(0, 3, 1)))
for wrong in (lambda: t[5], lambda: t.index(9), lambda: t.append, lambda: t + [1], lambda: range(5)[9], lambda: range(3).index(7), lambda: {[]: 1}, lambda: hash(([],))):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
try:
    t[0] = 1
except TypeError as error:
    print(error)
s = slice(1, 10, 2)
print(s, s.indices(5), s.start, "abcdefgh"[s], slice(None, 3))
