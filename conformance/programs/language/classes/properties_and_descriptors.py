class Temperature:
    def __init__(self):
        self._celsius = 0

    @property
    def celsius(self):
        """In degrees."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        self._celsius = 0

    @property
    def fixed(self):
        return 1


t = Temperature()
t.celsius = 20
t.celsius += 5
print(t.celsius, Temperature.celsius.__doc__)
del t.celsius
print(t.celsius)
for action in (lambda: setattr(t, "fixed", 2), lambda: delattr(t, "fixed"), lambda: setattr(t, "celsius", -300)):
    try:
        action()
    except (AttributeError, ValueError) as error:
        print(error)


class Logged:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return f"{owner.__name__}.{self.name}"
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        instance.__dict__[self.name] = f"set {value}"


class NonData:
    def __get__(self, instance, owner=None):
        return "from the descriptor"


class Owner:
    logged = Logged()
    plain = NonData()


o = Owner()
print(Owner.logged, o.logged, o.plain)
o.logged = 5
o.plain = "own"
print(o.logged, o.plain)
