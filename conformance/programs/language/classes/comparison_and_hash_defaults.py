class Plain:
    pass


class Equal:
    def __eq__(self, other):
        return True


class Hashed:
    def __init__(self, key):
        self.key = key

    def __eq__(self, other):
        return isinstance(other, Hashed) and self.key == other.key

    def __hash__(self):
        return hash(self.key)

    def __repr__(self):
        return f"Hashed({self.key})"


a, b = Plain(), Plain()
print(a == a, a == b, a != b, hash(a) == hash(a))
try:
    a < b
except TypeError as error:
    print(error)
try:
    hash(Equal())
except TypeError as error:
    print(error)
table = {Hashed(1): "one", Hashed(2): "two"}
table[Hashed(1)] = "again"
print(table, Hashed(2) in table, len({Hashed(3), Hashed(3)}))
print(1 == 1.0 == True, hash(1) == hash(1.0) == hash(True), {1: "int", 1.0: "float", True: "bool"})
print(1 < 2 < 3 < 3, 1 < 3 > 2, (1, 2) < (1, 3), [1] < [1, 0], "a" < "b" < "ba")
for left, right in ((1, "a"), ([], ()), (None, None), ({}, {})):
    try:
        left < right
    except TypeError as error:
        print(error)
print([1, 2] == (1, 2), {1, 2} < {1, 2, 3}, {1} <= {1}, (1, "a") == (1, "a"), 1 is not None)
