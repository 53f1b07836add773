"""copy, operator, heapq, bisect, reprlib, string, weakref."""
import bisect
import copy
import heapq
import operator
import reprlib
import string
import weakref


class Node:
    def __init__(self, value, children=()):
        self.value = value
        self.children = list(children)

    def __repr__(self):
        return f"Node({self.value}, {self.children})"


n = Node(1, [Node(2)])
shallow, deep = copy.copy(n), copy.deepcopy(n)
n.children[0].value = 9
print(shallow, deep, shallow.children is n.children)
loop = [1]
loop.append(loop)
again = copy.deepcopy(loop)
print(again, again[1] is again, copy.copy({1: [2]}), copy.deepcopy((1, [2])))

print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("real", "imag")(3), operator.methodcaller("split", ",")("a,b"))
print(operator.add(1, 2), operator.contains([1], 1), operator.concat("a", "b"), operator.indexOf("abc", "c"), operator.not_(0))
print(operator.itemgetter(1), operator.attrgetter("a.b"), operator.methodcaller("f", 1, x=2), operator.length_hint([1, 2]))

h = [5, 1, 4]
heapq.heapify(h)
heapq.heappush(h, 0)
print(heapq.heappop(h), heapq.nlargest(2, h), heapq.nsmallest(2, h), list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop(h, 0))
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect([3, 5], 4, key=lambda x: x))
print(reprlib.repr(list(range(100))), string.ascii_lowercase, string.capwords("a bc"), string.Template("$x ${y} $$").substitute(x=1, y=2))
print(string.Formatter().format("{0} {a!r:>5} {b[0]}", 1, a="q", b=[7]))


class Obj:
    pass


o = Obj()
r = weakref.ref(o)
print(r() is o, r == weakref.ref(o), weakref.getweakrefcount(o))
d = weakref.WeakValueDictionary(a=o)
s = weakref.WeakSet([o])
k = weakref.WeakKeyDictionary({o: 1})
print(d["a"] is o, len(s), o in s, k[o])
try:
    weakref.ref(1)
except TypeError as e:
    print(e)
