# The package importlib, over the interpreter's own imports.

import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__


def invalidate_caches():
    """Nothing is cached of what the file system holds."""


def import_module(name, package=None):
    """Import a module; a relative name is resolved against `package`."""
    if name.startswith("."):
        from .util import resolve_name

        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        name = resolve_name(name, package)
    __import__(name)
    return sys.modules[name]


def reload(module):
    """Run the module's source again in the same module object."""
    from . import util

    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    parent = name.rpartition(".")[0]
    path = sys.modules[parent].__path__ if parent else None
    spec = util._find_spec(name, path)
    if spec is None:
        raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
    module.__spec__ = spec
    spec.loader.exec_module(module)
    return sys.modules[name]
