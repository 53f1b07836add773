// The module `sys`.

import { callMethod } from "../../runtime/attributes.ts";
import { call } from "../../runtime/calls.ts";
import { Code } from "../../runtime/code.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { builtinNames, display } from "../../runtime/emitted.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import {
  currentException,
  type Exc,
  exceptionTypes,
  excInfo,
  isException,
  makeException,
  setField,
} from "../../runtime/exceptions.ts";
import { FrameView } from "../../runtime/frames.ts";
import { generatorHooks } from "../../runtime/generatorhooks.ts";
import { namesInScope, stdlibNames } from "../../runtime/hints.ts";
import { modules, sources } from "../../runtime/imports.ts";
import { loading, type Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { limits as intLimits } from "../../runtime/numbers/text.ts";
import { origins, trackOrigins } from "../../runtime/origins.ts";
import { index, repr } from "../../runtime/protocols.ts";
import { pythonStack } from "../../runtime/stack.ts";
import { checking as checkingHandlers } from "../../runtime/strings/codecs.ts";
import { formatException, limits } from "../../runtime/traceback.ts";
import { special, typeName } from "../../runtime/types.ts";
import { float, None, type Value } from "../../runtime/values.ts";
import { literalLimits } from "../../syntax/index.ts";
import { breakpointHook } from "../builtins/breakpoint.ts";
import { moduleFrom } from "../define.ts";
import { environment } from "../environment.ts";
import { lazyImporters } from "../imports.ts";
import { standardStreams } from "../io/standard.ts";
import { structSequence } from "../structseq.ts";
import { writeWarning } from "../warnings/state.ts";
import { sys } from "./state.ts";

const VERSION = "3.14.0";
const NAMES =
  "__future__ _abc _aix_support _android_support _apple_support _ast _ast_unparse _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize _compat_pickle _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _hmac _imp _interpchannels _interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing _opcode _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _py_warnings _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random _remote_debugging _scproxy _sha1 _sha2 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct _suggestions _symtable _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc _types _typing _uuid _warnings _weakref _weakrefset _winapi _wmi _zoneinfo _zstd abc annotationlib antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";

const closed = { closed: true };
const versionInfo = structSequence(
  "version_info",
  "sys",
  ["major", "minor", "micro", "releaselevel", "serial"],
  [],
  closed,
);
const flagsType = structSequence(
  "flags",
  "sys",
  [
    "debug",
    "inspect",
    "interactive",
    "optimize",
    "dont_write_bytecode",
    "no_user_site",
    "no_site",
    "ignore_environment",
    "verbose",
    "bytes_warning",
    "quiet",
    "hash_randomization",
    "isolated",
    "dev_mode",
    "utf8_mode",
    "warn_default_encoding",
    "safe_path",
    "int_max_str_digits",
  ],
  ["gil", "thread_inherit_context", "context_aware_warnings"],
  closed,
);
const floatInfo = structSequence("float_info", "sys", [
  "max",
  "max_exp",
  "max_10_exp",
  "min",
  "min_exp",
  "min_10_exp",
  "dig",
  "mant_dig",
  "epsilon",
  "radix",
  "rounds",
]);
const intInfo = structSequence("int_info", "sys", [
  "bits_per_digit",
  "sizeof_digit",
  "default_max_str_digits",
  "str_digits_check_threshold",
]);
const hashInfo = structSequence("hash_info", "sys", [
  "width",
  "modulus",
  "inf",
  "nan",
  "imag",
  "algorithm",
  "hash_bits",
  "seed_bits",
  "cutoff",
]);
const threadInfo = structSequence("thread_info", "sys", ["name", "lock", "version"]);
const hookPair = structSequence("asyncgen_hooks", "sys", ["firstiter", "finalizer"]);

const Namespace = nativeType({ name: "SimpleNamespace", module: "types", hasDict: true });

/** `sys.exit(code)` */
function exit(code: Value = None): never {
  const e = makeException(exceptionTypes.get("SystemExit")!, code === None ? [] : [code]);
  throw setField(e, "code", code);
}

/** `-X name=value`, or `-X name`, which is true. */
function implementationOptions(given: readonly string[]): Dict {
  const options = new Dict();
  for (const each of given) {
    const equals = each.indexOf("=");
    if (equals < 0) options.set(each, true);
    else options.set(each.slice(0, equals), each.slice(equals + 1));
  }
  return options;
}

/** `sys.monitoring`, as far as debuggers ask for it when they are imported. */
function sysMonitoring(): Value {
  const events: Record<string, Value> = new Namespace.tp.construct() as Record<string, Value>;
  MONITORING_EVENTS.forEach((name, i) => {
    events[`$${name}`] = 2 ** i;
  });
  events.$NO_EVENTS = 0;
  const monitoring = new Namespace.tp.construct() as Record<string, Value>;
  return Object.assign(monitoring, {
    $events: events,
    $DEBUGGER_ID: 0,
    $COVERAGE_ID: 1,
    $PROFILER_ID: 2,
    $OPTIMIZER_ID: 5,
  });
}

const MONITORING_EVENTS =
  "PY_START PY_RESUME PY_RETURN PY_YIELD CALL LINE INSTRUCTION JUMP BRANCH_LEFT BRANCH_RIGHT STOP_ITERATION RAISE EXCEPTION_HANDLED PY_UNWIND PY_THROW RERAISE C_RETURN C_RAISE BRANCH".split(
    " ",
  );

let recursionLimit = 1000;

/** Where the engine shows no frames, the best guess at the caller's module is the one that is being loaded. */
const runningModule = (): Module => (loading.at(-1) ?? modules.get("__main__")) as Module;

const moduleCode = (module: Module): Code =>
  new Code(
    { name: "<module>", firstlineno: 1, flags: 0, positions: "" },
    module,
    String(module.$__file__ ?? "<string>"),
  );

function frameAt(depth: number): FrameView {
  const stack = pythonStack();
  if (stack.length === 0) return new FrameView(moduleCode(runningModule()), undefined);
  const frame = stack[Math.max(depth, 0)];
  if (frame === undefined) throw valueError("call stack is not deep enough");
  return frame;
}

function showException(_type: Value, value: Value, _traceback?: Value): Value {
  if (isException(value)) writeWarning(formatException(value));
  return None;
}

function displayHook(value: Value): Value {
  if (value === None) return None;
  builtinNames.$_ = None;
  const stdout = sys.module.$stdout!;
  const text = repr(value);
  if ("write" in (stdout as object)) (stdout as { write(text: string): void }).write(`${text}\n`);
  else callMethod(stdout, "write", `${text}\n`);
  builtinNames.$_ = value;
  return None;
}

export function createSys(): Module {
  const { host, flags, argv, path } = environment;
  checkingHandlers.on = flags.dev;
  const streams = standardStreams();
  const flagValues = [
    flags.debug,
    Number(flags.inspect),
    Number(flags.interactive),
    flags.optimize,
    Number(flags.dontWriteBytecode),
    Number(flags.noUserSite),
    Number(flags.noSite),
    Number(flags.ignoreEnvironment),
    flags.verbose,
    flags.bytesWarning,
    Number(flags.quiet),
    1,
    Number(flags.isolated),
    flags.dev,
    1,
    0,
    flags.safePath,
    intLimits.intMaxStrDigits,
  ];
  for (const name of NAMES.split(" ")) stdlibNames.add(name);
  const implementation = new Namespace.tp.construct() as Record<string, Value>;
  Object.assign(implementation, {
    $name: "cpython",
    $version: versionInfo([3, 14, 0, "final", 0]),
    $hexversion: 0x030e00f0,
    $cache_tag: "cpython-314",
  });
  const module = moduleFrom("sys", {
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    functions: {
      "exit(status=None, /)": exit,
      "exc_info()": () => {
        const e = currentException();
        return new Tuple(e === undefined ? [None, None, None] : excInfo(e));
      },
      "exception()": () => currentException() ?? None,
      "getrecursionlimit()": () => recursionLimit,
      "setrecursionlimit(limit, /)": (limit: Value) => {
        const n = Number(index(limit));
        if (n < 1) throw valueError("recursion limit must be greater or equal than 1");
        recursionLimit = n;
        limits.recursion = n;
        return None;
      },
      "getdefaultencoding()": () => "utf-8",
      "getfilesystemencoding()": () => "utf-8",
      "getfilesystemencodeerrors()": () => "surrogateescape",
      "getsizeof(object, default=<unrepresentable>)": (object: Value, fallback?: Value) => {
        const method = special(object, "__sizeof__");
        if (method != null) return method(object);
        if (fallback !== undefined) return fallback;
        throw typeError(`Type ${typeName(object)} doesn't define __sizeof__`);
      },
      "getrefcount(object, /)": () => 1,
      "intern(string, /)": (text: Value) => {
        if (typeof text !== "string") throw typeError(`intern() argument must be str, not ${typeName(text)}`);
        return text;
      },
      "is_finalizing()": () => false,
      "get_int_max_str_digits()": () => intLimits.intMaxStrDigits,
      "set_int_max_str_digits(maxdigits)": (digits: Value) => {
        const n = Number(index(digits));
        if (n !== 0 && n < 640) throw valueError("maxdigits must be 0 or larger than 640");
        intLimits.intMaxStrDigits = n;
        literalLimits.digits = n;
        return None;
      },
      "gettrace()": () => None,
      "settrace(function, /)": () => None,
      "getprofile()": () => None,
      "setprofile(function, /)": () => None,
      "getswitchinterval()": () => 0.005,
      "setswitchinterval(interval, /)": () => None,
      "audit(event, /, *args)": () => None,
      "addaudithook(hook)": () => None,
      "_clear_type_descriptors(type, /)": () => None,
      "_getframe(depth=0, /)": (depth: Value = 0) => frameAt(Number(index(depth))),
      "_getframemodulename(depth=0)": (depth: Value = 0) =>
        (pythonStack()[Number(index(depth))]?.code.module ?? runningModule()).$__name__ ?? None,
      "displayhook(object, /)": displayHook,
      "breakpointhook(*args, **kws)": breakpointHook,
      "excepthook(exctype, value, traceback, /)": showException,
      "unraisablehook(unraisable, /)": () => None,
      "get_asyncgen_hooks()": () => {
        const { firstiter, finalizer } = generatorHooks();
        return hookPair([firstiter ?? None, finalizer ?? None]);
      },
      "set_asyncgen_hooks(firstiter=None, finalizer=None)": (firstiter?: Value, finalizer?: Value) => {
        if (firstiter !== undefined) generatorHooks().firstiter = firstiter;
        if (finalizer !== undefined) generatorHooks().finalizer = finalizer;
        return None;
      },
      "get_coroutine_origin_tracking_depth()": () => origins.depth,
      "set_coroutine_origin_tracking_depth(depth)": (depth: Value) => {
        const frames = Number(index(depth));
        if (frames < 0) throw valueError("depth must be >= 0");
        trackOrigins(frames);
        return None;
      },
    },
    attributes: {
      argv: new List([...argv]),
      path: new List([...path]),
      modules,
      builtin_module_names: new Tuple([...sources.native.keys()]),
      stdin: streams.stdin,
      stdout: streams.stdout,
      stderr: streams.stderr,
      __stdin__: streams.stdin,
      __stdout__: streams.stdout,
      __stderr__: streams.stderr,
      version: `${VERSION} (asyncdef, Oct  7 2025, 00:00:00) [JavaScript]`,
      version_info: versionInfo([3, 14, 0, "final", 0]),
      hexversion: 0x030e00f0,
      api_version: 1013,
      implementation,
      copyright: "Copyright (c) the asyncdef authors.",
      platform: host.platform,
      byteorder: "little",
      abiflags: "",
      platlibdir: "lib",
      pycache_prefix: None,
      hash_info: hashInfo([64, 2n ** 61n - 1n, 314159, 0, 1000003, "siphash13", 64, 128, 0]),
      thread_info: threadInfo(["pthread", "semaphore", None]),
      executable: environment.executable,
      prefix: "/usr",
      exec_prefix: "/usr",
      base_prefix: "/usr",
      base_exec_prefix: "/usr",
      maxsize: 2n ** 63n - 1n,
      maxunicode: 0x10ffff,
      flags: flagsType([...flagValues, 1, 0, 0]),
      warnoptions: new List([...flags.warnings]),
      _xoptions: implementationOptions(flags.implementation),
      monitoring: sysMonitoring(),
      orig_argv: new List([environment.executable, ...environment.commandLine]),
      dont_write_bytecode: flags.dontWriteBytecode,
      float_info: floatInfo(
        [Number.MAX_VALUE, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2 ** -52, 2, 1].map((x, i) =>
          i === 0 ? float(x) : x,
        ),
      ),
      int_info: intInfo([30, 4, 4300, 640]),
      float_repr_style: "short",
      stdlib_module_names: new Tuple(NAMES.split(" ")),
    },
  });
  lazyImporters(module);
  module.$__displayhook__ = module.$displayhook;
  module.$__excepthook__ = module.$excepthook;
  module.$__breakpointhook__ = module.$breakpointhook;
  sys.module = module as typeof sys.module;
  display.show = (value) => {
    call(module.$displayhook!, value);
  };
  namesInScope.of = scopeNames;
  return module;
}

/** Names that were in reach where a NameError was raised. */
function scopeNames(e: Exc): string[] {
  let entry = e.traceback;
  while (entry?.next) entry = entry.next;
  if (!entry) return [];
  const names = [...entry.code.varnames, ...entry.code.freevars, ...entry.code.module.dict().names()];
  for (const key of Object.keys(builtinNames)) names.push(key.slice(1));
  return names;
}
