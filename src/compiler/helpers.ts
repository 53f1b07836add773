// What emitted JavaScript may ask of the runtime: every helper that the compiler can name, with what it means. The
// compiler writes `$name` for `Helpers.name`; the runtime implements the interface. Values are opaque here.
//
// A module is emitted as the text of a JavaScript function that takes the helpers and returns the module's body:
//
//   "use strict";
//   const { add: $add, def: $def } = $;                  // the helpers that are used, and only those
//   const $c0 = $.code({...});                           // code objects and constants
//   return function* (M) { ... };                        // the body: a frame, M the module (its globals are M.$x)
//
// Python names become JavaScript names as they are (a JavaScript reserved word gets a trailing `$`); whatever the
// compiler invents begins with `$`, which no Python identifier can contain.

/** A Python value; the compiler never looks inside. */
export type Value = unknown;

/** A frame: the generator that a suspendable body runs as. It yields `undefined` when it suspends. */
export type Frame = Generator<Value, Value, Value>;

/** A JavaScript function that emitted code calls with positional arguments. */
export type Callable = (...args: Value[]) => Value;

/** What the compiler knows about a function, a class body, a lambda, a comprehension or a module. */
export interface CodeSpec {
  name: string;
  /** Where it differs from the name. */
  qualname?: string;
  firstlineno: number;
  /** CPython's `co_flags`: 0x04 *args, 0x08 **kwargs, 0x20 generator, 0x80 coroutine, 0x200 asynchronous generator. */
  flags: number;
  /** Positional parameters, positional-only ones included. Counts and lists that are absent are zero and empty. */
  argcount?: number;
  posonlyargcount?: number;
  kwonlyargcount?: number;
  /** Parameters in canonical order (positional, keyword-only, *args, **kwargs: CPython's `co_varnames`), then locals. */
  varnames?: string[];
  freevars?: string[];
  /** Of a class: names that its methods set on `self`, sorted. */
  statics?: string[];
  /** Positions that `$p` indexes, as `decodePositions` (positions.ts) reads them. */
  positions: string;
  /** The docstring, if there is one. */
  doc?: string;
}

/** A code object, made once for each module instance by `Helpers.code`. */
export interface Code {
  readonly name: string;
}

/** A handled exception of a frame: the exception, and what was handled before it. */
export type Held = unknown;

export interface Helpers {
  // ---- constants and code -------------------------------------------------------------------------------------
  readonly None: Value;
  readonly Ellipsis: Value;
  readonly NotImplemented: Value;
  /** The namespace of built-in names: `B.$print`. A global load is `M.$print ?? $B.$print ?? $name(M, "print")`. */
  readonly B: Record<string, Value>;
  readonly SUSPENDED: Value;
  code(spec: CodeSpec): Code;
  /** A float whose value is a JavaScript integer (1.0, -0.0, 1e300); other floats are written as plain numbers. */
  float(value: number): Value;
  complex(imag: number): Value;
  bytes(latin1: string): Value;

  // ---- names --------------------------------------------------------------------------------------------------
  /** The slow end of a global load: raises NameError (with a suggestion, which may be an attribute of `self`), or finds what
   * the fast path cannot see. */
  name(module: Value, name: string, self?: Value): Value;
  /** Raises UnboundLocalError (`free` false) or NameError for an empty cell (`free` true). */
  unbound(name: string, free: boolean): never;
  /** `del` of a global. */
  delName(module: Value, name: string): void;
  /** A name in a class body: its namespace, else `fallback()` (a cell), else globals and builtins. */
  classLoad(namespace: Value, name: string, module: Value, fallback?: () => Value): Value;
  classStore(namespace: Value, name: string, value: Value): void;
  classDelete(namespace: Value, name: string): void;

  /** `globals()`, and the namespace of `exec` without one. */
  globals(module: Value): Value;
  /** `locals()` in a function: a new dict; values that are `undefined` are unbound. */
  frameLocals(names: string[], values: (Value | undefined)[]): Value;

  // ---- functions and classes ----------------------------------------------------------------------------------
  /** Makes a Python function of `entry` (see docs/architecture.md, Calls). `defaults` holds those of the last positional
   * parameters, `kwdefaults` name → value. `full` and `frame` as described there. */
  def<F extends Callable>(
    entry: F,
    code: Code,
    module: Value,
    defaults?: Value[],
    kwdefaults?: Record<string, Value>,
    full?: Callable,
    frame?: (...args: Value[]) => Frame,
  ): F;
  /** Lets `f.__closure__` read the free variables (`co_freevars`' order); returns `f`. */
  closure<F extends Callable>(f: F, read: () => (Value | undefined)[]): F;
  /** Attaches lazily evaluated annotations (PEP 649): `evaluate` gives alternating names and values. */
  annotate(target: Value, evaluate: () => Value[]): void;
  /** The same for a class, in whose namespace its body runs. */
  annotateClass(namespace: Value, evaluate: () => Value[]): void;
  typeParams(target: Value, params: Value[]): void;
  /**
   * A default that was not passed: positional parameter `index` of `f`, or the keyword-only `name`. Falls to `arity`'s
   * error; where there is no default, `required` are the values of all keyword-only parameters, for CPython names all missing.
   */
  default(f: Callable, index: number): Value;
  kwdefault(f: Callable, name: string, required?: (Value | undefined)[]): Value;
  /** The call does not fit: raises CPython's TypeError. Called by an entry with its own `arguments`. */
  arity(f: Callable, args: IArguments): Value;
  tuple(items: Value[]): Value;
  /** Wraps a frame into what a call of the function gives; a generator expression has a code object only. */
  generator(frame: Frame, f: Callable): Value;
  coroutine(frame: Frame, f: Callable): Value;
  asyncGenerator(frame: Frame, f: Callable): Value;
  generatorExpression(frame: Frame, code: Code): Value;
  asyncGeneratorExpression(frame: Frame, code: Code): Value;
  /** Runs a class statement. `keywords`: names and values, or (with `**`) a dict made by `kwargs`. `body(namespace)` runs the suite and returns a function that fills the `__class__` cell, or undefined. */
  buildClass(
    name: string,
    bases: Value[],
    keywords: [string[], Value[]] | Value | undefined,
    body: (namespace: Value) => ((cls: Value) => void) | undefined,
    code: Code,
    module: Value,
  ): Value;
  /** `super()` without arguments, and the attribute of it that a call wants: `super().m(a)` is `superCall(C, self, "m", a)`. */
  super(cls: Value, self: Value): Value;
  superCall(cls: Value, self: Value, name: string, ...args: Value[]): Value;

  // ---- calls --------------------------------------------------------------------------------------------------
  /** Calls anything, JavaScript functions too (or says that it is not callable). */
  call(f: Value, ...args: Value[]): Value;
  callKw(f: Value, args: Value[], names: string[], values: Value[]): Value;
  /** Stars in a call: `args` an array, `keywords` a dict made by `kwargs`. */
  callEx(f: Value, args: Value[], keywords: Value | undefined): Value;
  /** `o.name(…)` where neither `m$name` nor a function `$name` was at hand. */
  callMethod(o: Value, name: string, ...args: Value[]): Value;
  callMethodKw(o: Value, name: string, args: Value[], names: string[], values: Value[]): Value;
  /** Collects the keyword arguments of a starred call: alternating names and values; `undefined` as name spreads a mapping. */
  kwargs(f: Value, parts: (string | Value | undefined)[]): Value;
  /** Appends what an iterable gives (`*x`), naming `f` in the error. */
  spread(f: Value, into: Value[], iterable: Value): void;
  /** The same calls from a frame, where the callee may block: the value, or SUSPENDED. */
  callS(f: Value, ...args: Value[]): Value;
  callKwS(f: Value, args: Value[], names: string[], values: Value[]): Value;
  callExS(f: Value, args: Value[], keywords: Value | undefined): Value;
  callMethodS(o: Value, name: string, ...args: Value[]): Value;
  callMethodKwS(o: Value, name: string, args: Value[], names: string[], values: Value[]): Value;

  // ---- attributes and items -----------------------------------------------------------------------------------
  /** The prototype of `str`, where the methods of JavaScript's strings are found. */
  strings: Value;
  /** The slow end of `o.$name`. */
  getattr(o: Value, name: string): Value;
  setattr(o: Value, name: string, value: Value): void;
  delattr(o: Value, name: string): void;
  getitem(o: Value, key: Value): Value;
  /** `o[start:stop]` */
  getsection(o: Value, start: Value, stop: Value): Value;
  setitem(o: Value, key: Value, value: Value): void;
  delitem(o: Value, key: Value): void;
  /** The same where a handler is near: RAISED for a key that a dict has not. */
  itemOrRaised(o: Value, key: Value): Value;
  /** What `m$__getitem__` of a dict is, and of a list; `m$__setitem__` of a list. */
  readonly dictGetitem: Callable;
  readonly listGetitem: Callable;
  readonly listSetitem: Callable;
  /** `f(x)`, where `f` is mostly `next`: RAISED at the end of an iterator of the runtime's own. */
  nextOrRaised(f: Value, x: Value): Value;
  slice(start: Value, stop: Value, step: Value): Value;

  // ---- operators: the general forms; the compiler writes the fast paths for small ints around them -----------------
  add(a: Value, b: Value): Value;
  sub(a: Value, b: Value): Value;
  mul(a: Value, b: Value): Value;
  /** `a * b`, or of two ints a smaller product with the same rest when divided by `modulus`, which is at most 2**32. */
  mulModulo(a: Value, b: Value, modulus: number): Value;
  div(a: Value, b: Value): Value;
  floordiv(a: Value, b: Value): Value;
  mod(a: Value, b: Value): Value;
  pow(a: Value, b: Value): Value;
  matmul(a: Value, b: Value): Value;
  lshift(a: Value, b: Value): Value;
  rshift(a: Value, b: Value): Value;
  and(a: Value, b: Value): Value;
  or(a: Value, b: Value): Value;
  xor(a: Value, b: Value): Value;
  iadd(a: Value, b: Value): Value;
  isub(a: Value, b: Value): Value;
  imul(a: Value, b: Value): Value;
  idiv(a: Value, b: Value): Value;
  ifloordiv(a: Value, b: Value): Value;
  imod(a: Value, b: Value): Value;
  ipow(a: Value, b: Value): Value;
  imatmul(a: Value, b: Value): Value;
  ilshift(a: Value, b: Value): Value;
  irshift(a: Value, b: Value): Value;
  iand(a: Value, b: Value): Value;
  ior(a: Value, b: Value): Value;
  ixor(a: Value, b: Value): Value;
  neg(a: Value): Value;
  pos(a: Value): Value;
  invert(a: Value): Value;
  /** Comparisons give any value (`__lt__` may); `truth` of it where a condition is wanted. */
  lt(a: Value, b: Value): Value;
  le(a: Value, b: Value): Value;
  gt(a: Value, b: Value): Value;
  ge(a: Value, b: Value): Value;
  eq(a: Value, b: Value): Value;
  ne(a: Value, b: Value): Value;
  /** `is`: numbers and strings by value, boxed floats by identity. */
  is(a: Value, b: Value): boolean;
  contains(container: Value, item: Value): boolean;
  truth(a: Value): boolean;

  // ---- containers and strings ---------------------------------------------------------------------------------
  list(items: Value[]): Value;
  /** Alternating keys and values; key `undefined` spreads a mapping (`**x`). */
  dict(parts: Value[]): Value;
  set(items: Value[]): Value;
  /** Inside comprehensions. */
  setAdd(set: Value, item: Value): void;
  /** Appends all items of `iterable` (`[*x]`). */
  extend(into: Value[], iterable: Value): void;
  /** The same for `{*x}`, whose error says less. */
  extendSet(into: Value[], iterable: Value): void;
  /** One replacement field of an f-string: conversion "" | "s" | "r" | "a"; `spec` is its evaluated format spec. */
  format(value: Value, conversion: string, spec: string): string;
  /** A t-string: literal parts and interpolations (value, expression text, conversion, spec). */
  template(strings: string[], interpolations: [Value, string, string | undefined, string][]): Value;
  /** Unpacks into exactly `count` items (`star` < 0), or with a list at index `star`. */
  unpack(value: Value, count: number, star: number): Value[];
  /** The class `tuple`. Its instances hold their items in the array `items`. */
  readonly tupleType: Value;

  // ---- iteration ----------------------------------------------------------------------------------------------
  iter(x: Value): { next$(): Value };
  /** `iter(f(…))`, where `f` is mostly `range`: then no range is made. */
  iterRange(f: Value, ...args: Value[]): { next$(): Value };
  /** `iter(x)` for a loop with two targets, whose items are in `first` and `second` after `step$()`, or by `split$()`. */
  pairs(x: Value): { first: Value; second: Value; step$(): boolean; split$(): Value };
  /** The frame that `yield from` in a function delegates to: `yield* $yieldFrom(x, code)`. Only `types.coroutine`'s may have coroutines. */
  yieldFrom(x: Value, code: Code): Frame;

  // ---- exceptions ---------------------------------------------------------------------------------------------
  /** `throw $raise(exc, cause)`: makes the exception from a class or an instance; `cause` undefined means no `from`. */
  raise(exc: Value, cause?: Value): Error;
  /** A bare `raise`, and an exception that no handler matched: thrown again without another traceback entry for this frame. */
  reraise(exc?: Value): Error;
  /** An exception arrives in a `catch` of the function `code` at position `p`: as a Python exception, with its traceback entry and context. */
  caught(e: unknown, code: Code, p: number): Value;
  /** The outermost `catch` of a function: the same, and thrown on. */
  unwind(e: unknown, code: Code, p: number): Error;
  /** A handler begins: `e` is what `sys.exception()` gives; returns what was before, for `leave`. */
  enter(e: Value): Value;
  leave(previous: Value): void;
  /**
   * The same in a frame that suspends while it handles `e`: others must not see it then. `yield* $yieldHeld(held, value)`
   * puts aside what the frame handles (`held`: from the outermost, `undefined` ones to be skipped), yields `value`, and
   * takes it up again, also before an exception thrown in goes on (whose context it is).
   */
  hold(e: Value): Held;
  release(held: Held): void;
  yieldHeld(held: (Held | undefined)[], value: Value | undefined): Frame;
  yieldFromHeld(held: (Held | undefined)[], frame: Frame): Frame;
  /** Does the exception match the class or tuple of classes of an `except`? */
  match(e: Value, classes: Value): boolean;
  /** `except*`: splits off the matching part: [matching or undefined, rest or undefined]. */
  matchStar(e: Value, classes: Value, code: Code, position: number): [Value | undefined, Value | undefined];
  /** The end of a `try` with `except*` handlers: what is to be raised of the rest and what the handlers raised, or undefined. */
  endStar(original: Value, rest: Value | undefined, raised: Value[]): Error | undefined;
  assertionError(message?: Value): Error;

  // ---- with ---------------------------------------------------------------------------------------------------
  /**
   * Enter and exit methods of a manager whose class has not both of `m$__enter__` and `m$__exit__` (or `m$__aenter__` …):
   * functions that take the manager, or CPython's TypeError.
   */
  withUnusual(manager: Value, isAsync: boolean): [Callable, Callable];
  /** Calls exit with an exception, which is the handled one meanwhile; true if it is swallowed. */
  withExit(exit: Callable, manager: Value, e: Value): boolean;
  /** Awaits what `__aenter__` or `__aexit__` returns: `awaitCall` with the errors of `async with`. */
  enterAsync(enter: Callable, manager: Value): Value;
  exitAsync(exit: Callable, manager: Value, ...args: Value[]): Value;
  /** The three arguments that `__exit__` takes for `e`. */
  excInfo(e: Value): [Value, Value, Value];

  /** `__enter__` and `__exit__`, looked up in CPython's order and bound, for frames that call them with `callS`. */
  withMethods(manager: Value): [Value, Value];

  // ---- suspension ---------------------------------------------------------------------------------------------
  /**
   * `((t = $await(x)) === $SUSPENDED ? yield $p : t) ?? $None`. A coroutine (and a plain function's suspendable form) yields
   * its position, for `cr_frame`; an asynchronous generator yields nothing, and leaves it in `place`. The engine's `undefined` reads as None, hence
   * `?? $None` where the value is used.
   */
  await(x: Value): Value;
  /**
   * A coroutine's `yield` gives RAISED if an exception is raised there: `takeRaised()`, which `throwRaised` throws. One that
   * leaves the coroutine is what its frame returns, `passRaised(e)`.
   */
  readonly RAISED: Value;
  takeRaised(): Error;
  throwRaised(): never;
  passRaised(e: unknown): Value;
  /** Where an asynchronous generator stands: set before each of its yields, for `ag_frame`. */
  readonly place: { at: number };
  /** `await f(…)` without a coroutine object. */
  awaitCall(f: Value, ...args: Value[]): Value;
  /** The same where `f.awaitArity`, the number of positional arguments that its frame can be started with, is known to fit. */
  awaitFrame(frame: Frame, code: Code): Value;
  /** The awaitable that `__aiter__` gives, checked; and the next item: a value, undefined when exhausted, or SUSPENDED. */
  aiter(x: Value): Value;
  anext(iterator: Value): Value;
  /** Is this the StopAsyncIteration that ends an `async for` which suspended in `anext`? */
  stopAsync(e: unknown): boolean;
  /** Loops and functions that may recurse count what is at index 0 down, and call `check` when it gets zero. */
  readonly flag: Int32Array;
  /** Looks for interrupts, and raises what they raise; `position` is an assignment to `$p`. */
  check(position?: number): void;
  /** The value of an expression statement is dropped at a position: a coroutine among them was forgotten. */
  drop(value: Value, code: Code, position: number): void;
  /**
   * A loop is left before its iterator's end. If that is a generator which the function `callee` made for the loop, nobody
   * else has it, and it is closed as CPython's reference count would have it.
   */
  dropIterator(iterator: Value, callee: Value): void;
  /** The same at a prompt (mode "single"): prints what is not None. */
  display(value: Value): void;

  // ---- imports ------------------------------------------------------------------------------------------------
  /** `import a.b.c` → the top package; with `fromlist` the leaf. Runs module bodies, which cannot suspend. */
  import(module: Value, name: string, fromlist: string[] | undefined, level: number): Value;
  /** The same from a frame: a module body may suspend, hence SUSPENDED. */
  importS(module: Value, name: string, fromlist: string[] | undefined, level: number): Value;
  importFrom(module: Value, name: string): Value;
  importStar(into: Value, module: Value): void;

  // ---- pattern matching ---------------------------------------------------------------------------------------
  /** The items if `subject` is a sequence pattern's subject with `count` items (at least that many if `star` ≥ 0), else undefined. */
  matchSequence(subject: Value, count: number, star: number, named?: boolean): Value[] | undefined;
  /** The values of the keys if the subject is a mapping that has them all; with `rest`, one more: the remaining dict. */
  matchMapping(subject: Value, keys: Value[], rest: boolean): Value[] | undefined;
  /** The attributes for positional and keyword patterns if `subject` is an instance of `cls`. */
  matchClass(subject: Value, cls: Value, positional: number, names: string[]): Value[] | undefined;

  // ---- types --------------------------------------------------------------------------------------------------
  typeVar(
    kind: "TypeVar" | "ParamSpec" | "TypeVarTuple",
    name: string,
    bound?: () => Value,
    byDefault?: () => Value,
    constrained?: boolean,
  ): Value;
  typeAlias(name: string, params: Value[], value: () => Value, module: Value): Value;
  /** The implicit base `Generic[…]` of a class with type parameters. */
  generic(params: Value[]): Value;
}
