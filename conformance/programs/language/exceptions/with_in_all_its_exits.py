class Manager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__, error)
        return self.suppress


with Manager("a") as a, Manager("b") as b:
    print(a.name, b.name)
with Manager("c", suppress=True):
    raise ValueError("suppressed")


def returning():
    with Manager("d"):
        return "returned"


print(returning())
for i in range(2):
    with Manager(i):
        if i:
            break
        continue
try:
    with Manager("outer"), Manager("inner"):
        1 / 0
except ZeroDivisionError as error:
    print("outside", error)


class Unenterable:
    def __exit__(self, *details):
        pass


try:
    with Unenterable():
        pass
except TypeError as error:
    print(error)
holder = {}
with Manager("subscript") as holder["key"], Manager("attribute") as holder["key"].other:
    print(holder["key"].other.name)
