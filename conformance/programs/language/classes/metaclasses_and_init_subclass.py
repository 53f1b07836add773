class Meta(type):
    def __new__(mcls, name, bases, namespace, **kwargs):
        print("new", name, sorted(key for key in namespace if not key.startswith("__")), kwargs)
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        print("calling", cls.__name__, args)
        return super().__call__(*args)

    def __len__(cls):
        return 42

    @property
    def described(cls):
        return f"class {cls.__name__}"


class Base(metaclass=Meta, option=1):
    def __init__(self, value):
        self.value = value


print(Base(5).value, len(Base), Base.described, type(Base).__name__)


class Plugin:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, tag))


class First(Plugin, tag="one"):
    pass


class Second(First):
    pass


print(Plugin.registry)
made = type("Made", (Plugin,), {"x": 1}, tag="dynamic")
print(made.x, Plugin.registry[-1])
try:

    class Bad(Plugin, unknown=1):
        pass

except TypeError as error:
    print(error)


class Indexed:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


print(Indexed[int], list[int], dict[str, int])
