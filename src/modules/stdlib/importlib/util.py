# Finding modules without loading them, and loading them by hand.

import io
import sys
import types

from .abc import Loader
from .machinery import BuiltinImporter, ModuleSpec, PathFinder, SourceFileLoader

MAGIC_NUMBER = b"\x2b\x0e\r\n"


def resolve_name(name, package):
    """The absolute name for a relative one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name[level:]}" if name[level:] else parts[0]


def _find_spec(name, path=None):
    for finder in [*sys.meta_path, BuiltinImporter, PathFinder]:
        spec = finder.find_spec(name, path)
        if spec is not None:
            return spec
    return None


def find_spec(name, package=None):
    """The specification of a module, whether it is loaded or not."""
    fullname = resolve_name(name, package)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        spec = getattr(module, "__spec__", None)
        if spec is not None:
            return spec
        if fullname == "__main__":
            raise ValueError("__main__.__spec__ is None")
    parent = fullname.rpartition(".")[0]
    path = None
    if parent:
        try:
            path = __import__(parent, fromlist=["__path__"]).__path__
        except AttributeError as error:
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent!r} while trying to find {fullname!r}", name=fullname
            ) from error
    return _find_spec(fullname, path)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if is_package is None and hasattr(loader, "is_package"):
        try:
            is_package = loader.is_package(name)
        except ImportError:
            is_package = None
    if not origin and hasattr(loader, "get_filename"):
        return spec_from_file_location(name, loader=loader)
    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    import os

    if location is None:
        location = loader.get_filename(name) if hasattr(loader, "get_filename") else "<unknown>"
    else:
        location = os.path.abspath(os.fspath(location))
    if loader is None:
        if not location.endswith(".py"):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is None:
        if hasattr(loader, "is_package") and loader.is_package(name):
            spec.submodule_search_locations = [os.path.dirname(location)]
    else:
        spec.submodule_search_locations = submodule_search_locations
    return spec


def module_from_spec(spec):
    """A new module with what the specification says; its body has not run."""
    module = spec.loader.create_module(spec) if hasattr(spec.loader, "create_module") else None
    if module is None:
        module = types.ModuleType(spec.name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
    return module


def _load(spec):
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(spec.name, None)
        raise
    return sys.modules[spec.name]


def cache_from_source(path, debug_override=None, *, optimization=None):
    import os

    head, tail = os.path.split(os.fspath(path))
    base = tail.rpartition(".")[0] or tail
    suffix = f".opt-{optimization}" if optimization not in (None, "") else ""
    return os.path.join(head, "__pycache__", f"{base}.{sys.implementation.cache_tag}{suffix}.pyc")


def source_from_cache(path):
    import os

    head, name = os.path.split(os.fspath(path))
    head, folder = os.path.split(head)
    if folder != "__pycache__":
        raise ValueError(f"__pycache__ not bottom-level directory in {path!r}")
    if not 2 <= name.count(".") <= 3:
        raise ValueError(f"expected only 2 or 3 dots in {name!r}")
    return os.path.join(head, f"{name.partition('.')[0]}.py")


def decode_source(source_bytes):
    import tokenize

    encoding, _ = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)
    return source_bytes.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def source_hash(source_bytes):
    return hash(source_bytes).to_bytes(8, "little", signed=True)


class LazyLoader(Loader):
    """Loads at once: a module here is one file, read when it is imported."""

    def __init__(self, loader):
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
