# The module annotationlib, for an interpreter whose functions and classes keep their annotations as one thunk: it is
# evaluated as a whole, so a name that is not defined yet is an error in every format but STRING of what is defined.

import enum
import types

__all__ = [
    "Format",
    "ForwardRef",
    "annotations_to_string",
    "call_annotate_function",
    "call_evaluate_function",
    "get_annotate_from_class_namespace",
    "get_annotations",
    "type_repr",
]


class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


class ForwardRef:
    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__arg__ = arg
        self.__forward_arg__ = arg
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__owner__ = owner

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        if format == Format.STRING:
            return self.__forward_arg__
        owner = self.__owner__ if owner is None else owner
        if globals is None:
            import sys

            module = self.__forward_module__ or getattr(owner, "__module__", None)
            globals = getattr(sys.modules.get(module), "__dict__", {})
        names = dict(locals or {})
        for parameter in type_params or getattr(owner, "__type_params__", ()):
            names.setdefault(parameter.__name__, parameter)
        try:
            return eval(self.__forward_arg__, dict(globals), names)
        except NameError:
            if format == Format.FORWARDREF:
                return self
            raise

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (self.__forward_arg__, self.__forward_module__) == (other.__forward_arg__, other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        import typing

        return typing.Union[self, other]

    def __ror__(self, other):
        import typing

        return typing.Union[other, self]

    def __repr__(self):
        module = f", module={self.__forward_module__!r}" if self.__forward_module__ is not None else ""
        return f"ForwardRef({self.__forward_arg__!r}{module})"


def type_repr(value):
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        if value.__module__ == "builtins":
            return value.__qualname__
        return f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    if isinstance(value, str):
        return value
    return repr(value)


def annotations_to_string(annotations):
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}


def call_annotate_function(annotate, format, *, owner=None):
    annotations = annotate(Format.VALUE)
    return annotations_to_string(annotations) if format == Format.STRING else annotations


def call_evaluate_function(evaluate, format, *, owner=None):
    value = evaluate(Format.VALUE)
    return type_repr(value) if format == Format.STRING else value


def get_annotate_from_class_namespace(namespace):
    return namespace.get("__annotate__", namespace.get("__annotate_func__"))


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    if eval_str and format != Format.VALUE:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    if isinstance(obj, type):
        annotations = obj.__dict__.get("__annotations__")
        if annotations is None or not isinstance(annotations, dict):
            annotations = getattr(obj, "__annotations__", None)
    elif callable(obj) or isinstance(obj, types.ModuleType) or hasattr(obj, "__annotations__"):
        annotations = getattr(obj, "__annotations__", None)
    else:
        raise TypeError(f"{obj!r} does not have annotations")
    result = dict(annotations or {})
    if format == Format.STRING:
        return annotations_to_string(result)
    if eval_str:
        if globals is None:
            import sys

            module = sys.modules.get(getattr(obj, "__module__", None), obj)
            globals = getattr(module, "__dict__", {})
        names = {parameter.__name__: parameter for parameter in getattr(obj, "__type_params__", ())}
        names.update(locals or (dict(vars(obj)) if isinstance(obj, type) else {}))
        for name, value in result.items():
            if isinstance(value, str):
                result[name] = eval(value, dict(globals), names)
    return result
