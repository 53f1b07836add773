class A:
    def hello(self):
        return ["A"]


class B(A):
    def hello(self):
        return ["B"] + super().hello()


class C(A):
    def hello(self):
        return ["C"] + super().hello()


class D(B, C):
    def hello(self):
        return ["D"] + super().hello()


print(D().hello(), [cls.__name__ for cls in D.__mro__])
print(isinstance(D(), A), issubclass(D, (int, C)), D.__bases__, A.__subclasses__())
try:

    class X(A, B):
        pass

except TypeError as error:
    print(error)
try:

    class Y(int, str):
        pass

except TypeError as error:
    print(error)
try:

    class Z(bool):
        pass

except TypeError as error:
    print(error)
print(D.__name__, D.__qualname__, type(D), D)


class E(D):
    extra = 1


D.added = lambda self: "added later"
print(E().added(), E.extra, E().extra)
del D.added
try:
    E().added
except AttributeError as error:
    print(error)
