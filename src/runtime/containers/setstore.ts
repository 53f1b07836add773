// The elements of a set in order of insertion: strings, objects, whatever hashes differently from run to run, so that
// CPython has no order either. They are found as the keys of a dict are (keys.ts).

import type { Value } from "../values.ts";
import { lowHash } from "./hash.ts";
import {
  type HardKeys,
  hardKeys,
  type KeyMap,
  keyHash,
  plainKey,
  removeStored,
  storedHard,
  storedKey,
  type Use,
} from "./keys.ts";

export class SetStore implements KeyMap {
  /** From the form in which an element is found to the element as it was given. */
  readonly map: Map<Value, Value>;
  hard: HardKeys | undefined;
  /** `pop` goes on where it was, since a Map is slow to find its first key again. */
  private popping: Iterator<Value> | undefined;

  constructor(elements?: Map<Value, Value>) {
    this.map = new Map(elements);
    this.hard = undefined;
    this.popping = undefined;
  }

  has(element: Value, use: Use): boolean {
    if (typeof element === "string" || typeof element === "number") {
      if (this.map.has(element)) return true;
      if (this.hard === undefined) return false;
    }
    return storedKey(this, element, use) !== undefined;
  }

  add(element: Value): void {
    const { map, hard } = this;
    const plain = plainKey(element);
    if (plain === undefined) {
      const hash = keyHash(element, "set element");
      if (storedHard(this, element, hash) !== undefined) return;
      hardKeys(this).add(element, hash);
      map.set(element, element);
    } else if (!map.has(plain)) {
      if (hard !== undefined) {
        if (hard.foreign > 0 && hard.find(element, lowHash(element)) !== undefined) return;
        hard.addPlain(plain);
      }
      map.set(plain, element);
    }
  }

  discard(element: Value): boolean {
    const stored = storedKey(this, element, "set element");
    if (stored === undefined) return false;
    removeStored(this, stored);
    return true;
  }

  pop(): Value | undefined {
    if (this.map.size === 0) return undefined;
    const stored = this.nextStored();
    const element = this.map.get(stored)!;
    removeStored(this, stored);
    return element;
  }

  private nextStored(): Value {
    for (;;) {
      this.popping ??= this.map.keys();
      const step = this.popping.next();
      if (!step.done) return step.value;
      this.popping = undefined;
    }
  }
}
