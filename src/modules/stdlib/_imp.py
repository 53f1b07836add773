# The module _imp: what tests and tools ask of the import system's native part.

import _imports

check_hash_based_pycs = "default"


def lock_held():
    return False


def acquire_lock():
    pass


def release_lock():
    pass


def is_builtin(name, /):
    found = _imports.find(name, [])
    return 1 if found is not None and found[0] == "native" else 0


def is_frozen(name, /):
    return False


def is_frozen_package(name, /):
    raise ImportError(f"No such frozen object named {name}", name=name)


def extension_suffixes():
    return []


def source_hash(key, source, /):
    return (hash(source) ^ key).to_bytes(16, "little", signed=True)[:8]


def _override_frozen_modules_for_tests(override, /):
    pass


def _override_multi_interp_extensions_check(override, /):
    return 0
