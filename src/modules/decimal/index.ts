// The module `_decimal`, from which CPython's `decimal` takes all its names: the General Decimal Arithmetic
// (https://speleotrove.com/decimal/decarith.html) as CPython's module has it.

import {
  callMethodKw,
  importNow,
  intOf,
  lookupAttribute,
  type Module,
  None,
  nativeFunction,
  nativeType,
  newInstance,
  type Type,
  typeError,
  type Value,
  valueError,
} from "../extension.ts";
import {
  basicContext,
  Context,
  contextOf,
  current,
  defaultContext,
  extendedContext,
  ROUNDINGS,
  setCurrent,
} from "./context.ts";
import { contextType, limitOf, SETTERS } from "./contexttype.ts";
import { decimalType, setTupleClass } from "./decimaltype.ts";
import { MAX_EMAX, MAX_PREC, MIN_EMIN } from "./rules.ts";
import { exceptions } from "./signals.ts";

// ---- contexts for with statements -----------------------------------------------------------------------------------

class ContextManager {
  inner: Context = defaultContext;
  outer: Context = defaultContext;
}

const managerType: Type = nativeType({
  name: "ContextManager",
  module: "decimal",
  ctor: ContextManager,
  create: () => {
    throw typeError("cannot create 'decimal.ContextManager' instances");
  },
  methods: {
    "__enter__()": (self: ContextManager) => setCurrent(self.inner),
    "__exit__(*args)": (self: ContextManager) => {
      setCurrent(self.outer);
      return false;
    },
  },
});

function localContext(ctx: Value | undefined, settings: Map<string, Value> | undefined): Value {
  const outer = current();
  const inner = new Context().copyFrom(ctx === undefined || ctx === None ? outer : contextOf(ctx));
  for (const [name, value] of settings ?? []) {
    const set = SETTERS.get(name);
    if (set === undefined) throw typeError(`this function got an unexpected keyword argument '${name}'`);
    if (value !== None) set(inner, value);
  }
  return Object.assign(newInstance<ContextManager>(managerType), { inner, outer });
}

// ---- the formats of IEEE 754 ------------------------------------------------------------------------------------------

const IEEE_CONTEXT_MAX_BITS = 512;

function ieeeContext(value: Value): Value {
  const bits = intOf(value);
  if (bits === undefined) throw typeError("an integer is required");
  if (bits <= 0 || bits > IEEE_CONTEXT_MAX_BITS || Number(bits) % 32 !== 0) {
    throw valueError(`argument must be a multiple of 32, with a maximum of ${IEEE_CONTEXT_MAX_BITS}`);
  }
  const size = Number(bits);
  const prec = 9 * (size / 32) - 2;
  const emax = 3 * 2 ** (size / 16 + 3);
  return new Context(prec, "ROUND_HALF_EVEN", 1 - emax, emax, true, 0);
}

// ---- the module ---------------------------------------------------------------------------------------------------------

const functions = {
  "getcontext()": () => current(),
  "setcontext(context, /)": (context: Value) => {
    if (!(context instanceof Context)) throw typeError("argument must be a context");
    setCurrent(context);
    return None;
  },
  "localcontext(ctx=None, **kwargs)": localContext,
  "IEEEContext(bits, /)": ieeeContext,
};

const DOCS: Record<string, string> = {
  getcontext: "Get the current default context.",
  setcontext: "Set a new default context.",
  localcontext: "Return a context manager that will set the default context to a copy of ctx",
  IEEEContext: "Return a context object initialized to the proper values for one of the",
};

/** The exponent of the smallest number of all: MIN_EMIN - MAX_PREC + 1, which is no safe number. */
const MIN_ETINY = -1999999999999999997n;

/** Fills the module. */
export function create(module: Module): void {
  for (const [signature, f] of Object.entries(functions)) {
    const result = nativeFunction(signature, f, "_decimal");
    const { name } = result.signature;
    result.doc = DOCS[name]!;
    module[`$${name}`] = result;
  }
  const tupleClass = callMethodKw(
    importNow("collections"),
    "namedtuple",
    ["DecimalTuple", "sign digits exponent"],
    ["module"],
    ["decimal"],
  );
  setTupleClass(tupleClass);
  const numbers = importNow("numbers");
  callMethodKw(lookupAttribute(numbers, "Number")!, "register", [decimalType], [], []);
  const attributes: Record<string, Value> = {
    __doc__: "C decimal arithmetic module",
    __version__: "1.70",
    __libmpdec_version__: "2.5.1",
    Decimal: decimalType,
    Context: contextType,
    DecimalTuple: tupleClass,
    DefaultContext: defaultContext,
    BasicContext: basicContext,
    ExtendedContext: extendedContext,
    HAVE_THREADS: true,
    HAVE_CONTEXTVAR: true,
    MAX_PREC: limitOf(MAX_PREC),
    MAX_EMAX: limitOf(MAX_EMAX),
    MIN_EMIN: limitOf(MIN_EMIN),
    MIN_ETINY,
    IEEE_CONTEXT_MAX_BITS,
  };
  for (const type of exceptions) attributes[type.tp.name] = type;
  for (const rounding of ROUNDINGS) attributes[rounding] = rounding;
  for (const [name, value] of Object.entries(attributes)) module[`$${name}`] = value;
}
