// The items of a memoryview: how each format of the module `struct` is read from bytes and written to them.

import { valueError } from "../errors.ts";
import { asDouble } from "../numbers/coerce.ts";
import { index, truth } from "../protocols.ts";
import { special } from "../types.ts";
import { Float, float, int, type Value } from "../values.ts";
import { isIndex } from "./arguments.ts";
import { Bytes } from "./buffer.ts";

export interface ItemFormat {
  readonly size: number;
  read(view: DataView, at: number): Value;
  /** False where the value is not of the right type; ValueError where it is out of range. */
  write(view: DataView, at: number, value: Value): boolean;
}

const outOfRange = (format: string): Error => valueError(`memoryview: invalid value for format '${format}'`);

function integer(
  format: string,
  size: number,
  isSigned: boolean,
  get: (view: DataView, at: number) => number | bigint,
  set: (view: DataView, at: number, value: number | bigint) => void,
): ItemFormat {
  const bits = BigInt(size * 8);
  const low = isSigned ? -(1n << (bits - 1n)) : 0n;
  const high = isSigned ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  return {
    size,
    read(view, at) {
      const value = get(view, at);
      return typeof value === "bigint" ? int(value) : value;
    },
    write(view, at, value) {
      if (!isIndex(value)) return false;
      const x = index(value);
      if (x < low || x > high) throw outOfRange(format);
      set(view, at, x);
      return true;
    },
  };
}

const real = (
  size: number,
  get: (view: DataView, at: number) => number,
  set: (view: DataView, at: number, value: number) => void,
): ItemFormat => ({
  size,
  read: (view, at) => float(get(view, at)),
  write(view, at, value) {
    const isReal = typeof value === "number" || value instanceof Float || isIndex(value);
    if (!isReal && special(value, "__float__") == null) return false;
    set(view, at, asDouble(value));
    return true;
  },
});

const LITTLE = true;

const long = (format: string) =>
  integer(
    format,
    8,
    true,
    (v, at) => v.getBigInt64(at, LITTLE),
    (v, at, x) => v.setBigInt64(at, BigInt(x), LITTLE),
  );
const unsignedLong = (format: string) =>
  integer(
    format,
    8,
    false,
    (v, at) => v.getBigUint64(at, LITTLE),
    (v, at, x) => v.setBigUint64(at, BigInt(x), LITTLE),
  );

export const FORMATS: ReadonlyMap<string, ItemFormat> = new Map<string, ItemFormat>([
  [
    "B",
    integer(
      "B",
      1,
      false,
      (v, at) => v.getUint8(at),
      (v, at, x) => v.setUint8(at, Number(x)),
    ),
  ],
  [
    "b",
    integer(
      "b",
      1,
      true,
      (v, at) => v.getInt8(at),
      (v, at, x) => v.setInt8(at, Number(x)),
    ),
  ],
  [
    "H",
    integer(
      "H",
      2,
      false,
      (v, at) => v.getUint16(at, LITTLE),
      (v, at, x) => v.setUint16(at, Number(x), LITTLE),
    ),
  ],
  [
    "h",
    integer(
      "h",
      2,
      true,
      (v, at) => v.getInt16(at, LITTLE),
      (v, at, x) => v.setInt16(at, Number(x), LITTLE),
    ),
  ],
  [
    "I",
    integer(
      "I",
      4,
      false,
      (v, at) => v.getUint32(at, LITTLE),
      (v, at, x) => v.setUint32(at, Number(x), LITTLE),
    ),
  ],
  [
    "i",
    integer(
      "i",
      4,
      true,
      (v, at) => v.getInt32(at, LITTLE),
      (v, at, x) => v.setInt32(at, Number(x), LITTLE),
    ),
  ],
  ["l", long("l")],
  ["q", long("q")],
  ["n", long("n")],
  ["L", unsignedLong("L")],
  ["Q", unsignedLong("Q")],
  ["N", unsignedLong("N")],
  ["P", unsignedLong("P")],
  [
    "f",
    real(
      4,
      (v, at) => v.getFloat32(at, LITTLE),
      (v, at, x) => v.setFloat32(at, x, LITTLE),
    ),
  ],
  [
    "d",
    real(
      8,
      (v, at) => v.getFloat64(at, LITTLE),
      (v, at, x) => v.setFloat64(at, x, LITTLE),
    ),
  ],
  [
    "?",
    {
      size: 1,
      read: (view, at) => view.getUint8(at) !== 0,
      write(view, at, value) {
        view.setUint8(at, truth(value) ? 1 : 0);
        return true;
      },
    },
  ],
  [
    "c",
    {
      size: 1,
      read: (view, at) => new Bytes(Uint8Array.of(view.getUint8(at))),
      write(view, at, value) {
        if (!(value instanceof Bytes)) return false;
        if (value.data.length !== 1) throw outOfRange("c");
        view.setUint8(at, value.data[0]!);
        return true;
      },
    },
  ],
]);
