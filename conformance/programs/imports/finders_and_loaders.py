"""Finders and loaders of a program's own."""
import importlib
import importlib.abc
import importlib.machinery
import sys
import zipfile
import os

import _files

path = _files.folder({"shadowed.py": "origin = 'file'\n", "data.txt": "text"})

SOURCES = {"virtual": "from . import part\nname = part.name", "virtual.part": "name = __name__", "broken": "1 / 0"}


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname, path, target=None):
        if fullname in SOURCES:
            print("find", fullname, path)
            return importlib.machinery.ModuleSpec(fullname, Loader(), origin="here", is_package=fullname == "virtual")


class Loader(importlib.abc.InspectLoader):
    def get_source(self, fullname):
        return SOURCES[fullname]

    def create_module(self, spec):
        print("create", spec.name)

    def exec_module(self, module):
        print("exec", module.__name__, module.__spec__._initializing)
        super().exec_module(module)


finder = Finder()
sys.meta_path.insert(0, finder)
import virtual.part

print(virtual, virtual.name, virtual.__path__, virtual.part.__package__)
try:
    import broken
except ZeroDivisionError:
    print("broken" in sys.modules)
import shadowed
print(shadowed.origin)
sys.meta_path.remove(finder)
try:
    import virtual.other
except ModuleNotFoundError as error:
    print(error)


class Replacing:
    @staticmethod
    def find_spec(fullname, path=None, target=None):
        if fullname == "replaced":
            return importlib.machinery.ModuleSpec(fullname, Replacing)

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        sys.modules[module.__name__] = type("Stand-in", (), {"value": 42})


sys.meta_path.append(Replacing)
import replaced
print(replaced.value)

blocked = []


class Blocker:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname in blocked:
            raise ImportError(f"{fullname} is blocked", name=fullname)


sys.meta_path.insert(0, Blocker)
blocked.append("colorsys")
try:
    import colorsys
except ImportError as error:
    print(error, error.name)
blocked.clear()
import colorsys
print(colorsys.__name__)
sys.meta_path.remove(Blocker)


def hook(entry):
    if not entry.startswith("memory:"):
        raise ImportError
    print("hook", entry)
    return MemoryFinder(entry)


class MemoryFinder:
    def __init__(self, entry):
        self.entry = entry

    def find_spec(self, fullname, target=None):
        if fullname == "remembered":
            return importlib.machinery.ModuleSpec(fullname, Memory, origin=self.entry)


class Memory:
    create_module = staticmethod(lambda spec: None)
    exec_module = staticmethod(lambda module: setattr(module, "value", module.__spec__.origin))


sys.path_hooks.append(hook)
sys.path.append("memory:1")
import remembered
print(remembered.value, type(sys.path_importer_cache["memory:1"]).__name__)

archive = os.path.join(path, "modules.zip")
with zipfile.ZipFile(archive, "w") as file:
    file.writestr("zipped.py", "name = __name__\n")
    file.writestr("zippack/__init__.py", "")
    file.writestr("zippack/inner.py", "from . import __path__ as folders\n")
    file.writestr("zippack/data.txt", "hello\n")
sys.path.insert(0, archive)
import zipped
import zippack.inner
print(zipped.name, zipped.__file__.replace(path, "PATH"), type(zipped.__loader__).__name__)
print([each.replace(path, "PATH") for each in zippack.inner.folders])
import pkgutil
print(pkgutil.get_data("zippack", "data.txt"), sorted(m.name for m in pkgutil.iter_modules(zippack.__path__)))
sys.path.remove(archive)

import runpy
with open(os.path.join(path, "script.py"), "w") as file:
    file.write("import sys\nresult = __name__, sys.argv[0].rpartition('/')[2]\n")
print(runpy.run_path(os.path.join(path, "script.py"))["result"], runpy.run_path(os.path.join(path, "script.py"), run_name="other")["result"])
print(runpy.run_module("shadowed")["origin"])
