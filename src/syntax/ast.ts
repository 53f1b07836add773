// The syntax tree: CPython 3.14's nodes under the names of its `ast` module.
//
// Every node is a plain object. `node` is its kind and tells the members of the unions apart; all other properties are
// CPython's own fields. Nodes with a position carry it as CPython does: lines count from 1, columns from 0 in UTF-8
// bytes, and the end is exclusive. Operators and contexts are string literals. Lists are never null; an absent
// optional field is null. The parser knows no runtime, so constants are tagged values (`ConstantValue`).
//
// The interfaces say what a node holds; `FIELDS`, checked against them by the compiler, says it again as data, in
// CPython's order, for whatever has to follow a tree without knowing its nodes (walkers, printers).

export interface Position {
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
}

// ---------------------------------------------------------------------------------------------------------------------
// Constants, operators, contexts

/** An int is a number where a number holds it exactly, else a bigint. `complex` is the imaginary part. */
export type ConstantValue =
  | { readonly type: "None" }
  | { readonly type: "True" }
  | { readonly type: "False" }
  | { readonly type: "Ellipsis" }
  | { readonly type: "int"; readonly value: number | bigint }
  | { readonly type: "float"; readonly value: number }
  | { readonly type: "complex"; readonly value: number }
  | { readonly type: "str"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array };

export type ExprContext = "Load" | "Store" | "Del";
export type BoolOperator = "And" | "Or";
export type Operator =
  | "Add"
  | "Sub"
  | "Mult"
  | "MatMult"
  | "Div"
  | "Mod"
  | "Pow"
  | "LShift"
  | "RShift"
  | "BitOr"
  | "BitXor"
  | "BitAnd"
  | "FloorDiv";
export type UnaryOperator = "Invert" | "Not" | "UAdd" | "USub";
export type CmpOperator = "Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE" | "Is" | "IsNot" | "In" | "NotIn";

// ---------------------------------------------------------------------------------------------------------------------
// Modules

export interface Module {
  node: "Module";
  body: Stmt[];
  type_ignores: TypeIgnore[];
}

export interface Interactive {
  node: "Interactive";
  body: Stmt[];
}

export interface Expression {
  node: "Expression";
  body: Expr;
}

export type Mod = Module | Interactive | Expression;

export interface TypeIgnore {
  node: "TypeIgnore";
  lineno: number;
  tag: string;
}

// ---------------------------------------------------------------------------------------------------------------------
// Statements

export interface FunctionDef extends Position {
  node: "FunctionDef";
  name: string;
  args: Arguments;
  body: Stmt[];
  decorator_list: Expr[];
  returns: Expr | null;
  type_comment: string | null;
  type_params: TypeParam[];
}

export interface AsyncFunctionDef extends Position {
  node: "AsyncFunctionDef";
  name: string;
  args: Arguments;
  body: Stmt[];
  decorator_list: Expr[];
  returns: Expr | null;
  type_comment: string | null;
  type_params: TypeParam[];
}

export interface ClassDef extends Position {
  node: "ClassDef";
  name: string;
  bases: Expr[];
  keywords: Keyword[];
  body: Stmt[];
  decorator_list: Expr[];
  type_params: TypeParam[];
}

export interface Return extends Position {
  node: "Return";
  value: Expr | null;
}

export interface Delete extends Position {
  node: "Delete";
  targets: Expr[];
}

export interface Assign extends Position {
  node: "Assign";
  targets: Expr[];
  value: Expr;
  type_comment: string | null;
}

export interface TypeAlias extends Position {
  node: "TypeAlias";
  name: Name;
  type_params: TypeParam[];
  value: Expr;
}

export interface AugAssign extends Position {
  node: "AugAssign";
  target: Name | Attribute | Subscript;
  op: Operator;
  value: Expr;
}

/** `simple` is 1 for a bare name that is not in parentheses, else 0. */
export interface AnnAssign extends Position {
  node: "AnnAssign";
  target: Name | Attribute | Subscript;
  annotation: Expr;
  value: Expr | null;
  simple: number;
}

export interface For extends Position {
  node: "For";
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
  type_comment: string | null;
}

export interface AsyncFor extends Position {
  node: "AsyncFor";
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
  type_comment: string | null;
}

export interface While extends Position {
  node: "While";
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface If extends Position {
  node: "If";
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface With extends Position {
  node: "With";
  items: WithItem[];
  body: Stmt[];
  type_comment: string | null;
}

export interface AsyncWith extends Position {
  node: "AsyncWith";
  items: WithItem[];
  body: Stmt[];
  type_comment: string | null;
}

export interface Match extends Position {
  node: "Match";
  subject: Expr;
  cases: MatchCase[];
}

export interface Raise extends Position {
  node: "Raise";
  exc: Expr | null;
  cause: Expr | null;
}

export interface Try extends Position {
  node: "Try";
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
}

export interface TryStar extends Position {
  node: "TryStar";
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
}

export interface Assert extends Position {
  node: "Assert";
  test: Expr;
  msg: Expr | null;
}

export interface Import extends Position {
  node: "Import";
  names: Alias[];
}

/** `level` counts the leading dots. */
export interface ImportFrom extends Position {
  node: "ImportFrom";
  module: string | null;
  names: Alias[];
  level: number;
}

export interface Global extends Position {
  node: "Global";
  names: string[];
}

export interface Nonlocal extends Position {
  node: "Nonlocal";
  names: string[];
}

/** An expression that stands as a statement. */
export interface ExprStmt extends Position {
  node: "Expr";
  value: Expr;
}

export interface Pass extends Position {
  node: "Pass";
}

export interface Break extends Position {
  node: "Break";
}

export interface Continue extends Position {
  node: "Continue";
}

export type Stmt =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExprStmt
  | Pass
  | Break
  | Continue;

// ---------------------------------------------------------------------------------------------------------------------
// Expressions

export interface BoolOp extends Position {
  node: "BoolOp";
  op: BoolOperator;
  values: Expr[];
}

export interface NamedExpr extends Position {
  node: "NamedExpr";
  target: Name;
  value: Expr;
}

export interface BinOp extends Position {
  node: "BinOp";
  left: Expr;
  op: Operator;
  right: Expr;
}

export interface UnaryOp extends Position {
  node: "UnaryOp";
  op: UnaryOperator;
  operand: Expr;
}

export interface Lambda extends Position {
  node: "Lambda";
  args: Arguments;
  body: Expr;
}

export interface IfExp extends Position {
  node: "IfExp";
  test: Expr;
  body: Expr;
  orelse: Expr;
}

/** A null key is `**value`. */
export interface Dict extends Position {
  node: "Dict";
  keys: (Expr | null)[];
  values: Expr[];
}

/** `Set` in CPython; the type's name leaves JavaScript's own alone. */
export interface SetExpr extends Position {
  node: "Set";
  elts: Expr[];
}

export interface ListComp extends Position {
  node: "ListComp";
  elt: Expr;
  generators: Comprehension[];
}

export interface SetComp extends Position {
  node: "SetComp";
  elt: Expr;
  generators: Comprehension[];
}

export interface DictComp extends Position {
  node: "DictComp";
  key: Expr;
  value: Expr;
  generators: Comprehension[];
}

export interface GeneratorExp extends Position {
  node: "GeneratorExp";
  elt: Expr;
  generators: Comprehension[];
}

export interface Await extends Position {
  node: "Await";
  value: Expr;
}

export interface Yield extends Position {
  node: "Yield";
  value: Expr | null;
}

export interface YieldFrom extends Position {
  node: "YieldFrom";
  value: Expr;
}

export interface Compare extends Position {
  node: "Compare";
  left: Expr;
  ops: CmpOperator[];
  comparators: Expr[];
}

export interface Call extends Position {
  node: "Call";
  func: Expr;
  args: Expr[];
  keywords: Keyword[];
}

/** `conversion` is -1 or the code of `s`, `r` or `a`. */
export interface FormattedValue extends Position {
  node: "FormattedValue";
  value: Expr;
  conversion: number;
  format_spec: JoinedStr | null;
}

/** The replacement field of a template string; `str` is its source text. */
export interface Interpolation extends Position {
  node: "Interpolation";
  value: Expr;
  str: string;
  conversion: number;
  format_spec: JoinedStr | null;
}

/** Its values are str constants and `FormattedValue`s. */
export interface JoinedStr extends Position {
  node: "JoinedStr";
  values: Expr[];
}

/** Its values are str constants and `Interpolation`s. */
export interface TemplateStr extends Position {
  node: "TemplateStr";
  values: Expr[];
}

/** `kind` is "u" for a string that was written with that prefix. */
export interface Constant extends Position {
  node: "Constant";
  value: ConstantValue;
  kind: string | null;
}

export interface Attribute extends Position {
  node: "Attribute";
  value: Expr;
  attr: string;
  ctx: ExprContext;
}

export interface Subscript extends Position {
  node: "Subscript";
  value: Expr;
  slice: Expr;
  ctx: ExprContext;
}

export interface Starred extends Position {
  node: "Starred";
  value: Expr;
  ctx: ExprContext;
}

export interface Name extends Position {
  node: "Name";
  id: string;
  ctx: ExprContext;
}

export interface List extends Position {
  node: "List";
  elts: Expr[];
  ctx: ExprContext;
}

export interface Tuple extends Position {
  node: "Tuple";
  elts: Expr[];
  ctx: ExprContext;
}

export interface Slice extends Position {
  node: "Slice";
  lower: Expr | null;
  upper: Expr | null;
  step: Expr | null;
}

export type Expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetExpr
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | Interpolation
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

// ---------------------------------------------------------------------------------------------------------------------
// Patterns

export interface MatchValue extends Position {
  node: "MatchValue";
  value: Expr;
}

/** The value is None, True or False. */
export interface MatchSingleton extends Position {
  node: "MatchSingleton";
  value: ConstantValue;
}

export interface MatchSequence extends Position {
  node: "MatchSequence";
  patterns: Pattern[];
}

export interface MatchMapping extends Position {
  node: "MatchMapping";
  keys: Expr[];
  patterns: Pattern[];
  rest: string | null;
}

export interface MatchClass extends Position {
  node: "MatchClass";
  cls: Expr;
  patterns: Pattern[];
  kwd_attrs: string[];
  kwd_patterns: Pattern[];
}

export interface MatchStar extends Position {
  node: "MatchStar";
  name: string | null;
}

/** Without pattern: a capture; without name as well: the wildcard. */
export interface MatchAs extends Position {
  node: "MatchAs";
  pattern: Pattern | null;
  name: string | null;
}

export interface MatchOr extends Position {
  node: "MatchOr";
  patterns: Pattern[];
}

export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

// ---------------------------------------------------------------------------------------------------------------------
// Type parameters

export interface TypeVar extends Position {
  node: "TypeVar";
  name: string;
  bound: Expr | null;
  default_value: Expr | null;
}

export interface ParamSpec extends Position {
  node: "ParamSpec";
  name: string;
  default_value: Expr | null;
}

export interface TypeVarTuple extends Position {
  node: "TypeVarTuple";
  name: string;
  default_value: Expr | null;
}

export type TypeParam = TypeVar | ParamSpec | TypeVarTuple;

// ---------------------------------------------------------------------------------------------------------------------
// Parts of statements and expressions. Their kinds are lower case in CPython and so here.

export interface Comprehension {
  node: "comprehension";
  target: Expr;
  iter: Expr;
  ifs: Expr[];
  is_async: number;
}

export interface ExceptHandler extends Position {
  node: "ExceptHandler";
  type: Expr | null;
  name: string | null;
  body: Stmt[];
}

/** `defaults` belong to the last of `posonlyargs` and `args`; `kw_defaults` has one entry for each of `kwonlyargs`. */
export interface Arguments {
  node: "arguments";
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  kw_defaults: (Expr | null)[];
  kwarg: Arg | null;
  defaults: Expr[];
}

export interface Arg extends Position {
  node: "arg";
  arg: string;
  annotation: Expr | null;
  type_comment: string | null;
}

/** `arg` is null for `**value`. */
export interface Keyword extends Position {
  node: "keyword";
  arg: string | null;
  value: Expr;
}

export interface Alias extends Position {
  node: "alias";
  name: string;
  asname: string | null;
}

export interface WithItem {
  node: "withitem";
  context_expr: Expr;
  optional_vars: Expr | null;
}

export interface MatchCase {
  node: "match_case";
  pattern: Pattern;
  guard: Expr | null;
  body: Stmt[];
}

export type Node =
  | Mod
  | TypeIgnore
  | Stmt
  | Expr
  | Pattern
  | TypeParam
  | Comprehension
  | ExceptHandler
  | Arguments
  | Arg
  | Keyword
  | Alias
  | WithItem
  | MatchCase;

export type NodeKind = Node["node"];
export type NodeOf<K extends NodeKind> = Extract<Node, { node: K }>;

// ---------------------------------------------------------------------------------------------------------------------
// The table

/**
 * What a field holds: a node; a node or null; a list of nodes; a list of nodes and nulls; a name; a name or null; a
 * list of names; a string; a string or null; a number; a constant; an operator or context; a list of operators.
 */
export type FieldType =
  | "node"
  | "node?"
  | "nodes"
  | "nodes?"
  | "identifier"
  | "identifier?"
  | "identifiers"
  | "string"
  | "string?"
  | "int"
  | "constant"
  | "operator"
  | "operators";

type FieldsOf<K extends NodeKind> = {
  readonly [F in Exclude<keyof NodeOf<K>, "node" | (NodeOf<K> extends Position ? keyof Position : never)>]: FieldType;
};

const functionFields = {
  name: "identifier",
  args: "node",
  body: "nodes",
  decorator_list: "nodes",
  returns: "node?",
  type_comment: "string?",
  type_params: "nodes",
} as const;
const forFields = { target: "node", iter: "node", body: "nodes", orelse: "nodes", type_comment: "string?" } as const;
const withFields = { items: "nodes", body: "nodes", type_comment: "string?" } as const;
const tryFields = { body: "nodes", handlers: "nodes", orelse: "nodes", finalbody: "nodes" } as const;
const interpolationFields = { conversion: "int", format_spec: "node?" } as const;
const comprehensionFields = { elt: "node", generators: "nodes" } as const;

/** Every kind of node, and the fields of each in CPython's order. */
export const FIELDS: { readonly [K in NodeKind]: FieldsOf<K> } = {
  Module: { body: "nodes", type_ignores: "nodes" },
  Interactive: { body: "nodes" },
  Expression: { body: "node" },
  TypeIgnore: { lineno: "int", tag: "string" },

  FunctionDef: functionFields,
  AsyncFunctionDef: functionFields,
  ClassDef: {
    name: "identifier",
    bases: "nodes",
    keywords: "nodes",
    body: "nodes",
    decorator_list: "nodes",
    type_params: "nodes",
  },
  Return: { value: "node?" },
  Delete: { targets: "nodes" },
  Assign: { targets: "nodes", value: "node", type_comment: "string?" },
  TypeAlias: { name: "node", type_params: "nodes", value: "node" },
  AugAssign: { target: "node", op: "operator", value: "node" },
  AnnAssign: { target: "node", annotation: "node", value: "node?", simple: "int" },
  For: forFields,
  AsyncFor: forFields,
  While: { test: "node", body: "nodes", orelse: "nodes" },
  If: { test: "node", body: "nodes", orelse: "nodes" },
  With: withFields,
  AsyncWith: withFields,
  Match: { subject: "node", cases: "nodes" },
  Raise: { exc: "node?", cause: "node?" },
  Try: tryFields,
  TryStar: tryFields,
  Assert: { test: "node", msg: "node?" },
  Import: { names: "nodes" },
  ImportFrom: { module: "identifier?", names: "nodes", level: "int" },
  Global: { names: "identifiers" },
  Nonlocal: { names: "identifiers" },
  Expr: { value: "node" },
  Pass: {},
  Break: {},
  Continue: {},

  BoolOp: { op: "operator", values: "nodes" },
  NamedExpr: { target: "node", value: "node" },
  BinOp: { left: "node", op: "operator", right: "node" },
  UnaryOp: { op: "operator", operand: "node" },
  Lambda: { args: "node", body: "node" },
  IfExp: { test: "node", body: "node", orelse: "node" },
  Dict: { keys: "nodes?", values: "nodes" },
  Set: { elts: "nodes" },
  ListComp: comprehensionFields,
  SetComp: comprehensionFields,
  DictComp: { key: "node", value: "node", generators: "nodes" },
  GeneratorExp: comprehensionFields,
  Await: { value: "node" },
  Yield: { value: "node?" },
  YieldFrom: { value: "node" },
  Compare: { left: "node", ops: "operators", comparators: "nodes" },
  Call: { func: "node", args: "nodes", keywords: "nodes" },
  FormattedValue: { value: "node", ...interpolationFields },
  Interpolation: { value: "node", str: "string", ...interpolationFields },
  JoinedStr: { values: "nodes" },
  TemplateStr: { values: "nodes" },
  Constant: { value: "constant", kind: "string?" },
  Attribute: { value: "node", attr: "identifier", ctx: "operator" },
  Subscript: { value: "node", slice: "node", ctx: "operator" },
  Starred: { value: "node", ctx: "operator" },
  Name: { id: "identifier", ctx: "operator" },
  List: { elts: "nodes", ctx: "operator" },
  Tuple: { elts: "nodes", ctx: "operator" },
  Slice: { lower: "node?", upper: "node?", step: "node?" },

  MatchValue: { value: "node" },
  MatchSingleton: { value: "constant" },
  MatchSequence: { patterns: "nodes" },
  MatchMapping: { keys: "nodes", patterns: "nodes", rest: "identifier?" },
  MatchClass: { cls: "node", patterns: "nodes", kwd_attrs: "identifiers", kwd_patterns: "nodes" },
  MatchStar: { name: "identifier?" },
  MatchAs: { pattern: "node?", name: "identifier?" },
  MatchOr: { patterns: "nodes" },

  TypeVar: { name: "identifier", bound: "node?", default_value: "node?" },
  ParamSpec: { name: "identifier", default_value: "node?" },
  TypeVarTuple: { name: "identifier", default_value: "node?" },

  comprehension: { target: "node", iter: "node", ifs: "nodes", is_async: "int" },
  ExceptHandler: { type: "node?", name: "identifier?", body: "nodes" },
  arguments: {
    posonlyargs: "nodes",
    args: "nodes",
    vararg: "node?",
    kwonlyargs: "nodes",
    kw_defaults: "nodes?",
    kwarg: "node?",
    defaults: "nodes",
  },
  arg: { arg: "identifier", annotation: "node?", type_comment: "string?" },
  keyword: { arg: "identifier?", value: "node" },
  alias: { name: "identifier", asname: "identifier?" },
  withitem: { context_expr: "node", optional_vars: "node?" },
  match_case: { pattern: "node", guard: "node?", body: "nodes" },
};

/** Calls `visit` with each node directly under `node`, in the order of the fields. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  const fields = FIELDS[node.node] as Readonly<Record<string, FieldType>>;
  const values = node as unknown as Readonly<Record<string, Node | null | readonly (Node | null)[]>>;
  for (const name in fields) {
    const type = fields[name]!;
    if (type === "node" || type === "node?") {
      const child = values[name] as Node | null;
      if (child !== null) visit(child);
    } else if (type === "nodes" || type === "nodes?") {
      for (const child of values[name] as readonly (Node | null)[]) if (child !== null) visit(child);
    }
  }
}

/** Whether nodes of this node's kind have a position. */
export function hasPosition(node: Node): node is Extract<Node, Position> {
  return "end_lineno" in node;
}
