class Base:
    @classmethod
    def make(cls):
        return f"Base.make of {cls.__name__}"

    @property
    def value(self):
        return "base value"

    def method(self):
        return "base"


class Derived(Base):
    @classmethod
    def make(cls):
        return "Derived+" + super().make()

    @property
    def value(self):
        return "derived+" + super().value

    def method(self):
        return [super(Derived, self).method(), super().method.__name__] + [__class__.__name__]

    def in_lambda(self):
        return (lambda self: super().method())(self)

    def in_comprehension(self):
        return [super(Derived, self).method() for _ in range(2)]


print(Derived.make(), Derived().value, Derived().method(), Derived().in_lambda(), Derived().in_comprehension())
try:
    super(Derived, Base()).method()
except TypeError as error:
    print(error)
try:
    super(Derived, Derived()).missing
except AttributeError as error:
    print(error)


class Mixin:
    def __init__(self, **kwargs):
        print("Mixin", kwargs)
        super().__init__(**kwargs)


class Root:
    def __init__(self, root):
        print("Root", root)


class Both(Mixin, Root):
    def __init__(self):
        super().__init__(root=1)


Both()
