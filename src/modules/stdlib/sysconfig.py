# The module sysconfig: there was no build with make and a C compiler, so there are few variables.

import os
import sys

_VARIABLES = {
    "EXT_SUFFIX": ".so",
    "Py_DEBUG": 0,
    "Py_GIL_DISABLED": 0,
    "WITH_DOC_STRINGS": 1,
    "WITH_PYMALLOC": 0,
    "HAVE_FORK": 0,
    "CONFIG_ARGS": "",
    "CFLAGS": "",
    "PY_CFLAGS": "",
    "PY_CORE_CFLAGS": "",
    "py_version": sys.version.split()[0],
    "py_version_short": f"{sys.version_info[0]}.{sys.version_info[1]}",
    "py_version_nodot": f"{sys.version_info[0]}{sys.version_info[1]}",
    "prefix": sys.prefix,
    "exec_prefix": sys.exec_prefix,
    "base": sys.prefix,
    "installed_base": sys.base_prefix,
    "platbase": sys.exec_prefix,
    "platlibdir": "lib",
    "abiflags": "",
    "srcdir": "",
}

_PATHS = {
    "stdlib": "{prefix}/lib/python{version}",
    "platstdlib": "{prefix}/lib/python{version}",
    "purelib": "{prefix}/lib/python{version}/site-packages",
    "platlib": "{prefix}/lib/python{version}/site-packages",
    "include": "{prefix}/include/python{version}",
    "platinclude": "{prefix}/include/python{version}",
    "scripts": "{prefix}/bin",
    "data": "{prefix}",
}


def get_config_vars(*names):
    return [_VARIABLES.get(name) for name in names] if names else _VARIABLES


def get_config_var(name):
    return _VARIABLES.get(name)


def get_default_scheme():
    return "posix_prefix"


def get_preferred_scheme(key):
    return {"prefix": "posix_prefix", "home": "posix_home", "user": "posix_user"}[key]


def get_scheme_names():
    return ("posix_home", "posix_prefix", "posix_user")


def get_path_names():
    return tuple(_PATHS)


def get_paths(scheme="posix_prefix", vars=None, expand=True):
    values = {"prefix": sys.prefix, "version": _VARIABLES["py_version_short"], **(vars or {})}
    return {name: text.format(**values) if expand else text for name, text in _PATHS.items()}


def get_path(name, scheme="posix_prefix", vars=None, expand=True):
    return get_paths(scheme, vars, expand)[name]


def get_platform():
    return f"{sys.platform}-{os.uname().machine or 'unknown'}"


def get_python_version():
    return _VARIABLES["py_version_short"]


def is_python_build(check_home=None):
    return False


def get_config_h_filename():
    return os.path.join(get_path("include"), "pyconfig.h")


def get_makefile_filename():
    return os.path.join(get_path("stdlib"), "config", "Makefile")


def parse_config_h(fp, vars=None):
    return {} if vars is None else vars
