# Sections of texts with and without surrogates and of bytes; bytes made of ints and added.
class Index:
    def __index__(self):
        return 3

    def __repr__(self):
        return "Index()"


class Text(str):
    def __getitem__(self, key):
        return f"item {key}"


class Octets(bytes):
    pass


class Other:
    def __radd__(self, left):
        return f"radd {left!r}"


BOUNDS = [(0, 2), (1, -1), (-2, 9), (None, 3), (2, None), (3, 1), (-9, 2), (True, Index()), (None, None), (0, 2**60)]
for text in ["abcdef", "a\U0001f600b\U0001f601cd", "\ud83dx\ude00z\ud83dy", Text("abcdef"), "", "\xe9\u0142xyz"]:
    print([ascii(text[a:b]) for a, b in BOUNDS])
for data in [b"abcdef", bytearray(b"abcdef"), Octets(b"abcdef"), memoryview(b"abcdef")]:
    print([bytes(data[a:b]) for a, b in BOUNDS], type(data[1:2]).__name__)
for bad in (1.0, "1", 0.5):
    for thing in ("abc", b"abc", [1], (1,)):
        try:
            print(thing[bad:])
        except TypeError as e:
            print(e)

for character in ["a", "", "ab", "\U0001f600", Text("b"), 1, None]:
    try:
        print(character in "abc", character not in "x\U0001f600", character in "\"\\")
    except TypeError as e:
        print(e)

for items in [[1, 2], [], [255, 0], [256], [-1], [True, 2], [Index(), 1], [1.0], [0.5], ["a"], [None], [2**70]]:
    try:
        print(bytes(items), bytearray(items))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(b"a" + b"b", b"a" + bytearray(b"b"), bytearray(b"a") + b"b", Octets(b"a") + Octets(b"b"), b"a" + Other(), [1] + Other())
data = b"x"
data += b"y"
items = same = [1]
items += [2]
items = items + [3]
print(data, items, same, (1,) + (2,))
for left, right in [(b"a", "b"), ([1], (2,)), ((1,), [2]), ([1], None), ({}, {}), ({1}, {2})]:
    try:
        print(left + right)
    except TypeError as e:
        print(e)
