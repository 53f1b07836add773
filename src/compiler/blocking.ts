// Which functions may block, and so are written a second time, in a form that can suspend.
//
// `asyncio.run` returns when the loop is done, but a JavaScript thread cannot wait for the host with frames on its
// stack. So the frames between a module's body and such a call have to be suspendable: generators. All functions that
// way would cost half of the speed of everything; so each plain function has its quick form, and those that may
// reach a blocking call have a frame besides, which is used only when they are called from a frame.
//
// What a call reaches cannot be known, only guessed from names. A guess too many costs some text; one too few ends in a loop
// that runs inside a frame that cannot suspend, which works unless it has to wait for the host. The guess:
//
//   1. a call of a name (or attribute) that blocks in the standard library: `asyncio.run(…)`, `loop.run_forever()`;
//      names such as `join` and `get` only where a module is imported whose objects block by them;
//   2. a call of a name or attribute that is the name of a function of this module that may block; of a class one
//      of whose construction methods may; of anything that a module imports from a module which is not the library's;
//   3. a call of an unknown value (a parameter, an attribute that the module assigns, a subscript) if functions that may
//      block are passed around: one is used as a value somewhere in the module, be it by a decorator; or the module is
//      one that others pass theirs to: any imported one of the program's, and the library's decorators and runners.
//
// These depend on each other, so they are closed under "may block" by iteration. In a module's body everything may
// block but what is known not to: it runs once, and is the commonest place to block in. Coroutines and generators are not
// concerned: a loop inside them nests. Most modules of the library are not, either: they call nothing of the program's.

import type { Call, ClassDef, Expr, FunctionDef, Lambda, Mod, Node } from "../syntax/ast.ts";
import { forEachChild } from "../syntax/ast.ts";
import type { Scopes } from "./collect.ts";
import type { Scope } from "./scopes.ts";

const words = (text: string): Set<string> => new Set(text.split(/\s+/));

/** Functions and methods of the library that block or call back what may. */
const BLOCKING = words(
  `run run_until_complete run_forever run_module runcall sleep input main runTests
   _callTestMethod _callSetUp _callTearDown _callCleanup _callMaybeAsync _callAsync _tearDownAsyncioRunner doCleanups
   doClassCleanups debug`,
);

/** Methods of loops and runners: where asyncio is imported, they are those, even if the module has such methods too. */
const OF_LOOPS = words("run run_until_complete run_forever");

/** Methods that block by name, if one of the modules is imported. */
const BLOCKING_WITH: [modules: Set<string>, names: Set<string>][] = [
  [
    words("threading queue concurrent concurrent.futures multiprocessing multiprocessing.pool _thread"),
    words(
      "join result exception acquire wait wait_for get put shutdown start submit map as_completed __enter__ __exit__",
    ),
  ],
  [
    words("socket _socket select selectors subprocess ssl http http.client urllib urllib.request signal"),
    words(
      `accept _accept connect connect_ex create_connection recv recv_into recvfrom send sendall sendto select poll communicate wait check_output check_call
       call getresponse request urlopen read pause sigwait`,
    ),
  ],
];

/** What `with` calls: where threads are imported, the manager may be a lock. */
const MANAGERS = ["__enter__", "__exit__"];

/** Modules of the library that call what the program gives them, or wait. */
const CALLING = words(
  `_queue atexit bdb cmd code concurrent.futures contextlib doctest functools multiprocessing pdb profile queue runpy sched
   socket socketserver subprocess threading timeit trace unittest`,
);

/** Built-in functions that call nothing that could block (or whose callbacks cannot suspend anyway). */
const HARMLESS = words(
  `abs all any ascii bin bool bytearray bytes callable chr complex delattr dict dir divmod enumerate filter float format
   frozenset getattr globals hasattr hash hex id int isinstance issubclass iter len list locals map max memoryview min
   next object oct ord pow print property range repr reversed round set setattr slice sorted staticmethod classmethod str
   sum super tuple type vars zip`,
);

/** Methods of built-in types. */
const HARMLESS_METHODS = words(
  `append extend insert pop popleft appendleft remove clear copy sort reverse index count keys values items get setdefault
   update add discard union join split rsplit strip lstrip rstrip replace startswith endswith format encode decode upper
   lower title find rfind splitlines partition rpartition zfill ljust rjust center isdigit isalpha isspace
   write writelines flush close group groups match search sub findall append_text throw send cancel done result set_result
   create_task`,
);

type Plain = FunctionDef | Lambda;

/** What is called: by a name, by the name of an attribute, or unknown. */
interface Callee {
  readonly name: string | undefined;
  readonly isAttribute: boolean;
  /** The module that a name or the object of an attribute is known to come from. */
  readonly module: string | undefined;
  /** A parameter or other local variable. */
  readonly isLocal: boolean;
  /** A method of `self`. */
  readonly isOwn: boolean;
}

interface Body {
  readonly node: Plain;
  readonly calls: { call: Call; callee: Callee }[];
  /** `with` statements: their managers' methods are called. */
  managers: boolean;
}

export class Blocking {
  private readonly scopes: Scopes;
  private readonly blocking = new Set(BLOCKING);
  /** Plain functions and methods by name. */
  private readonly functions = new Map<string, Plain[]>();
  private readonly coroutines = new Set<string>();
  private readonly classes = new Map<string, ClassDef>();
  private readonly bodies: Body[] = [];
  private readonly marked = new Set<Plain>();
  private readonly callees = new Map<Call, Callee>();
  /** Names used as values. */
  private readonly values = new Set<string>();
  /** Attributes that are assigned: what they hold may be anything. */
  private readonly fields = new Set<string>();
  /** Names that `from m import name` and `import m` bind, with their module. */
  private readonly imported = new Map<string, string>();
  private importsUserModules = false;
  /** Functions that may block are passed around. */
  private escapes: boolean;
  private readonly isHarmless: boolean;

  /** `name`: the module's, if it is known. */
  constructor(tree: Mod, scopes: Scopes, name = "__main__") {
    this.scopes = scopes;
    this.escapes = name !== "__main__";
    this.isHarmless = isLibrary(name) && !isCalling(name);
    if (this.isHarmless) return;
    this.gather(tree, undefined);
    for (const body of this.bodies) {
      for (const { call, callee } of body.calls) this.callees.set(call, callee);
    }
    this.close();
  }

  /** Is the function written in a second form? */
  hasFrame(node: Node): boolean {
    return this.marked.has(node as Plain);
  }

  /** May this call, made in a frame that can be suspended by it, block? */
  mayBlock(call: Call, scope: Scope): boolean {
    if (this.isHarmless) return false;
    const callee = this.callees.get(call) ?? this.calleeOf(call, scope);
    if (scope.home.kind !== "module") return this.calleeBlocks(callee);
    const { name, module } = callee;
    if (name === undefined) return true;
    if (this.calleeBlocks(callee)) return true;
    if (this.functions.has(name) || this.coroutines.has(name)) return false;
    if (callee.isAttribute) return !HARMLESS_METHODS.has(name) && !(module !== undefined && isLibrary(module));
    if (module !== undefined) return !isLibrary(module);
    return !HARMLESS.has(name) && !this.classes.has(name);
  }

  // ---- what the module says -----------------------------------------------------------------------------------

  private gather(node: Node, body: Body | undefined): void {
    let inner = body;
    switch (node.node) {
      case "FunctionDef":
      case "Lambda": {
        const scope = this.scopes.blocks.get(node)!;
        if (node.node === "FunctionDef") {
          if (node.decorator_list.some((d) => !isHarmlessDecorator(d))) this.values.add(node.name);
          for (const decorator of node.decorator_list) this.gather(decorator, body);
          if (!scope.isGenerator) this.functions.set(node.name, [...(this.functions.get(node.name) ?? []), node]);
        }
        for (const value of [...node.args.defaults, ...node.args.kw_defaults])
          if (value !== null) this.gather(value, body);
        inner = { node, calls: [], managers: false };
        if (!scope.isGenerator) this.bodies.push(inner);
        if (node.node === "Lambda") this.gather(node.body, inner);
        else for (const statement of node.body) this.gather(statement, inner);
        return;
      }
      case "AsyncFunctionDef":
        this.coroutines.add(node.name);
        inner = undefined;
        break;
      case "GeneratorExp":
        inner = undefined;
        break;
      case "ClassDef":
        this.classes.set(node.name, node);
        // A class body is no frame, but what it defines counts.
        inner = undefined;
        break;
      case "With":
        if (body !== undefined) body.managers = true;
        break;
      case "Import":
        for (const { name, asname } of node.names) this.noteImport(asname ?? name.split(".")[0]!, name);
        break;
      case "ImportFrom":
        for (const { name, asname } of node.names) {
          this.noteImport(asname ?? name, node.level > 0 ? `.${node.module ?? ""}` : node.module!);
        }
        break;
      case "Call": {
        const owner = this.ownerScope(body);
        const callee = this.calleeOf(node, owner);
        // What it gives is waited for from another thread.
        if (callee.name === "run_coroutine_threadsafe")
          for (const name of ["result", "exception"]) this.blocking.add(name);
        body?.calls.push({ call: node, callee });
        if (node.func.node === "Attribute") this.gather(node.func.value, body);
        else if (node.func.node !== "Name") this.gather(node.func, body);
        for (const arg of node.args) this.gather(arg, body);
        for (const { value } of node.keywords) this.gather(value, body);
        return;
      }
      case "Name":
        if (node.ctx === "Load") this.values.add(node.id);
        return;
      case "Attribute":
        if (node.ctx === "Load") this.values.add(node.attr);
        else this.fields.add(node.attr);
        break;
    }
    forEachChild(node, (child) => this.gather(child, inner));
  }

  private ownerScope(body: Body | undefined): Scope {
    return body === undefined ? this.scopes.module : this.scopes.blocks.get(body.node)!;
  }

  private noteImport(bound: string, module: string): void {
    this.imported.set(bound, module);
    if (!isLibrary(module)) this.importsUserModules = true;
    for (const [modules, names] of BLOCKING_WITH) {
      if (modules.has(module)) for (const name of names) this.blocking.add(name);
    }
  }

  private calleeOf(call: Call, scope: Scope): Callee {
    const { func } = call;
    if (func.node === "Name") {
      const meaning = scope.lookup(scope.mangle(func.id));
      const isLocal = meaning.kind === "variable" && !this.functions.has(func.id);
      return {
        name: func.id,
        isAttribute: false,
        module: isLocal ? undefined : this.imported.get(func.id),
        isLocal,
        isOwn: false,
      };
    }
    if (func.node === "Attribute") {
      const isLiteral = func.value.node === "Constant" || func.value.node === "JoinedStr";
      const module = isLiteral ? "builtins" : this.moduleOf(func.value);
      const isOwn = func.value.node === "Name" && func.value.id === "self";
      return { name: func.attr, isAttribute: true, module, isLocal: false, isOwn };
    }
    return { name: undefined, isAttribute: false, module: undefined, isLocal: false, isOwn: false };
  }

  private moduleOf(node: Expr): string | undefined {
    return node.node === "Name" ? this.imported.get(node.id) : undefined;
  }

  // ---- the closure --------------------------------------------------------------------------------------------

  private close(): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const body of this.bodies) {
        if (this.marked.has(body.node) || !this.bodyBlocks(body)) continue;
        this.marked.add(body.node);
        changed = true;
        if (body.node.node === "Lambda" || this.values.has(body.node.name)) this.escapes = true;
      }
    }
  }

  private bodyBlocks(body: Body): boolean {
    if (body.managers && MANAGERS.some((name) => this.blocking.has(name) || this.functionBlocks(name))) return true;
    return body.calls.some(({ callee }) => this.calleeBlocks(callee));
  }

  /** A method that the module has, too, of an object that is not its own. */
  private isOthers(name: string): boolean {
    return (OF_LOOPS.has(name) && this.imported.has("asyncio")) || this.imported.has("_thread");
  }

  private functionBlocks(name: string): boolean {
    return this.functions.get(name)?.some((f) => this.marked.has(f)) ?? false;
  }

  private calleeBlocks({ name, isAttribute, module, isLocal, isOwn }: Callee): boolean {
    if (name === undefined) return this.escapes;
    if (module === "builtins") return false;
    if (this.functionBlocks(name)) return true;
    if (isLocal) return this.escapes;
    const isKnown = this.functions.has(name) || this.coroutines.has(name);
    if (isAttribute) {
      if (this.blocking.has(name)) {
        return !isKnown || module !== undefined || (!isOwn && this.isOthers(name));
      }
      // A runner waits for its loop to end.
      if (name === "close" && !isKnown && this.values.has("Runner")) return true;
      if (isKnown || HARMLESS_METHODS.has(name) || (module !== undefined && isLibrary(module))) return false;
      if (module !== undefined) return true;
      return this.importsUserModules || (this.escapes && this.fields.has(name));
    }
    const cls = this.classes.get(name);
    if (cls !== undefined) return this.constructionBlocks(cls, new Set());
    if (isKnown || HARMLESS.has(name)) return false;
    if (module !== undefined) return this.blocking.has(name) || !isLibrary(module);
    return this.blocking.has(name);
  }

  private constructionBlocks(cls: ClassDef, seen: Set<ClassDef>): boolean {
    if (seen.has(cls)) return false;
    seen.add(cls);
    const own = cls.body.some(
      (s) => s.node === "FunctionDef" && (s.name === "__init__" || s.name === "__new__") && this.marked.has(s),
    );
    return (
      own ||
      cls.bases.some((base) => {
        const parent = base.node === "Name" ? this.classes.get(base.id) : undefined;
        return parent !== undefined && this.constructionBlocks(parent, seen);
      })
    );
  }
}

function isHarmlessDecorator(node: Expr): boolean {
  if (node.node === "Name") return ["property", "staticmethod", "classmethod", "override", "final"].includes(node.id);
  return node.node === "Attribute" && ["setter", "getter", "deleter", "override", "abstractmethod"].includes(node.attr);
}

/** Top-level modules of the standard library: their functions block only by the names above. */
const LIBRARY = words(
  `abc annotationlib antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar
   cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars
   copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno
   faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob
   graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword
   linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder multiprocessing netrc ntpath numbers opcode
   operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats
   pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy
   sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat statistics
   string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this
   threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata
   unittest urllib uuid venv warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`,
);

function isCalling(module: string): boolean {
  const parts = module.split(".");
  return parts.some((_, i) => CALLING.has(parts.slice(0, i + 1).join(".")));
}

function isLibrary(module: string): boolean {
  const top = module.split(".")[0]!;
  return LIBRARY.has(top) || (top.startsWith("_") && top !== "__main__");
}
