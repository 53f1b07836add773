// The module `time`.

import { RUNNING, SUSPENDED, suspendOn } from "../../asyncio/coroutine.ts";
import { HostWait } from "../../asyncio/drive.ts";
import { areOthers } from "../../asyncio/threads.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { callKw } from "../../runtime/calls.ts";
import { overflowError, typeError, valueError } from "../../runtime/errors.ts";
import { osError } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { doubleOf } from "../../runtime/numbers/coerce.ts";
import { asStr, index } from "../../runtime/protocols.ts";
import type { Native } from "../../runtime/signature.ts";
import { typeName } from "../../runtime/types.ts";
import { float, int, None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { environment } from "../environment.ts";
import { TextIOWrapper } from "../io/wrapper.ts";
import { sys } from "../sys/state.ts";
import { Waiter, waitInPlace } from "../threads/waiting.ts";
import { SimpleNamespace } from "../types.ts";
import {
  checkFields,
  type Fields,
  fieldsAt,
  fieldsOf,
  fromFields,
  momentOf,
  structTime,
  toStruct,
  UTC,
  zoneSummary,
} from "./fields.ts";
import { asctime, strftime } from "./format.ts";
import { type Zone, zoneOf } from "./zone.ts";

// 2 ** 63 nanoseconds.
const LONGEST_SLEEP = 9.223372036e9;

const seconds = (value: Value): number => {
  const x = doubleOf(value);
  if (x === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  if (Number.isNaN(x)) throw valueError("Invalid value NaN (not a number)");
  if (x >= LONGEST_SLEEP) throw overflowError("timestamp out of range for platform time_t");
  if (x < 0) throw valueError("sleep length must be non-negative");
  return x;
};

/** Waits for the host's clock. Ctrl-C ends the main program's sleep; those of its threads go on. */
function sleep(duration: number): unknown {
  const { host, main } = environment;
  const isMain = main?.state === RUNNING;
  const wait: HostWait = new HostWait((resume) => {
    let release = (): void => {};
    const end = (): void => {
      release();
      host.clearTimer(timer);
      resume();
    };
    const timer = host.setTimer(duration, end);
    if (isMain) {
      release = host.onInterrupt(() => {
        wait.result = sys.raise("KeyboardInterrupt");
        wait.failed = true;
        end();
      });
    }
    return end;
  }, duration);
  return suspendOn(wait, wait);
}

/** What the module keeps: the zone is looked up when a program first asks for it, and again by `tzset`. */
let zone: Zone | undefined;

const localZone = (): Zone => {
  zone ??= zoneOf(environment.host.environment.TZ);
  return zone;
};

const localFields = (seconds: number): Fields => fieldsAt(seconds, localZone().at(seconds));

/** The fields that an optional argument gives: those of now, without it. */
const fieldsOr = (value: Value | undefined, caller: string): Fields =>
  value === undefined ? localFields(momentOf(undefined)) : checkFields(fieldsOf(value, caller));

/** The clocks, by their names in Python, with the operating system's name and number for each. */
const CLOCKS = { CLOCK_REALTIME: 0, CLOCK_MONOTONIC: 1, CLOCK_PROCESS_CPUTIME_ID: 2, CLOCK_THREAD_CPUTIME_ID: 3 };

const CLOCK_OF: Record<string, keyof typeof CLOCKS> = {
  time: "CLOCK_REALTIME",
  monotonic: "CLOCK_MONOTONIC",
  perf_counter: "CLOCK_MONOTONIC",
  process_time: "CLOCK_PROCESS_CPUTIME_ID",
  thread_time: "CLOCK_THREAD_CPUTIME_ID",
};

// No host says what its clocks can tell apart; V8's have microseconds.
const RESOLUTION = 1e-6;

function readClock(id: number): number {
  const { host } = environment;
  if (id === CLOCKS.CLOCK_REALTIME) return host.wallTime();
  if (id === CLOCKS.CLOCK_MONOTONIC) return host.monotonic();
  if (id === CLOCKS.CLOCK_PROCESS_CPUTIME_ID || id === CLOCKS.CLOCK_THREAD_CPUTIME_ID)
    return host.processTime?.() ?? host.monotonic();
  throw osError(22, "Invalid argument");
}

const nanoseconds = (seconds: number): Value => int(BigInt(Math.round(seconds * 1e9)));

/** `time()` and `time_ns()`, and so on for each clock. */
function clockFunctions(): Record<string, (...args: Value[]) => Value> {
  const functions: Record<string, (...args: Value[]) => Value> = {};
  for (const [name, clock] of Object.entries(CLOCK_OF)) {
    functions[`${name}()`] = () => float(readClock(CLOCKS[clock]));
    functions[`${name}_ns()`] = () => nanoseconds(readClock(CLOCKS[clock]));
  }
  return functions;
}

const CLOCK_INFO = ["implementation", "monotonic", "adjustable", "resolution"];

function clockInfo(name: Value): Value {
  const text = asStr(name);
  if (text === undefined) throw typeError(`get_clock_info() argument 1 must be str, not ${typeName(name)}`);
  const clock = CLOCK_OF[text];
  if (clock === undefined) throw valueError("unknown clock");
  return callKw(SimpleNamespace, [], CLOCK_INFO, [
    `clock_gettime(${clock})`,
    text !== "time",
    text === "time",
    RESOLUTION,
  ]);
}

function formatTime(format: Value, fields?: Value): Value {
  const text = asStr(format);
  if (text === undefined) throw typeError(`strftime() argument 1 must be str, not ${typeName(format)}`);
  return strftime(text, fieldsOr(fields, "strftime"), localZone());
}

const DEFAULT_FORMAT = "%a %b %d %H:%M:%S %Y";

export function createTime(): Module {
  const module: Module = moduleFrom("time", {
    doc: "This module provides various functions to manipulate time values.",
    functions: {
      ...clockFunctions(),
      "sleep(seconds, /)": (value: Value) => {
        const duration = seconds(value);
        flush();
        restInPlace(duration);
        return None;
      },
      "gmtime(seconds=None, /)": (value?: Value) => toStruct(fieldsAt(momentOf(value), UTC)),
      "localtime(seconds=None, /)": (value?: Value) => toStruct(localFields(momentOf(value))),
      "mktime(tuple, /)": (value: Value) => float(fromFields(fieldsOf(value, "mktime"), localZone())),
      "strftime(format, tuple=None, /)": formatTime,
      "strptime(string, format=None, /)": (text: Value, format: Value = DEFAULT_FORMAT) =>
        callMethod(importNow("_strptime"), "_strptime_time", text, format),
      "asctime(tuple=None, /)": (value?: Value) => asctime(fieldsOr(value, "asctime"), localZone()),
      "ctime(seconds=None, /)": (value?: Value) => asctime(localFields(momentOf(value)), localZone()),
      "get_clock_info(name, /)": clockInfo,
      "clock_gettime(clk_id, /)": (id: Value) => float(readClock(Number(index(id)))),
      "clock_gettime_ns(clk_id, /)": (id: Value) => nanoseconds(readClock(Number(index(id)))),
      "clock_getres(clk_id, /)": (id: Value) => {
        readClock(Number(index(id)));
        return RESOLUTION;
      },
      "tzset()": () => {
        zone = undefined;
        setZone(module);
        return None;
      },
    },
    types: [structTime.type],
    attributes: { ...CLOCKS, _STRUCT_TM_ITEMS: 11 },
  });
  setZone(module);
  // Threads of a program, and the main program itself, sleep without stopping the others.
  (module.$sleep as Native & { frame: unknown }).frame = function* (value: Value) {
    const duration = seconds(value);
    flush();
    if (sleep(duration) === SUSPENDED) yield;
    return None;
  };
  return module;
}

function setZone(module: Module): void {
  const { year } = fieldsAt(momentOf(undefined), UTC);
  for (const [name, value] of Object.entries(zoneSummary(localZone(), year))) module[`$${name}`] = value;
}

/** Other threads go on meanwhile. */
function restInPlace(duration: number): void {
  const { host } = environment;
  if (areOthers()) waitInPlace(new Waiter(duration), () => false);
  else host.waitSync(duration);
}

/** What was printed is seen before a program rests. */
function flush(): void {
  const stdout = sys.module?.$stdout;
  if (stdout instanceof TextIOWrapper) stdout.flush();
}
