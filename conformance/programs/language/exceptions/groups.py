def leaves(group):
    return [leaves(e) if isinstance(e, BaseExceptionGroup) else repr(e) for e in group.exceptions]


group = ExceptionGroup("top", [ValueError(1), ExceptionGroup("inner", [TypeError(2), KeyError(3)]), OSError(4)])
print(group, repr(group.message), leaves(group))
matched, rest = group.split(TypeError)
print(leaves(matched), leaves(rest))
print(leaves(group.subgroup((ValueError, KeyError))), group.subgroup(IndexError))
print(leaves(group.subgroup(lambda e: isinstance(e, OSError))), leaves(group.derive([ValueError("derived")])))
try:
    try:
        raise group
    except* TypeError as errors:
        print("types", leaves(errors))
    except* (ValueError, KeyError) as errors:
        print("values and keys", leaves(errors))
        raise LookupError("raised in a handler")
    else:
        print("never printed")
    finally:
        print("finally")
except* OSError as errors:
    print("os", leaves(errors))
except* LookupError as errors:
    print("lookup", leaves(errors))
try:
    raise ValueError("naked")
except* ValueError as errors:
    print(repr(errors))
for wrong in (lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", [5]), lambda: ExceptionGroup("m", 5), lambda: ExceptionGroup("m", [KeyboardInterrupt()])):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(error)
print(type(BaseExceptionGroup("m", [ValueError()])).__name__, type(BaseExceptionGroup("m", [KeyboardInterrupt()])).__name__)
