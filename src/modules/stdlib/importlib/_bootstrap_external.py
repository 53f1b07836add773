# What importlib's own implementation is asked for under this name.

from .machinery import (
    BYTECODE_SUFFIXES,
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    NamespaceLoader,
    PathFinder,
    SourceFileLoader,
    SourcelessFileLoader,
)
from .util import MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache, spec_from_file_location

__all__ = [
    "BYTECODE_SUFFIXES",
    "EXTENSION_SUFFIXES",
    "MAGIC_NUMBER",
    "SOURCE_SUFFIXES",
    "ExtensionFileLoader",
    "FileFinder",
    "NamespaceLoader",
    "PathFinder",
    "SourceFileLoader",
    "SourcelessFileLoader",
    "cache_from_source",
    "decode_source",
    "source_from_cache",
    "spec_from_file_location",
]


def _get_sourcefile(bytecode_path):
    """The source that a file of bytecode was made from."""
    if not bytecode_path or not bytecode_path.endswith(".pyc"):
        return bytecode_path or None
    try:
        return source_from_cache(bytecode_path)
    except (NotImplementedError, ValueError):
        return bytecode_path[:-1]
