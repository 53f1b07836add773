# What becomes of type variables when an alias or a union is subscripted.

import copy
import pickle
from collections.abc import Callable
from typing import ParamSpec, TypeVar, TypeVarTuple, Union

T = TypeVar("T")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")

for make in (
    lambda: dict[T, list[T]][int],
    lambda: (int | list[T])[str],
    lambda: (int | T)[int],
    lambda: tuple[T, *Ts][int, str, bytes],
    lambda: Callable[[T], T][int],
    lambda: Callable[P, T][[int, str], T][int],
    lambda: tuple[int, *tuple[T, ...]][str],
    lambda: T | "later",
    lambda: int | str | "later",
    lambda: Union[int, "later"],
    lambda: list[T].__parameters__ + dict[T, list[T]].__parameters__,
    lambda: (*tuple[int],)[0].__typing_unpacked_tuple_args__,
    lambda: list[int].append,
    lambda: list[T][int, str],
    lambda: list[int][str],
    lambda: (T | str)[()],
    lambda: int | "no type",
    lambda: list[int].__bases__,
    lambda: setattr(list[int], "__args__", ()),
    lambda: Union[()],
):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class X(list):
    def __copy__(self):
        raise AssertionError("the alias is copied, not what it is an alias of")


alias = list[X][int] if X.__class_getitem__ is None else X[int]
print(copy.copy(alias) == alias, copy.deepcopy(list[dict[str, int]]))
starred = (*tuple[int, str],)[0]
print(pickle.loads(pickle.dumps(starred)) == starred)


class Pair[A, B]:
    pass


class Named(Pair[A := TypeVar("A"), int]):
    pass


print(Pair.__parameters__, Named.__parameters__, Pair[int, str], Named[str])
