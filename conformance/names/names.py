# Prints every public name of asyncio, and the members of its classes, a line each: the name, and what a call of it
# takes.
import asyncio
import inspect

SPECIAL = "aenter aexit aiter anext await call enter exit class_getitem".split()
MARKS = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}


def parameters(value):
    text, kind = [], None
    for parameter in inspect.signature(value).parameters.values():
        before, kind = kind, parameter.kind.name
        if before == "POSITIONAL_ONLY" != kind:
            text.append("/")
        if kind == "KEYWORD_ONLY" and before not in ("KEYWORD_ONLY", "VAR_POSITIONAL"):
            text.append("*")
        default = "" if parameter.default is parameter.empty else f"={parameter.default!r}"
        text.append(MARKS.get(kind, "") + parameter.name + default)
    return f"({', '.join(text + ['/'] if kind == 'POSITIONAL_ONLY' else text)})"


def describe(path, value):
    text = ""
    if callable(value):
        try:
            text = parameters(value)
        except (TypeError, ValueError):
            pass
    print(path, text)


for name in sorted(asyncio.__all__):
    value = getattr(asyncio, name, None)
    if value is None:
        continue
    describe(name, value)
    if inspect.isclass(value):
        for member in sorted(dir(value)):
            special = member.startswith("__") and member.strip("_") in SPECIAL
            if special or not member.startswith("_"):
                if not issubclass(value, BaseException) or member in vars(value):
                    describe(f"{name}.{member}", getattr(value, member))
