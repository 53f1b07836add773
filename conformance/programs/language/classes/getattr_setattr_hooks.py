class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)

    def __getattr__(self, name):
        if name.startswith("x"):
            raise AttributeError(f"no {name}")
        return f"proxied {name}"

    def __setattr__(self, name, value):
        print("setting", name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("deleting", name)
        object.__delattr__(self, name)


p = Proxy(1)
print(p.target, p.other, hasattr(p, "xyz"), getattr(p, "xyz", "default"))
p.value = 1
del p.value
try:
    p.xyz
except AttributeError as error:
    print(error)


class Everything:
    value = 1

    def __getattribute__(self, name):
        if name == "magic":
            return "from __getattribute__"
        return super().__getattribute__(name)


e = Everything()
print(e.magic, e.value)
print(sorted(name for name in dir(p) if not name.startswith("__")))
