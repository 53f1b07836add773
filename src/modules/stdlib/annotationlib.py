# The module annotationlib, for an interpreter whose functions and classes keep their annotations as one thunk, which is
# evaluated as a whole. Where names may be undefined, it is evaluated again for each of them, with a stand-in under that
# name among the built-ins; the stand-ins write down what is done with them and become ForwardRefs in the end.

import builtins
import enum
import sys
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

    @property
    def __forward_code__(self):
        try:
            return compile(self.__forward_arg__, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {self.__forward_arg__!r}") from None

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        if format == Format.STRING:
            return self.__forward_arg__
        owner = self.__owner__ if owner is None else owner
        if globals is None:
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


def _binary(symbol):
    def forward(self, other):
        return self._derived(f"{self.__forward_arg__} {symbol} {_text(other)}")

    def reflected(self, other):
        return self._derived(f"{_text(other)} {symbol} {self.__forward_arg__}")

    return forward, reflected


def _text(value):
    return value.__forward_arg__ if isinstance(value, _StandIn) else type_repr(value)


class _StandIn(ForwardRef):
    def __init__(self, text, created):
        super().__init__(text)
        self._created = created
        created.append(self)

    def _derived(self, text):
        return _StandIn(text, self._created)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self._derived(f"{self.__forward_arg__}.{name}")

    def __getitem__(self, key):
        text = ", ".join(map(_text, key)) if isinstance(key, tuple) else _text(key)
        return self._derived(f"{self.__forward_arg__}[{text}]")

    def __call__(self, /, *args, **kwargs):
        parts = [*map(_text, args), *(f"{name}={_text(value)}" for name, value in kwargs.items())]
        return self._derived(f"{self.__forward_arg__}({', '.join(parts)})")

    def __iter__(self):
        yield self._derived(f"*{self.__forward_arg__}")

    __or__, __ror__ = _binary("|")
    __and__, __rand__ = _binary("&")
    __add__, __radd__ = _binary("+")
    __sub__, __rsub__ = _binary("-")
    __mul__, __rmul__ = _binary("*")
    __truediv__, __rtruediv__ = _binary("/")
    __hash__ = object.__hash__


def _with_undefined_names(evaluate, owner):
    """What `evaluate` gives, with ForwardRefs for names that are not defined."""
    created = []
    # A name that the module itself binds is looked up there alone.
    module = sys.modules.get(getattr(owner, "__module__", None), builtins)
    places = {}
    try:
        while True:
            try:
                result = evaluate()
                break
            except NameError as error:
                name = error.name
                if name is None or places.get(name) is module:
                    raise
                places[name] = module if name in places else builtins
                setattr(places[name], name, _StandIn(name, created))
    finally:
        for name, place in places.items():
            delattr(place, name)
            if place is not builtins:
                delattr(builtins, name)
    for each in created:
        del each._created
        each.__class__ = ForwardRef
        each.__owner__ = owner
    return result


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


def _string(value):
    return value.__forward_arg__ if isinstance(value, ForwardRef) else type_repr(value)


def annotations_to_string(annotations):
    return {name: value if isinstance(value, str) else _string(value) for name, value in annotations.items()}


def call_annotate_function(annotate, format, *, owner=None):
    if format == Format.VALUE:
        return annotate(Format.VALUE)
    annotations = _with_undefined_names(lambda: annotate(Format.VALUE), owner)
    return annotations_to_string(annotations) if format == Format.STRING else annotations


def call_evaluate_function(evaluate, format, *, owner=None):
    if format == Format.VALUE:
        return evaluate(Format.VALUE)
    value = _with_undefined_names(lambda: evaluate(Format.VALUE), owner)
    return _string(value) if format == Format.STRING else value


def get_annotate_from_class_namespace(namespace):
    return namespace.get("__annotate__", namespace.get("__annotate_func__"))


def _own_annotations(obj):
    if isinstance(obj, type):
        annotations = obj.__dict__.get("__annotations__")
        if isinstance(annotations, dict):
            return annotations
    return getattr(obj, "__annotations__", None)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    if eval_str and format != Format.VALUE:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    if not (isinstance(obj, type) or callable(obj) or hasattr(obj, "__annotations__")):
        raise TypeError(f"{obj!r} does not have annotations")
    if format == Format.VALUE:
        annotations = _own_annotations(obj)
    else:
        annotations = _with_undefined_names(lambda: _own_annotations(obj), obj)
    result = dict(annotations or {})
    if format == Format.STRING:
        return annotations_to_string(result)
    if eval_str:
        if globals is None:
            module = sys.modules.get(getattr(obj, "__module__", None), obj)
            globals = getattr(module, "__dict__", {})
        names = {parameter.__name__: parameter for parameter in getattr(obj, "__type_params__", ())}
        names.update(locals or (dict(vars(obj)) if isinstance(obj, type) else {}))
        for name, value in result.items():
            if isinstance(value, str):
                result[name] = eval(value, dict(globals), names)
    return result
