// The module `marshal`: plain values as bytes, in CPython's format. Of code objects only those of whole programs can be
// written, and what is written of them is ours.

import { callMethod } from "../runtime/attributes.ts";
import { type Bytes, bytesOf, makeBytes } from "../runtime/bytes/bytes.ts";
import { Dict } from "../runtime/containers/dict.ts";
import { List } from "../runtime/containers/list.ts";
import { AnySet, FrozenSet, makeSet } from "../runtime/containers/set.ts";
import { Slice } from "../runtime/containers/slice.ts";
import { makeTuple, Tuple } from "../runtime/containers/tuple.ts";
import { typeError, valueError } from "../runtime/errors.ts";
import { exceptionTypes, makeException } from "../runtime/exceptions.ts";
import type { Module } from "../runtime/modules.ts";
import { Complex } from "../runtime/numbers/complex.ts";
import { index } from "../runtime/protocols.ts";
import { decode, encodeData } from "../runtime/strings/codecs.ts";
import { typeName, typeOf } from "../runtime/types.ts";
import { Ellipsis, Float, float, int, None, type Value } from "../runtime/values.ts";
import { codeFrom, codeParts } from "./builtins/execution.ts";
import { moduleFrom } from "./define.ts";

/** The format of 3.14. */
const VERSION = 5;
const SLICES_SINCE = 5;
/** Containers in containers, as CPython counts them. */
const MOST_DEPTH = 2000;

const unmarshallable = (): Error => valueError("unmarshallable object");

// ---- writing ---------------------------------------------------------------------------------------------------------

class Writer {
  private readonly parts: Uint8Array[] = [];
  private depth = 0;
  private readonly version: number;
  constructor(version: number) {
    this.version = version;
  }

  bytes(): Uint8Array {
    const result = new Uint8Array(this.parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.parts) {
      result.set(part, at);
      at += part.length;
    }
    return result;
  }

  private type(code: string): void {
    this.parts.push(Uint8Array.of(code.charCodeAt(0)));
  }

  private int32(n: number): void {
    this.parts.push(Uint8Array.of(n, n >> 8, n >> 16, n >> 24));
  }

  private double(x: number): void {
    const data = new Uint8Array(8);
    new DataView(data.buffer).setFloat64(0, x, true);
    this.parts.push(data);
  }

  private sized(code: string, data: Uint8Array): void {
    this.type(code);
    this.int32(data.length);
    this.parts.push(data);
  }

  write(value: Value): void {
    if (++this.depth > MOST_DEPTH) throw valueError("object too deeply nested to marshal");
    this.value(value);
    this.depth--;
  }

  private value(value: Value): void {
    if (value === None) this.type("N");
    else if (value === true || value === false) this.type(value ? "T" : "F");
    else if (value === Ellipsis) this.type(".");
    else if (value === exceptionTypes.get("StopIteration")) this.type("S");
    else if (typeof value === "string") this.text(value);
    else if (typeof value === "bigint") this.long(value);
    else if (typeof value === "number") this.number(value);
    else if (value instanceof Float) this.real(value.value);
    else this.object(value);
  }

  private number(value: number): void {
    if (!Number.isInteger(value)) this.real(value);
    else if (value === (value | 0)) {
      this.type("i");
      this.int32(value);
    } else this.long(BigInt(value));
  }

  private real(value: number): void {
    this.type("g");
    this.double(value);
  }

  private long(value: bigint): void {
    const digits: number[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 15n) digits.push(Number(rest & 0x7fffn));
    this.type("l");
    this.int32(value < 0n ? -digits.length : digits.length);
    this.parts.push(Uint8Array.from(digits.flatMap((digit) => [digit & 0xff, digit >> 8])));
  }

  private text(value: string): void {
    const data = encodeData(value, "utf-8", "surrogatepass");
    const isAscii = data.length === value.length && data.every((byte) => byte < 0x80);
    if (isAscii && data.length < 0x100 && this.version >= 4) {
      this.type("z");
      this.parts.push(Uint8Array.of(data.length), data);
    } else this.sized(isAscii && this.version >= 4 ? "a" : "u", data);
  }

  private items(code: string, items: readonly Value[]): void {
    this.type(code);
    this.int32(items.length);
    for (const item of items) this.write(item);
  }

  private object(value: object): void {
    const name = typeOf(value).tp.heap ? "" : typeName(value);
    if (value instanceof Tuple && name === "tuple") this.tuple(value.items);
    else if (value instanceof List && name === "list") this.items("[", value.items);
    else if (value instanceof Dict && name === "dict") this.dict(value);
    else if (value instanceof AnySet && name !== "")
      this.items(value instanceof FrozenSet ? ">" : "<", [...value.elements()]);
    else if (value instanceof Complex && name === "complex") {
      this.type("y");
      this.double(value.real);
      this.double(value.imag);
    } else if (value instanceof Slice && this.version >= SLICES_SINCE) {
      this.type(":");
      for (const part of [value.start, value.stop, value.step]) this.write(part);
    } else this.other(value, name);
  }

  private tuple(items: readonly Value[]): void {
    if (items.length >= 0x100 || this.version < 4) {
      this.items("(", items);
      return;
    }
    this.type(")");
    this.parts.push(Uint8Array.of(items.length));
    for (const item of items) this.write(item);
  }

  private dict(value: Dict): void {
    this.type("{");
    for (const [key, item] of value.entries()) {
      this.write(key);
      this.write(item);
    }
    this.type("0");
  }

  private other(value: object, name: string): void {
    const code = codeParts(value);
    if (code !== undefined) {
      this.type("c");
      for (const part of code) this.text(part);
      return;
    }
    const data = name === "" ? undefined : bytesOf(value);
    if (data === undefined) throw unmarshallable();
    this.sized("s", data);
  }
}

// ---- reading ---------------------------------------------------------------------------------------------------------

const FLAG_REF = 0x80;

class Reader {
  at = 0;
  private readonly data: Uint8Array;
  private readonly view: DataView;
  private readonly refs: Value[] = [];
  constructor(data: Uint8Array) {
    this.data = data;
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  private take(count: number): number {
    const start = this.at;
    if (count < 0) throw valueError("bad marshal data (bytes object size out of range)");
    if (start + count > this.data.length) throw makeException(exceptionTypes.get("EOFError")!, [SHORT]);
    this.at += count;
    return start;
  }

  private byte(): number {
    return this.data[this.take(1)]!;
  }

  private int32(): number {
    return this.view.getInt32(this.take(4), true);
  }

  private double(): number {
    return this.view.getFloat64(this.take(8), true);
  }

  private slice(count: number): Uint8Array {
    const start = this.take(count);
    return this.data.slice(start, start + count);
  }

  /** `undefined` for the end of a dict. */
  read(): Value | undefined {
    const code = this.byte();
    if ((code & FLAG_REF) === 0) return this.value(String.fromCharCode(code), () => {});
    const place = this.refs.push(None) - 1;
    const value = this.value(String.fromCharCode(code & ~FLAG_REF), (made) => {
      this.refs[place] = made;
    });
    if (value !== undefined) this.refs[place] = value;
    return value;
  }

  private item(what: string): Value {
    const value = this.read();
    if (value === undefined) throw typeError(`NULL object in marshal data for ${what}`);
    return value;
  }

  private items(count: number, what: string): Value[] {
    if (count < 0) throw valueError(`bad marshal data (${what} size out of range)`);
    const items: Value[] = [];
    for (let i = 0; i < count; i++) items.push(this.item(what));
    return items;
  }

  private value(code: string, made: (value: Value) => void): Value | undefined {
    switch (code) {
      case "0":
        return undefined;
      case "N":
        return None;
      case "T":
        return true;
      case "F":
        return false;
      case ".":
        return Ellipsis;
      case "S":
        return exceptionTypes.get("StopIteration")!;
      case "i":
        return this.int32();
      case "l":
        return this.long();
      case "g":
        return float(this.double());
      case "y":
        return new Complex(this.double(), this.double());
      case "s":
        return makeBytes(this.slice(this.int32()));
      case "u":
      case "t":
        return decode(this.slice(this.int32()), "utf-8", "surrogatepass");
      case "a":
      case "A":
        return this.ascii(this.int32());
      case "z":
      case "Z":
        return this.ascii(this.byte());
      case ")":
        return makeTuple(this.items(this.byte(), "tuple"));
      case "(":
        return makeTuple(this.items(this.int32(), "tuple"));
      case "r":
        return this.reference();
      case ":":
        return new Slice(this.item("slice"), this.item("slice"), this.item("slice"));
      case "c":
        return codeFrom([this.item("code"), this.item("code"), this.item("code")] as [string, string, string]);
      default:
        return this.container(code, made);
    }
  }

  private container(code: string, made: (value: Value) => void): Value {
    if (code === "[") {
      const list = new List([]);
      made(list);
      list.items.push(...this.items(this.int32(), "list"));
      return list;
    }
    if (code === "<") return makeSet(this.items(this.int32(), "set"));
    if (code === ">") {
      const set = new FrozenSet();
      for (const item of this.items(this.int32(), "set")) set.add(item);
      return set;
    }
    if (code !== "{") throw valueError("bad marshal data (unknown type code)");
    const dict = new Dict();
    made(dict);
    for (let key = this.read(); key !== undefined; key = this.read()) dict.set(key, this.item("dict"));
    return dict;
  }

  private ascii(length: number): string {
    return decode(this.slice(length), "latin-1", "strict");
  }

  private long(): Value {
    const size = this.int32();
    let value = 0n;
    for (let i = 0; i < Math.abs(size); i++) {
      value |= BigInt(this.view.getUint16(this.take(2), true)) << BigInt(15 * i);
    }
    return int(size < 0 ? -value : value);
  }

  private reference(): Value {
    const value = this.refs[this.int32()];
    if (value === undefined) throw valueError("bad marshal data (invalid reference)");
    return value;
  }
}

const SHORT = "marshal data too short";

function loads(data: Uint8Array): [value: Value, length: number] {
  const reader = new Reader(data);
  const value = reader.read();
  if (value === undefined) throw typeError("NULL object in marshal data for object");
  return [value, reader.at];
}

function dumps(value: Value, version: Value = VERSION): Bytes {
  const writer = new Writer(Number(index(version)));
  writer.write(value);
  return makeBytes(writer.bytes());
}

function dataOf(value: Value): Uint8Array {
  const data = bytesOf(value);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return data;
}

/** Reads a value, and leaves the file behind it. */
function load(file: Value): Value {
  const start = callMethod(file, "tell");
  const [value, length] = loads(dataOf(callMethod(file, "read")));
  callMethod(file, "seek", (start as number) + length);
  return value;
}

export const createMarshal = (): Module =>
  moduleFrom("marshal", {
    doc: "This module contains functions that can read and write Python values in a binary format.",
    functions: {
      "dumps(value, version=5, /, *, allow_code=True)": dumps,
      "loads(bytes, /, *, allow_code=True)": (data: Value) => loads(dataOf(data))[0],
      "dump(value, file, version=5, /, *, allow_code=True)": (value: Value, file: Value, version?: Value) =>
        callMethod(file, "write", dumps(value, version)),
      "load(file, /, *, allow_code=True)": load,
    },
    attributes: { version: VERSION },
  });
