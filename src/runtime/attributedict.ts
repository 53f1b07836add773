// A dict that is a live view of an object's own attributes: `instance.__dict__`, `globals()`, `vars(module)`.

import { deleteOwnAttribute, ownAttribute, ownNames, setOwnAttribute } from "./attributes.ts";
import { Dict } from "./containers/dict.ts";
import { asStr } from "./protocols.ts";
import { type Type, typeOf } from "./types.ts";
import type { Value } from "./values.ts";

export class AttributeDict extends Dict {
  /** The object whose attributes these are. */
  readonly holder: object;
  /** Keys that are no strings have no place among attributes. */
  private readonly others = new Dict();

  constructor(holder: object) {
    super();
    this.holder = holder;
  }

  /** Makes a plain dict the view of `holder`'s attributes, which are what it had: whoever has it sees it change. */
  static become(dict: Dict, holder: object): AttributeDict {
    const entries = [...dict.entries()];
    dict.clear();
    Object.setPrototypeOf(dict, AttributeDict.prototype);
    const view = Object.assign(dict, { holder, others: new Dict() }) as unknown as AttributeDict;
    for (const [key, value] of entries) view.set(key, value);
    return view;
  }

  names(): string[] {
    return ownNames(this.holder);
  }

  override get size(): number {
    return this.names().length + this.others.size;
  }

  override get(key: Value): Value | undefined {
    const name = asStr(key);
    return name === undefined ? this.others.get(key) : ownAttribute(this.holder, name);
  }

  override has(key: Value): boolean {
    return this.get(key) !== undefined;
  }

  override set(key: Value, value: Value): void {
    const name = asStr(key);
    if (name === undefined) this.others.set(key, value);
    else setOwnAttribute(this.holder, name, value);
  }

  override delete(key: Value): Value | undefined {
    const name = asStr(key);
    if (name === undefined) return this.others.delete(key);
    const value = ownAttribute(this.holder, name);
    if (value !== undefined) deleteOwnAttribute(this.holder, name);
    return value;
  }

  override clear(): void {
    for (const name of this.names()) deleteOwnAttribute(this.holder, name);
    this.others.clear();
  }

  override *keys(): IterableIterator<Value> {
    yield* this.names();
    yield* this.others.keys();
  }

  override *values(): IterableIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  override *entries(): IterableIterator<[Value, Value]> {
    for (const name of this.names()) {
      const value = ownAttribute(this.holder, name);
      if (value !== undefined) yield [name, value];
    }
    yield* this.others.entries();
  }

  override lastKey(): Value | undefined {
    return [...this.keys()].at(-1);
  }
}

const views = new WeakMap<object, AttributeDict>();

/** `o.__dict__` */
export function instanceDict(o: object): AttributeDict {
  let view = views.get(o);
  if (view === undefined) {
    view = new AttributeDict(o);
    views.set(o, view);
  }
  return view;
}

/** `o.__dict__ = dict`: from now on they are the object's attributes, and the dict that it had stands for itself. */
export function replaceInstanceDict(o: object, dict: Dict): void {
  const old = instanceDict(o);
  if (dict === old) return;
  const entries = [...dict.entries()];
  if (Object.getPrototypeOf(dict) !== Dict.prototype) {
    // Another object's attributes, or a class derived from dict, cannot be a view of these, too.
    old.clear();
    for (const [key, value] of entries) old.set(key, value);
    return;
  }
  const before = [...old.entries()];
  old.clear();
  Object.setPrototypeOf(old, Dict.prototype);
  for (const [key, value] of before) (old as Dict).set(key, value);
  views.set(o, AttributeDict.become(dict, o));
}

export const hasInstanceDict = (o: Value): o is object => {
  const type: Type = typeOf(o);
  return type.tp.hasDict && (typeof o === "object" || typeof o === "function");
};
