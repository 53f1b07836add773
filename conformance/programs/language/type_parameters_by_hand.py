# TypeVar, ParamSpec, TypeVarTuple and TypeAliasType as a program makes and asks them.
import types
from typing import Generic, ParamSpec, TypeAliasType, TypeVar, TypeVarTuple


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


T = TypeVar("T", bound=int)
U = TypeVar("U", str, bytes, covariant=True)
V = TypeVar("V", contravariant=True, default=str)
P = ParamSpec("P", default=[int])
Ts = TypeVarTuple("Ts")
for each in T, U, V:
    print(each, each.__bound__, each.__constraints__, each.__covariant__, each.__contravariant__, each.__default__)
print(P, P.args, P.kwargs, P.args == P.args, P.args.__origin__ is P, P.__default__, P.has_default())
print(Ts, list(Ts), Ts.__module__, T.__module__, T.__reduce__())
attempt(lambda: TypeVar("T", int))
attempt(lambda: TypeVar("T", int, str, bound=int))
attempt(lambda: TypeVar("T", covariant=True, contravariant=True))
attempt(lambda: TypeVar("T", covariant=True, infer_variance=True))
attempt(lambda: TypeVar("T", unknown=True))
attempt(lambda: TypeVar())
attempt(lambda: TypeVar(1))
attempt(lambda: ParamSpec("P", int))
attempt(lambda: types.new_class("C", (T,)))


def function[A: (int, str), *B = *tuple[int, str], **C = [int]](a: A) -> A: ...


for each in function.__type_params__:
    print(each, each.__module__, each.__default__)
print(function.__type_params__[0].__constraints__)

type Lazy = Later
attempt(lambda: Lazy.__value__)
Later = int
print(Lazy.__value__, Lazy.__module__)

type Pair[X] = tuple[X, X]
print(Pair, Pair[int], Pair[int].__origin__ is Pair, Pair[int].__args__, Pair | None)
attempt(lambda: Lazy[int])
Made = TypeAliasType("Made", list[T], type_params=(T,))
print(Made, Made.__value__, Made.__type_params__, Made.__parameters__, Made[bool])
attempt(lambda: TypeAliasType("Made"))
attempt(lambda: TypeAliasType("Made", int, str))
attempt(lambda: TypeAliasType("Made", int, type_params=[T]))
attempt(lambda: TypeAliasType("Made", int, type_params=(1,)))
attempt(lambda: setattr(Made, "__name__", "x"))


class Base(Generic[U]):
    pass


Class = types.new_class("Class", (Base[str],), {}, lambda namespace: namespace.update(x=1))
print(Class.x, Class.__orig_bases__, Class.__bases__)

# The dict that exec gets is the globals of what it defines.
space = {}
exec("def f():\n    return y", space)
space["y"] = 1
print(space["f"](), space["f"].__globals__ is space)
space["y"] += 1
del space["f"].__globals__["__builtins__"]
space["z"] = space["f"]()
print(sorted(space), space["z"], len(space))
exec("y = 5; w = globals() is space", {"space": space}, space)
print(space["f"](), space["w"])
