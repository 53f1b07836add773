"""What a module knows of where it comes from."""
import importlib
import importlib.machinery
import importlib.util
import sys

import _files

path = _files.folder({
    "plain.py": "'''Doc.'''\n",
    "pack/__init__.py": "counter = 0\n",
    "pack/sub.py": "counter = 1\n",
    "space/inner/deep.py": "value = __name__\n",
    "lazy.py": "print('loading')\nvalue = 3\n",
})


def short(value):
    return repr(value).replace(path, "PATH").split(" object at")[0]


import pack.sub, plain, space.inner.deep

for module in (plain, pack, pack.sub, space, space.inner.deep, sys):
    print(module.__name__, module.__package__, short(getattr(module, "__file__", "-")), short(getattr(module, "__path__", "-")))
    print("   ", short(module).replace("'>", "'"), short(getattr(module, "__cached__", "-")))
    spec = module.__spec__
    print("   ", spec.name, spec.parent, spec.has_location, short(spec.origin), short(spec.submodule_search_locations),
          type(spec).__module__)
    loader = spec.loader
    print("   ", (loader if isinstance(loader, type) else type(loader)).__name__, module.__loader__ is loader)

main = sys.modules["__main__"]
print(main.__spec__, main.__package__, "__file__" in vars(main))
print([finder.__name__ for finder in sys.meta_path[:3]])

print(importlib.util.find_spec("nowhere"), importlib.util.find_spec("pack.sub").name, importlib.util.find_spec("sys").origin)
try:
    importlib.util.find_spec("nowhere.sub")
except ModuleNotFoundError as error:
    print(error)
print(importlib.util.find_spec(".sub", "pack").name, importlib.util.resolve_name("..x", "a.b"))
print(importlib.import_module(".sub", "pack") is pack.sub)
try:
    importlib.import_module(".sub")
except TypeError as error:
    print(error)

pack.counter += 5
pack.extra = True
print(importlib.reload(pack) is pack, pack.counter, pack.extra)
del sys.modules["pack.sub"]
try:
    importlib.reload(pack.sub)
except ImportError as error:
    print(error)

spec = importlib.util.spec_from_file_location("direct", f"{path}/pack/sub.py")
module = importlib.util.module_from_spec(spec)
print(short(module), "direct" in sys.modules, hasattr(module, "counter"))
spec.loader.exec_module(module)
print(module.counter, spec.loader.get_source("direct"), spec.loader.is_package("direct"))

loader = importlib.util.LazyLoader(importlib.machinery.SourceFileLoader("lazy", f"{path}/lazy.py"))
spec = importlib.util.spec_from_file_location("lazy", f"{path}/lazy.py", loader=loader)
module = importlib.util.module_from_spec(spec)
loader.exec_module(module)
print("not loaded yet")
print(module.value, type(module).__name__)

import types
print(types.ModuleType("made"), types.ModuleType("made").__spec__)
