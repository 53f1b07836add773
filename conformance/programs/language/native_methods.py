# What methods of native types say of themselves, and what their types are.

import types


def show(value):
    parts = [type(value).__name__]
    for name in ("__module__", "__name__", "__qualname__", "__text_signature__"):
        parts.append(repr(getattr(value, name, "missing")))
    print(*parts)


for value in ([].append, [].__len__, list.append, list.__len__, dict.fromkeys, dict.__dict__["fromkeys"], len,
              str.maketrans, int.mro, object.__init__, int.__call__, list.__new__):
    show(value)

print(list.__add__, list.append, dict.__dict__["fromkeys"])
print(int.__add__.__doc__, "|", int.__radd__.__doc__, "|", list.__iadd__.__doc__, "|", int.__lt__.__doc__)
print(isinstance(object.__init__, types.WrapperDescriptorType), isinstance([].__len__, types.MethodWrapperType))
print(isinstance("".join, types.BuiltinMethodType), isinstance(str.join, types.MethodDescriptorType))
print(len.__self__, [1].append.__self__, dict.fromkeys.__self__)

for attempt in (
    lambda: list.append.__get__(None, None),
    lambda: list.append.__get__({}, dict),
    lambda: dict.__dict__["fromkeys"].__get__(None, None),
    lambda: dict.__dict__["fromkeys"].__get__(None, 1),
    lambda: dict.__dict__["fromkeys"].__get__(None, list),
    lambda: types.MethodType(None, 1),
    lambda: types.MethodType(len, None),
):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
