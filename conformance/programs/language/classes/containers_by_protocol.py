class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        n = self.n
        while n:
            yield n
            n -= 1

    def __reversed__(self):
        return iter(range(1, self.n + 1))

    def __len__(self):
        return self.n


class OldStyle:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * index


class Grid:
    def __init__(self):
        self.cells = {}

    def __setitem__(self, key, value):
        self.cells[key] = value

    def __getitem__(self, key):
        return self.cells.get(key, key)

    def __delitem__(self, key):
        del self.cells[key]


c = Countdown(4)
print(list(c), 2 in c, max(c), sorted(c), list(reversed(c)), sum(c), [*c, *c][:5], bool(Countdown(0)))
first, *middle, last = c
print(first, middle, last, tuple(zip(c, OldStyle())), 9 in OldStyle(), list(OldStyle()))
g = Grid()
g[1, 2] = "cell"
g[0] += 5
print(g[1, 2], g[0], g[1:5:2], g[..., None])
del g[0]
print(g.cells)
