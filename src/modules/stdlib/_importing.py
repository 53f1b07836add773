# What CPython's import system is told of the interpreter's own way of importing, and of the library that is compiled into
# this package.

import _imports
import sys
import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _external

LIBRARY = "/usr/lib/python3.14"

_find_in_path = _external.PathFinder.find_spec.__func__
_load_by_path = _bootstrap._find_and_load


def _get_code(self, fullname):
    """The code of a file of source: there is no bytecode to be kept."""
    path = self.get_filename(fullname)
    return self.source_to_code(self.get_data(path), path)


class LibraryLoader(_external.SourceFileLoader):
    """Loads a module that was compiled ahead."""

    def get_code(self, fullname):
        return _imports.library_code(fullname, self.path)

    def get_source(self, fullname):
        return None


class LibraryFinder:
    """Finds the library's modules, in the folders where they say they are."""

    def __init__(self, path):
        self.path = path

    def find_spec(self, fullname, target=None):
        return _library_spec(fullname)

    def invalidate_caches(self):
        pass

    def __repr__(self):
        return f"FileFinder({self.path!r})"


# They stand where CPython has its own.
LibraryLoader.__name__ = LibraryLoader.__qualname__ = "SourceFileLoader"
LibraryFinder.__name__ = LibraryFinder.__qualname__ = "FileFinder"
LibraryLoader.__module__ = LibraryFinder.__module__ = _external.__name__


def _library_spec(fullname):
    found = _imports.find_library(fullname)
    if found is None:
        return None
    filename, locations = found
    loader = LibraryLoader(fullname, filename)
    return _external.spec_from_file_location(fullname, filename, loader=loader, submodule_search_locations=locations)


def _folder_hook(find_files):
    """The hook for folders, which knows the library's."""

    def path_hook_for_FileFinder(path):
        is_library = path == LIBRARY or path.startswith(LIBRARY + "/")
        return LibraryFinder(path) if is_library else find_files(path)

    path_hook_for_FileFinder.__qualname__ = find_files.__qualname__
    return path_hook_for_FileFinder


def _find_spec(cls, fullname, path=None, target=None):
    spec = _find_in_path(cls, fullname, path, target)
    if path is None and (spec is None or not spec.has_location):
        return _library_spec(fullname) or spec
    return spec


def _find_and_load(name, import_):
    if name in sys.modules or _imports.is_changed():
        return _load_by_path(name, import_)
    return _imports.load(name)


def load(name):
    """Loads a module by what the program has made of sys.meta_path."""
    return _load_by_path(name, _bootstrap._gcd_import)


def install():
    # What zipimport asks for in the midst of an archive, and must not look for there.
    import struct
    import zipimport
    from io import open_code

    _external.SourceLoader.get_code = _get_code
    _external.PathFinder.find_spec = classmethod(_find_spec)
    _bootstrap._find_and_load = _find_and_load
    _bootstrap.__spec__ = spec_of(_bootstrap.__name__, None, None)
    sys.path_hooks[:] = [zipimport.zipimporter, *map(_folder_hook, sys.path_hooks)]


def loader_of(name, filename, locations):
    if filename is None:
        return _bootstrap.BuiltinImporter if locations is None else sys.modules[name].__spec__.loader
    is_library = filename.startswith(LIBRARY + "/")
    return (LibraryLoader if is_library else _external.SourceFileLoader)(name, filename)


def spec_of(name, filename, locations):
    """The specification of a module that the interpreter has loaded by itself."""
    if filename is None and locations is None:
        return _bootstrap.ModuleSpec(name, _bootstrap.BuiltinImporter, origin="built-in")
    module = sys.modules.get(name)
    if filename is None:
        spec = _bootstrap.ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = locations if module is None else module.__path__
        spec.loader = _external.NamespaceLoader.__new__(_external.NamespaceLoader)
        spec.loader._path = spec.submodule_search_locations
        return spec
    loader = loader_of(name, filename, locations) if module is None else module.__loader__
    spec = _external.spec_from_file_location(name, filename, loader=loader, submodule_search_locations=locations)
    return spec
