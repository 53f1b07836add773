# A class that gains, changes and loses an attribute: those derived from it see it, but not past one that has its own.


class A:
    pass


class B(A):
    def f(self):
        return "B.f"

    def __len__(self):
        return 2


class C(B):
    pass


class D(A):
    pass


class E(D, C):
    pass


def show(when):
    print(when, [getattr(cls(), "f", lambda: "none")() for cls in (A, B, C, D, E)])


show("at first")
A.f = lambda self: "A.f"
show("A has it")
A.f = lambda self: "A.f again"
show("A has another")
D.f = lambda self: "D.f"
show("D has it")
del B.f
show("B lost it")
del D.f
show("D lost it")
C.f = lambda self: "C.f"
show("C has it")
del A.f
show("A lost it")

A.__len__ = lambda self: 1
print([len(cls()) for cls in (A, B, C, D, E)])
del B.__len__
print([len(cls()) for cls in (A, B, C, D, E)])


class F(A):
    def __getattribute__(self, name):
        return f"F sees {name}"


class G(F):
    pass


A.__getattribute__ = lambda self, name: f"A sees {name}"
print([cls().x for cls in (A, D, F, G)])
del F.__getattribute__
print([cls().x for cls in (A, D, F, G)])
del A.__getattribute__
print([hasattr(cls(), "x") for cls in (A, D, F, G)])


class H(A):
    def __setattr__(self, name, value):
        object.__setattr__(self, name, f"H set {value}")


A.__setattr__ = lambda self, name, value: object.__setattr__(self, name, f"A set {value}")
for cls in (A, D, H):
    o = cls()
    o.y = 1
    print(o.y)
del H.__setattr__
o = H()
o.y = 2
print(o.y)
del A.__setattr__
o = H()
o.y = 3
print(o.y)
A.__init__ = lambda self: setattr(self, "z", "A.__init__")
print(H().z, E().z)
