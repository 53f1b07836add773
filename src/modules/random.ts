// The module `_random`: the Mersenne Twister MT19937, seeded and read as CPython does, so that a seed gives the same
// numbers here as there.

import { Tuple } from "../runtime/containers/tuple.ts";
import { typeError, valueError } from "../runtime/errors.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType, newInstance } from "../runtime/native.ts";
import { intOf } from "../runtime/numbers/coerce.ts";
import { hash, index } from "../runtime/protocols.ts";
import { float, int, None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";
import { environment } from "./environment.ts";

const SIZE = 624;
const SHIFT = 397;

class Random {
  readonly state = new Uint32Array(SIZE);
  at = SIZE + 1;

  /** Knuth's generator fills the state from one word. */
  private fill(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const x = state[i - 1]! ^ (state[i - 1]! >>> 30);
      state[i] = Math.imul(1812433253, x) + i;
    }
    this.at = SIZE;
  }

  seedWords(words: readonly number[]): void {
    this.fill(19650218);
    const { state } = this;
    let i = 1;
    const step = (factor: number, plus: number): void => {
      const x = state[i - 1]! ^ (state[i - 1]! >>> 30);
      state[i] = (state[i]! ^ Math.imul(x, factor)) + plus;
      if (++i >= SIZE) {
        state[0] = state[SIZE - 1]!;
        i = 1;
      }
    };
    for (let k = 0; k < Math.max(SIZE, words.length); k++) {
      const j = k % words.length;
      step(1664525, words[j]! + j);
    }
    for (let k = 1; k < SIZE; k++) step(1566083941, -i);
    state[0] = 0x80000000;
  }

  private refill(): void {
    const { state } = this;
    for (let i = 0; i < SIZE; i++) {
      const y = (state[i]! & 0x80000000) | (state[(i + 1) % SIZE]! & 0x7fffffff);
      state[i] = state[(i + SHIFT) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.at = 0;
  }

  /** 32 random bits. */
  word(): number {
    if (this.at >= SIZE) this.refill();
    let y = this.state[this.at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A double in [0, 1) of 53 bits. */
  real(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }
}

/** The words of a number, the least significant first. */
function wordsOf(value: bigint): number[] {
  const words: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words.length === 0 ? [0] : words;
}

function seed(self: Random, value: Value = None): Value {
  if (value === None) {
    const bytes = new Uint8Array(SIZE * 4);
    environment.host.randomBytes(bytes);
    self.seedWords([...new Uint32Array(bytes.buffer)]);
    return None;
  }
  const n = BigInt(intOf(value) ?? BigInt.asUintN(64, BigInt(hash(value))));
  self.seedWords(wordsOf(n < 0n ? -n : n));
  return None;
}

function bits(self: Random, value: Value): Value {
  const count = Number(index(value));
  if (count < 0) throw valueError("Cannot convert negative int");
  if (count <= 32) return count === 0 ? 0 : self.word() >>> (32 - count);
  let result = 0n;
  for (let done = 0; done < count; done += 32) {
    const word = self.word();
    const rest = count - done;
    result |= BigInt(rest < 32 ? word >>> (32 - rest) : word) << BigInt(done);
  }
  return int(result);
}

const STATE_ERROR = "state vector is the wrong size";

function setState(self: Random, value: Value): Value {
  if (!(value instanceof Tuple)) throw typeError("state vector must be a tuple");
  if (value.items.length !== SIZE + 1) throw valueError(STATE_ERROR);
  const at = Number(index(value.items[SIZE]!));
  if (at < 0 || at > SIZE) throw valueError("invalid state");
  for (let i = 0; i < SIZE; i++) self.state[i] = Number(index(value.items[i]!));
  self.at = at;
  return None;
}

export function createRandom(): Module {
  const type = nativeType({
    name: "Random",
    module: "_random",
    ctor: Random,
    create: (cls, args) => {
      const self = newInstance<Random>(cls);
      seed(self, args[0]);
      return self;
    },
    methods: {
      "__init__(*args, **kwargs)": () => None,
      "random()": (self: Random) => float(self.real()),
      "seed(n=None, /)": seed,
      "getrandbits(k, /)": bits,
      "getstate()": (self: Random) => new Tuple([...self.state, self.at]),
      "setstate(state, /)": setState,
    },
  });
  return moduleFrom("_random", {
    doc: "Module implements the Mersenne Twister random number generator.",
    types: [type],
  });
}
