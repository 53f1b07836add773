# Specifications of modules, and the loaders and finders that stand for what the interpreter does itself.

import _imports
import sys

from . import abc

SOURCE_SUFFIXES = [".py"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """What is known of a module before it is loaded."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        parts = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            parts.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            parts.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{self.__class__.__name__}({', '.join(parts)})"

    def __eq__(self, other):
        try:
            return (
                self.name == other.name
                and self.loader == other.loader
                and self.origin == other.origin
                and self.submodule_search_locations == other.submodule_search_locations
                and self.cached == other.cached
                and self.has_location == other.has_location
            )
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        if self._cached is None and self.origin is not None and self._set_fileattr:
            from .util import cache_from_source

            if self.origin.endswith(".py"):
                self._cached = cache_from_source(self.origin)
        return self._cached

    @cached.setter
    def cached(self, value):
        self._cached = value

    @property
    def parent(self):
        return self.name.rpartition(".")[0] if self.submodule_search_locations is None else self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


class _Importer:
    """A finder and loader in one: its methods are the class's."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        found = _imports.find(fullname, path)
        if found is None or found[0] != cls._kind:
            return None
        return ModuleSpec(fullname, cls, origin=cls._ORIGIN)

    @staticmethod
    def create_module(spec):
        return __import__(spec.name, fromlist=["*"]) if "." in spec.name else __import__(spec.name)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def is_package(cls, fullname):
        return False

    @classmethod
    def get_code(cls, fullname):
        return None

    @classmethod
    def get_source(cls, fullname):
        return None


class BuiltinImporter(_Importer):
    _ORIGIN = "built-in"
    _kind = "native"


class FrozenImporter(_Importer):
    _ORIGIN = "frozen"
    _kind = "frozen"


class SourceFileLoader(abc.FileLoader, abc.SourceLoader):
    """Loads a file of source; one of the library has its body compiled already."""

    def get_source(self, fullname):
        return abc.SourceLoader.get_source(self, fullname)

    def exec_module(self, module):
        if not _imports.run(module, self.name, self.path):
            super().exec_module(module)

    def is_package(self, fullname):
        return self.path.rpartition("/")[2].startswith("__init__.")


class SourcelessFileLoader(abc.FileLoader):
    def get_source(self, fullname):
        return None


class ExtensionFileLoader(abc.FileLoader):
    def get_source(self, fullname):
        return None


class AppleFrameworkLoader(ExtensionFileLoader):
    pass


class NamespaceLoader:
    def __init__(self, name, path, path_finder=None):
        self._path = path

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)


class FileFinder(abc.PathEntryFinder):
    """Finds modules in one folder."""

    def __init__(self, path, *loader_details):
        self.path = path or "."

    def find_spec(self, fullname, target=None):
        return PathFinder.find_spec(fullname, [self.path], target)

    @classmethod
    def path_hook(cls, *loader_details):
        return lambda path: cls(path, *loader_details)

    def __repr__(self):
        return f"FileFinder({self.path!r})"


class PathFinder:
    """Finds modules in the folders of sys.path."""

    @staticmethod
    def invalidate_caches():
        pass

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        found = _imports.find(fullname, sys.path if path is None else list(path))
        if found is None or found[0] == "native":
            return None
        kind, filename, locations = found
        if kind == "namespace":
            spec = ModuleSpec(fullname, NamespaceLoader(fullname, locations), is_package=True)
            spec.submodule_search_locations = locations
            return spec
        spec = ModuleSpec(fullname, SourceFileLoader(fullname, filename), origin=filename)
        spec.submodule_search_locations = locations
        spec.has_location = True
        return spec


class WindowsRegistryFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None
