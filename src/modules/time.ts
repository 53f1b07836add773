// The module `time`.

import { RUNNING, SUSPENDED, suspendOn } from "../asyncio/coroutine.ts";
import { HostWait } from "../asyncio/drive.ts";
import { typeError, valueError } from "../runtime/errors.ts";
import type { Module } from "../runtime/modules.ts";
import { doubleOf } from "../runtime/numbers/coerce.ts";
import type { Native } from "../runtime/signature.ts";
import { typeName } from "../runtime/types.ts";
import { float, int, None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";
import { environment } from "./environment.ts";
import { TextIOWrapper } from "./io/text.ts";
import { structSequence } from "./structseq.ts";
import { sys } from "./sys/state.ts";

const seconds = (value: Value): number => {
  const x = doubleOf(value);
  if (x === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  if (Number.isNaN(x)) throw valueError("Invalid value NaN (not a number)");
  if (x < 0) throw valueError("sleep length must be non-negative");
  return x;
};

const structTime = structSequence("struct_time", "time", [
  "tm_year",
  "tm_mon",
  "tm_mday",
  "tm_hour",
  "tm_min",
  "tm_sec",
  "tm_wday",
  "tm_yday",
  "tm_isdst",
]);

function fields(date: Date, utc: boolean): Value {
  const of = (name: "FullYear" | "Month" | "Date" | "Hours" | "Minutes" | "Seconds" | "Day"): number =>
    utc ? date[`getUTC${name}`]() : date[`get${name}`]();
  const start = utc ? Date.UTC(of("FullYear"), 0, 1) : new Date(of("FullYear"), 0, 1).getTime();
  const day = Math.floor((date.getTime() - start) / 86400000) + 1;
  return structTime([
    of("FullYear"),
    of("Month") + 1,
    of("Date"),
    of("Hours"),
    of("Minutes"),
    of("Seconds"),
    (of("Day") + 6) % 7,
    day,
    0,
  ]);
}

const when = (value: Value | undefined): Date => {
  const stamp = value === undefined || value === None ? environment.host.wallTime() : doubleOf(value)!;
  return new Date(stamp * 1000);
};

const nanoseconds = (clock: () => number) => (): Value => int(BigInt(Math.round(clock() * 1e9)));

/** Waits for the host's clock. Ctrl-C ends the main program's sleep; those of its threads go on. */
function sleep(duration: number): unknown {
  const { host, main } = environment;
  const isMain = main?.state === RUNNING;
  const wait: HostWait = new HostWait((resume) => {
    let release = (): void => {};
    const timer = host.setTimer(duration, () => {
      release();
      resume();
    });
    if (!isMain) return;
    release = host.onInterrupt(() => {
      release();
      host.clearTimer(timer);
      wait.result = sys.raise("KeyboardInterrupt");
      wait.failed = true;
      resume();
    });
  }, duration);
  return suspendOn(wait, wait);
}

export function createTime(): Module {
  const { host } = environment;
  const monotonic = (): number => host.monotonic();
  const module = moduleFrom("time", {
    doc: "This module provides various functions to manipulate time values.",
    functions: {
      "time()": () => float(host.wallTime()),
      "time_ns()": nanoseconds(() => host.wallTime()),
      "monotonic()": () => float(monotonic()),
      "monotonic_ns()": nanoseconds(monotonic),
      "perf_counter()": () => float(monotonic()),
      "perf_counter_ns()": nanoseconds(monotonic),
      "process_time()": () => float(monotonic()),
      "process_time_ns()": nanoseconds(monotonic),
      "thread_time()": () => float(monotonic()),
      "sleep(seconds, /)": (value: Value) => {
        const duration = seconds(value);
        flush();
        host.waitSync(duration);
        return None;
      },
      "gmtime(seconds=None, /)": (value?: Value) => fields(when(value), true),
      "localtime(seconds=None, /)": (value?: Value) => fields(when(value), false),
      "strftime(format, tuple=None, /)": (format: Value) => strftime(String(format), when(undefined)),
      "ctime(seconds=None, /)": (value?: Value) => when(value).toString().slice(0, 24),
    },
    attributes: { timezone: 0, altzone: 0, daylight: 0 },
  });
  // Threads of a program, and the main program itself, sleep without stopping the others.
  (module.$sleep as Native & { frame: unknown }).frame = function* (value: Value) {
    const duration = seconds(value);
    flush();
    if (sleep(duration) === SUSPENDED) yield;
    return None;
  };
  return module;
}

/** What was printed is seen before a program rests. */
function flush(): void {
  const stdout = sys.module?.$stdout;
  if (stdout instanceof TextIOWrapper) stdout.flush();
}

const two = (n: number): string => String(n).padStart(2, "0");

function strftime(format: string, date: Date): string {
  const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const months = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ];
  const codes: Record<string, () => string> = {
    Y: () => String(date.getFullYear()),
    m: () => two(date.getMonth() + 1),
    d: () => two(date.getDate()),
    H: () => two(date.getHours()),
    M: () => two(date.getMinutes()),
    S: () => two(date.getSeconds()),
    I: () => two(date.getHours() % 12 || 12),
    p: () => (date.getHours() < 12 ? "AM" : "PM"),
    y: () => two(date.getFullYear() % 100),
    A: () => days[date.getDay()]!,
    a: () => days[date.getDay()]!.slice(0, 3),
    B: () => months[date.getMonth()]!,
    b: () => months[date.getMonth()]!.slice(0, 3),
    "%": () => "%",
  };
  return format.replace(/%(.)/g, (whole, code: string) => codes[code]?.() ?? whole);
}
