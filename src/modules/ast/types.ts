// The classes of the module `_ast`, one for each kind of node in the syntax tree's table, and those that CPython puts
// above them.

import { lookupAttribute, setattr } from "../../runtime/attributes.ts";
import { callKw } from "../../runtime/calls.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { genericAlias } from "../../runtime/containers/genericalias.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { typeError } from "../../runtime/errors.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { iterate, repr } from "../../runtime/protocols.ts";
import { known, type Type, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { FIELDS, type FieldType } from "../../syntax/index.ts";
import { warnings } from "../warnings/state.ts";

/** The kinds that each abstract class stands for; nodes that are named nowhere derive from AST itself. */
const FAMILIES: Record<string, string> = {
  mod: "Module Interactive Expression FunctionType",
  stmt: "FunctionDef AsyncFunctionDef ClassDef Return Delete Assign TypeAlias AugAssign AnnAssign For AsyncFor While If With AsyncWith Match Raise Try TryStar Assert Import ImportFrom Global Nonlocal Expr Pass Break Continue",
  expr: "BoolOp NamedExpr BinOp UnaryOp Lambda IfExp Dict Set ListComp SetComp DictComp GeneratorExp Await Yield YieldFrom Compare Call FormattedValue Interpolation JoinedStr TemplateStr Constant Attribute Subscript Starred Name List Tuple Slice",
  expr_context: "Load Store Del",
  boolop: "And Or",
  operator: "Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd FloorDiv",
  unaryop: "Invert Not UAdd USub",
  cmpop: "Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn",
  excepthandler: "ExceptHandler",
  pattern: "MatchValue MatchSingleton MatchSequence MatchMapping MatchClass MatchStar MatchAs MatchOr",
  type_ignore: "TypeIgnore",
  type_param: "TypeVar ParamSpec TypeVarTuple",
};

const POSITIONS = ["lineno", "col_offset", "end_lineno", "end_col_offset"];
const POSITIONED = new Set(["stmt", "expr", "excepthandler", "pattern", "type_param", "arg", "keyword", "alias"]);

/** What a field has that is not given: nothing for what is required, None, an empty list, or Load(). */
const absent = (type: FieldType): Value | undefined =>
  type.endsWith("s") || type.endsWith("s?") ? new List([]) : type.endsWith("?") ? None : undefined;

/** What `_field_types` says, as far as `ast.dump` asks: which fields are lists, and which a context. */
function fieldType(type: FieldType, types: ReadonlyMap<string, Type>): Value {
  if (absent(type) instanceof List) return genericAlias(typeOf(new List([])), types.get("AST")!);
  return type === "operator" ? types.get("expr_context")! : known.object;
}

interface Declared {
  fields: readonly string[];
  types: Readonly<Record<string, FieldType>>;
}

/** Classes by name. */
export type NodeTypes = ReadonlyMap<string, Type>;

let made: NodeTypes | undefined;

export function nodeTypes(): NodeTypes {
  made ??= makeTypes();
  return made;
}

const tupleOf = (names: readonly string[]): Tuple => new Tuple([...names]);

function makeTypes(): NodeTypes {
  const types = new Map<string, Type>();
  const declared = new Map<Type, Declared>();
  const make = (name: string, base: Type | undefined, fields: Readonly<Record<string, FieldType>>): Type => {
    const names = Object.keys(fields);
    const optional = names.filter((field) => absent(fields[field]!) === None);
    const attributes: Record<string, Value> = { __match_args__: tupleOf(names), _fields: tupleOf(names) };
    for (const field of optional) attributes[field] = None;
    const annotations = new Dict();
    for (const field of names) annotations.set(field, fieldType(fields[field]!, types));
    attributes._field_types = annotations;
    if (base === undefined || POSITIONED.has(name)) {
      attributes._attributes = tupleOf(base === undefined ? [] : POSITIONS);
      if (base !== undefined) for (const end of POSITIONS.slice(2)) attributes[end] = None;
    }
    const cls = nativeType({
      name,
      module: "ast",
      ...(base ? { base } : {}),
      hasDict: true,
      heap: true, // CPython's `ast` adds attributes to the classes.
      attributes,
      ...(base ? {} : { create: (cls: Type) => newInstance(cls), ...baseMethods(declared, types) }),
    });
    declared.set(cls, { fields: names, types: fields });
    types.set(name, cls);
    return cls;
  };
  const base = make("AST", undefined, {});
  const family = new Map<string, Type>();
  for (const [name, members] of Object.entries(FAMILIES)) {
    const parent = make(name, base, {});
    for (const member of members.split(" ")) family.set(member, parent);
  }
  for (const [name, parent] of family) {
    const fields = FIELDS[name as keyof typeof FIELDS] as Readonly<Record<string, FieldType>> | undefined;
    const own = name === "FunctionType" ? ({ argtypes: "nodes", returns: "node" } as const) : fields;
    make(name, parent, own ?? {});
  }
  for (const [name, fields] of Object.entries(FIELDS)) if (!types.has(name)) make(name, base, fields);
  return types;
}

function baseMethods(declared: Map<Type, Declared>, types: Map<string, Type>) {
  const declaredFor = (self: Value): Declared | undefined => {
    for (const cls of typeOf(self).tp.mro) if (declared.has(cls)) return declared.get(cls);
    return undefined;
  };
  const fieldNames = (self: Value): string[] =>
    [...iterate(lookupAttribute(typeOf(self), "_fields") ?? new Tuple([]))].map(String);
  const init = (self: Value, args: Value[], keywords: Map<string, Value> | undefined): Value => {
    const name = typeOf(self).tp.name;
    const fields = fieldNames(self);
    if (args.length > fields.length) {
      const count = fields.length;
      throw typeError(`${name} constructor takes at most ${count} positional argument${count === 1 ? "" : "s"}`);
    }
    const given = new Set<string>();
    args.forEach((value, i) => {
      setattr(self, fields[i]!, value);
      given.add(fields[i]!);
    });
    const attributes = new Set([...iterate(lookupAttribute(typeOf(self), "_attributes")!)].map(String));
    for (const [key, value] of keywords ?? []) {
      if (given.has(key)) throw typeError(`${name} got multiple values for argument ${repr(key)}`);
      if (!fields.includes(key) && !attributes.has(key)) {
        warnings.warn(
          "DeprecationWarning",
          `${name}.__init__ got an unexpected keyword argument ${repr(key)}. Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.`,
        );
      }
      setattr(self, key, value);
      given.add(key);
    }
    const known = declaredFor(self);
    for (const field of fields) {
      if (given.has(field) || known === undefined || !(field in known.types)) continue;
      const type = known.types[field]!;
      const value = field === "ctx" ? newInstance(types.get("Load")!) : absent(type);
      if (value === undefined) {
        warnings.warn(
          "DeprecationWarning",
          `${name}.__init__ missing 1 required positional argument: ${repr(field)}. This will become an error in Python 3.15.`,
        );
      } else if (value !== None) setattr(self, field, value);
    }
    return None;
  };
  return {
    special: {
      __init__: (self: Value, ...rest: Value[]) => init(self, rest, undefined),
      __repr__: (self: Value) => nodeRepr(self, fieldNames),
    },
    methods: {
      "__init__(*args, **kwargs)": init,
      "__replace__(**fields)": (self: Value, changes: Map<string, Value>) => {
        const names = fieldNames(self);
        const all = new Map<string, Value>();
        for (const name of [...names, ...POSITIONS]) {
          const value = changes.get(name) ?? lookupAttribute(self, name);
          if (value !== undefined) all.set(name, value);
        }
        for (const name of changes.keys()) {
          if (!all.has(name)) {
            throw typeError(`${typeOf(self).tp.name}.__replace__ got an unexpected keyword argument ${repr(name)}.`);
          }
        }
        return callKw(typeOf(self), [], [...all.keys()], [...all.values()]);
      },
    },
  };
}

/** As 3.14 shows nodes, those deep down as `...`. */
function nodeRepr(node: Value, fieldNames: (self: Value) => string[], depth = 3): string {
  if (depth <= 0) return `${typeOf(node).tp.name}(...)`;
  const base = nodeTypes().get("AST")!;
  const shown = (value: Value): string => {
    if (typeOf(value).tp.mro.includes(base)) return nodeRepr(value, fieldNames, depth - 1);
    if (value instanceof List) {
      const { items } = value;
      if (items.length === 0) return "[]";
      const ends = items.length === 1 ? [shown(items[0]!)] : [shown(items[0]!), shown(items.at(-1)!)];
      return `[${ends.join(items.length > 2 ? ", ..., " : ", ")}]`;
    }
    return repr(value);
  };
  const fields = fieldNames(node).map((name) => {
    const value = lookupAttribute(node, name);
    return value === undefined ? "" : `${name}=${shown(value)}`;
  });
  return `${typeOf(node).tp.name}(${fields.join(", ")})`;
}
