# What inspect tells of classes, of the parameters of calls, and of the stack.
import inspect


class Base:
    x = 1

    def method(self, a, b=2, *c, d, **e):
        pass

    @property
    def computed(self):
        raise RuntimeError("computed")


class Derived(Base):
    def __getattr__(self, name):
        raise RuntimeError(name)


o = Derived()
o.own = 5
print(type(inspect.getattr_static(o, "computed")), inspect.getattr_static(o, "own"), inspect.getattr_static(o, "no", "none"))
try:
    inspect.getattr_static(o, "no")
except AttributeError as e:
    print(e)
for f in (Base.method, o.method, lambda: 1, lambda *, k=3: k):
    print(inspect.getfullargspec(f))


def inner():
    return inspect.stack()


def outer():
    return inner()


print([(frame.function, frame.lineno, frame.code_context) for frame in outer()[:3]])
print(inspect.getcallargs(Base.method, None, 1, 2, 3, d=5, z=6))
signature = inspect.signature(Base.method)
bound = signature.bind(o, 1, d=3)
print(list(bound.arguments)[1:], bound.args[1:], bound.kwargs)
bound.apply_defaults()
print(bound.arguments["b"], bound.arguments["c"], bound.arguments["e"], signature.bind_partial(d=1))
for wrong in [(), (o, 1), (o, 1, 2, 3)]:
    try:
        signature.bind(*wrong)
    except TypeError as e:
        print(e)
print([a.name for a in inspect.classify_class_attrs(Derived) if a.defining_class is Base and not a.name.startswith("__")])
