# The module _imp: what CPython's import system asks of the interpreter. Nothing is frozen, and nothing is written in C.

import _imports

check_hash_based_pycs = "default"
pyc_magic_number_token = 0x0A0D0E2B


def lock_held():
    return False


def acquire_lock():
    pass


def release_lock():
    pass


def is_builtin(name, /):
    return 1 if _imports.is_native(name) else 0


def create_builtin(spec, /):
    return _imports.create_native(spec.name)


def exec_builtin(module, /):
    return 0


def is_frozen(name, /):
    return False


def find_frozen(name, /, *, withdata=False):
    return None


def _no_frozen(name):
    return ImportError(f"No such frozen object named {name}", name=name)


def get_frozen_object(name, data=None, /):
    raise _no_frozen(name)


def is_frozen_package(name, /):
    raise _no_frozen(name)


def _frozen_module_names():
    return []


def extension_suffixes():
    return []


def create_dynamic(spec, file=None, /):
    raise ImportError("extension modules cannot be loaded", name=spec.name, path=spec.origin)


def exec_dynamic(module, /):
    return 0


def source_hash(key, source, /):
    return (hash(source) ^ key).to_bytes(16, "little", signed=True)[:8]


def _fix_co_filename(code, path, /):
    pass


def _override_frozen_modules_for_tests(override, /):
    pass


def _override_multi_interp_extensions_check(override, /):
    return 0
