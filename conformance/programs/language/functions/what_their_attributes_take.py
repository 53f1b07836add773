# Which attributes of functions and methods can be set and deleted, to what, and what takes them over.
import types
from copyreg import __newobj__


def error(statement, **names):
    try:
        exec(statement, {"f": f, **names})
    except (TypeError, AttributeError) as e:
        print(statement, "->", type(e).__name__, e)


def f(a=1, *, b=2):
    "about f"


del f.__doc__
print(f.__doc__)
for attribute in "__dict__", "__name__", "__qualname__", "__type_params__":
    error(f"del f.{attribute}")
error("f.__defaults__ = 1")
error("f.__kwdefaults__ = 1")
error("f.__type_params__ = [1]")
f.__defaults__ = None
f.__kwdefaults__ = {"b": 5}
print(f.__defaults__, f.__kwdefaults__)
print(f.__builtins__["len"] is len)

names = {}
exec("def g(): pass", names)
print(type(names["__builtins__"]), names["g"].__builtins__ is names["__builtins__"])


class Owner:
    def method(self):
        pass


Owner.method.mark = 7
print(Owner().method.__dict__, "mark" in dir(Owner().method), "__dict__" in dir(Owner().method))


class Shown(types.ModuleType):
    __dict__ = 8


try:
    dir(Shown("shown"))
except TypeError as e:
    print(e)


# What types.coroutine() makes of a function that returns a generator.
def numbers():
    got = yield 1
    print("got", got)
    return "end"


@types.coroutine
def wrapped():
    "gives numbers"
    return numbers()


@types.coroutine
def plain():
    return 5


async def main():
    print(await wrapped())


print(plain(), wrapped.__name__, wrapped.__doc__, type(wrapped()).__name__)
coroutine = main()
print(coroutine.send(None))
try:
    coroutine.send("this")
except StopIteration as e:
    print("stopped", e.value)


# Private names in the header of a generic class: only its type parameters.
class __Base:
    def __init_subclass__(cls, **options):
        print(cls.__name__, options)


class Generic[__T](__Base, __option=1):
    parameter = __T


print(Generic.parameter is Generic.__type_params__[0], Generic.__type_params__)


# Copies ask the class for their arguments, not the instance.
class Picky:
    def __getattr__(self, name):
        print("asked for", name)
        return None


print(Picky().__reduce_ex__(2)[0] is __newobj__)
e = AttributeError("text", name="n", obj=3)
e.more = 1
print(e.__reduce__(), e.__getstate__())
print(UnicodeDecodeError("ascii", bytearray(b"\xff"), 0, 1, "reason").object)
print(hash("spam") == hash(b"spam"), hash("\xe9") == hash(b"\xe9"), hash("") == hash(b""))
