// Exception groups: the two types, `split`, `subgroup` and `derive`, and what `except*` does with them.

import { callMethod, lookupAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { newType } from "./classes.ts";
import type { Code } from "./code.ts";
import { Dict } from "./containers/dict.ts";
import { genericAlias } from "./containers/genericalias.ts";
import { List } from "./containers/list.ts";
import { Tuple } from "./containers/tuple.ts";
import "./coretypes.ts";
import { typeError, valueError } from "./errors.ts";
import {
  BaseException,
  type Exc,
  Exception,
  isException,
  match,
  registerException,
  setContext,
  Traceback,
} from "./exceptions.ts";
import "./exceptionstate.ts";
import { nativeType, newInstance } from "./native.ts";
import { truth } from "./protocols.ts";
import { isInstance, isSubtype, isType, type Type, typeName, typeOf } from "./types.ts";
import { None, type Value } from "./values.ts";

export interface Group extends Exc {
  text: string;
  exceptions: Exc[];
}

const isGroup = (e: Value): e is Group => isInstance(e, BaseExceptionGroup);

function createGroup(cls: Type, args: Value[]): Value {
  if (args.length !== 2)
    throw typeError(`BaseExceptionGroup.__new__() takes exactly 2 arguments (${args.length} given)`);
  const [message, sequence] = args as [Value, Value];
  if (typeof message !== "string") throw typeError(`argument 1 must be str, not ${typeName(message)}`);
  if (!(sequence instanceof List) && !(sequence instanceof Tuple)) {
    throw typeError("second argument (exceptions) must be a sequence");
  }
  const exceptions = [...sequence.items];
  if (exceptions.length === 0) throw valueError("second argument (exceptions) must be a non-empty sequence");
  exceptions.forEach((e, i) => {
    if (!isException(e)) throw valueError(`Item ${i} of second argument (exceptions) is not an exception`);
  });
  const plain = exceptions.every((e) => isInstance(e, Exception));
  let actual = cls;
  if (cls === BaseExceptionGroup && plain) actual = ExceptionGroup;
  if (!plain && isSubtype(cls, Exception)) {
    throw typeError(
      cls === ExceptionGroup
        ? "Cannot nest BaseExceptions in an ExceptionGroup"
        : `Cannot nest BaseExceptions in '${cls.tp.name}'`,
    );
  }
  const self = newInstance<Group>(actual);
  self.args = [message, sequence];
  self.text = message;
  self.exceptions = exceptions as Exc[];
  return self;
}

/** A group, or a base group where a member is no `Exception`. */
export function makeGroup(message: string, members: List): Value {
  const group = createGroup(BaseExceptionGroup, [message, members]) as Exc;
  setContext(group);
  return group;
}

export const BaseExceptionGroup: Type = nativeType({
  name: "BaseExceptionGroup",
  base: BaseException,
  solid: true,
  create: createGroup,
  hasDict: true,
  special: {
    __init__: (self: Exc, ...args: Value[]) => {
      self.args = args;
      return None;
    },
    __str__: (self: Group) =>
      `${self.text} (${self.exceptions.length} sub-exception${self.exceptions.length === 1 ? "" : "s"})`,
  },
  methods: {
    "derive(excs, /)": (self: Group, exceptions: Value) => createGroup(BaseExceptionGroup, [self.text, exceptions]),
    "subgroup(matcher_value, /)": (self: Group, matcher: Value) => split(self, condition(matcher))[0] ?? None,
    "split(matcher_value, /)": (self: Group, matcher: Value) => {
      const [matching, rest] = split(self, condition(matcher));
      return new Tuple([matching ?? None, rest ?? None]);
    },
  },
  classMethods: { "__class_getitem__(object, /)": (cls: Type, item: Value) => genericAlias(cls, item) },
  getters: {
    message: (self: Group) => self.text,
    exceptions: (self: Group) => new Tuple(self.exceptions),
  },
});
registerException(BaseExceptionGroup);

/** The one built-in type with two bases. */
export const ExceptionGroup: Type = newType(
  typeOf(BaseExceptionGroup),
  "ExceptionGroup",
  [BaseExceptionGroup, Exception],
  new Dict(),
  undefined,
);
ExceptionGroup.tp.module = "builtins";
registerException(ExceptionGroup);

type Condition = (e: Exc) => boolean;

function condition(matcher: Value): Condition {
  const isClass = (value: Value): boolean => isType(value) && isSubtype(value, BaseException);
  if (isClass(matcher) || (matcher instanceof Tuple && matcher.items.every(isClass))) return (e) => match(e, matcher);
  if (typeof matcher === "function" || lookupAttribute(matcher, "__call__") !== undefined) {
    if (!isType(matcher)) return (e) => truth(call(matcher, e));
  }
  throw typeError("expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

/** The parts of a group that match and that do not; a part without members is undefined. */
export function split(e: Exc, matches: Condition): [Exc | undefined, Exc | undefined] {
  if (matches(e)) return [e, undefined];
  if (!isGroup(e)) return [undefined, e];
  const matching: Exc[] = [];
  const rest: Exc[] = [];
  for (const member of e.exceptions) {
    const [yes, no] = split(member, matches);
    if (yes) matching.push(yes);
    if (no) rest.push(no);
  }
  return [derived(e, matching), derived(e, rest)];
}

/** A group like `e` with other members, and with its traceback, cause, context and notes. */
function derived(e: Group, members: Exc[]): Exc | undefined {
  if (members.length === 0) return undefined;
  const group = callMethod(e, "derive", new List(members));
  if (!isGroup(group)) throw typeError("derive must return an instance of BaseExceptionGroup");
  group.traceback = e.traceback;
  group.cause = e.cause;
  group.context = e.context;
  // Giving it the cause sets this, even where there is none.
  group.suppressContext = true;
  if (e.notes instanceof List || e.notes instanceof Tuple) group.notes = new List([...e.notes.items]);
  return group;
}

// ---- except* ----------------------------------------------------------------------------------------------------------------

/** The part of an exception that a handler takes, and the rest; what is no group is put into one, made at the handler. */
export function matchStar(
  e: Value,
  classes: Value,
  code: Code,
  position: number,
): [Value | undefined, Value | undefined] {
  for (const cls of classes instanceof Tuple ? classes.items : [classes]) {
    if (isType(cls) && isSubtype(cls, BaseExceptionGroup)) {
      throw typeError("catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
  }
  const exception = e as Exc;
  if (!isGroup(exception)) {
    if (!match(exception, classes)) return [undefined, exception];
    const group = createGroup(BaseExceptionGroup, ["", new Tuple([exception])]) as Group;
    group.traceback = new Traceback(code, position, undefined);
    return [group, undefined];
  }
  return split(exception, (each) => match(each, classes));
}

/** What is left to raise after the handlers of `except*`: what nobody handled and what the handlers raised, together. */
export function endStar(original: Value, rest: Value | undefined, raised: Value[]): Error | undefined {
  const e = original as Exc;
  if (raised.length === 0) {
    if (rest === undefined) return undefined;
    return asItIs(rest as Exc);
  }
  if (!isGroup(e) && rest === undefined && raised.length === 1) return asItIs(raised[0] as Exc);
  const members = raised as Exc[];
  // Those that a handler raised again unchanged belong to the original group still.
  const again = members.filter((each) => isGroup(e) && sameLeaves(each, e));
  const fresh = members.filter((each) => !again.includes(each));
  const kept = [...again, ...(rest === undefined ? [] : [rest as Exc])];
  const remaining = isGroup(e) && kept.length > 0 ? keep(e, kept) : kept[0];
  if (fresh.length === 0) return remaining && asItIs(remaining);
  const all = remaining ? [...fresh, remaining] : fresh;
  if (all.length === 1) return asItIs(all[0]!);
  const result = createGroup(BaseExceptionGroup, ["", new List(all)]) as Exc;
  return asItIs(result);
}

/** Raised without another entry of its traceback. */
function asItIs(e: Exc): Exc {
  e.reraised$ = true;
  return e;
}

const leaves = (e: Exc): Exc[] => (isGroup(e) ? e.exceptions.flatMap(leaves) : [e]);

/** Is it a part of the group: was it split off and raised again? */
function sameLeaves(part: Exc, whole: Group): boolean {
  if (!isGroup(part) || part.traceback === undefined) return false;
  const all = new Set(leaves(whole));
  return part.text === whole.text && leaves(part).every((leaf) => all.has(leaf));
}

function keep(whole: Group, parts: Exc[]): Exc | undefined {
  const kept = new Set(parts.flatMap(leaves));
  return split(whole, (each) => !isGroup(each) && kept.has(each))[0];
}
