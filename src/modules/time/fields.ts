// `struct_time` and what it is made of: a moment as year, month, day and so on, from and to seconds since 1970.

import { makeTuple, Tuple } from "../../runtime/containers/tuple.ts";
import { overflowError, typeError, valueError } from "../../runtime/errors.ts";
import { doubleOf } from "../../runtime/numbers/coerce.ts";
import { index } from "../../runtime/protocols.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";
import { StructSequence, structSequence } from "../structseq.ts";
import { type LocalTime, secondsOf, startOfYear, type Zone } from "./zone.ts";

/** What C calls `struct tm`, with months from 0, days of the week from Sunday, days of the year from 0. */
export interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
  yearDay: number;
  isDst: number;
  zone: string | undefined;
  offset: number;
}

export const structTime = structSequence(
  "struct_time",
  "time",
  ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"],
  ["tm_zone", "tm_gmtoff"],
  {
    doc: "The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted by asctime(), mktime() and strftime().  May be considered as a\n sequence of 9 integers.\n\n Note that several fields' values are not the same as those defined by\n the C language standard for struct tm.  For example, the value of the\n field tm_year is the actual year, not year - 1900.  See individual\n fields' descriptions for details.",
  },
);

export const UTC: LocalTime = { offset: 0, isDst: false, name: "GMT" };

// What a Date can hold, in seconds.
const LIMIT = 8.64e12;

/** The whole seconds that an argument of `gmtime` and its like stands for; None is now. */
export function momentOf(value: Value | undefined): number {
  if (value === undefined || value === None) return Math.floor(environment.host.wallTime());
  const seconds = doubleOf(value);
  if (seconds === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  if (Number.isNaN(seconds)) throw valueError("Invalid value NaN (not a number)");
  const whole = Math.floor(seconds);
  if (Math.abs(whole) >= LIMIT) throw overflowError("timestamp out of range for platform time_t");
  return whole;
}

export function fieldsAt(seconds: number, local: LocalTime): Fields {
  const date = new Date((seconds + local.offset) * 1000);
  const year = date.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
    yearDay: Math.floor((seconds + local.offset - startOfYear(year)) / 86400),
    isDst: Number(local.isDst),
    zone: local.name,
    offset: local.offset,
  };
}

export const toStruct = (f: Fields): Value =>
  structTime([
    ...[f.year, f.month + 1, f.day, f.hour, f.minute, f.second],
    ...[(f.weekday + 6) % 7, f.yearDay + 1, f.isDst],
    ...[f.zone ?? None, f.offset],
  ]);

/** A C `int`. */
function cInt(value: Value): number {
  const n = Number(index(value));
  if (n > 0x7fffffff) throw overflowError("signed integer is greater than maximum");
  if (n < -0x80000000) throw overflowError("signed integer is less than minimum");
  return n;
}

/** The fields that a program gives, as they are. */
export function fieldsOf(value: Value, caller: string): Fields {
  if (!(value instanceof Tuple)) throw typeError("Tuple or struct_time argument required");
  if (value.items.length !== 9) throw typeError(`${caller}(): illegal time tuple argument`);
  const [year, month, day, hour, minute, second, weekday, yearDay, isDst] = value.items.map(cInt) as number[];
  if (year! < 1900 - 0x80000000) throw overflowError("year out of range");
  const [zone, offset] = value instanceof StructSequence ? value.more : [];
  return {
    year: year!,
    month: month! - 1,
    day: day!,
    hour: hour!,
    minute: minute!,
    second: second!,
    weekday: (weekday! + 1) % 7,
    yearDay: yearDay! - 1,
    isDst: isDst!,
    zone: typeof zone === "string" ? zone : undefined,
    offset: typeof offset === "number" ? offset : 0,
  };
}

/** Checks fields that are to be written out. Zero stands for what was left open. */
export function checkFields(f: Fields): Fields {
  const within = (n: number, least: number, most: number, what: string): void => {
    if (n < least || n > most) throw valueError(`${what} out of range`);
  };
  if (f.month === -1) f.month = 0;
  within(f.month, 0, 11, "month");
  if (f.day === 0) f.day = 1;
  within(f.day, 0, 31, "day of month");
  within(f.hour, 0, 23, "hour");
  within(f.minute, 0, 59, "minute");
  within(f.second, 0, 61, "seconds");
  within(f.weekday, 0, Number.POSITIVE_INFINITY, "day of week");
  if (f.yearDay === -1) f.yearDay = 0;
  within(f.yearDay, 0, 365, "day of year");
  return f;
}

/**
 * `mktime`: the moment at which the clocks of the zone show these fields, which may be out of range. Where they show them
 * twice or never, or where summer time is claimed in winter, it is as the C library has it.
 */
export function fromFields(f: Fields, zone: Zone): number {
  const wall = secondsOf(f.year, f.month, f.day) + f.hour * 3600 + f.minute * 60 + f.second;
  if (!Number.isFinite(wall) || Math.abs(wall) >= LIMIT) throw overflowError("mktime argument out of range");
  const around = [zone.at(wall - 86_400), zone.at(wall + 86_400)];
  const real = around.filter((local) => zone.at(wall - local.offset).offset === local.offset);
  if (f.isDst < 0) return wall - (real.at(-1) ?? around[0]!).offset;
  const claimed = (local: LocalTime): boolean => local.isDst === f.isDst > 0;
  const year = [zone.at(secondsOf(f.year, 0, 2)), zone.at(secondsOf(f.year, 6, 2))];
  const local = real.find(claimed) ?? around.find(claimed) ?? year.find(claimed);
  if (local !== undefined) return wall - local.offset;
  // Summer time where there is none is taken for an hour.
  return wall - around[0]!.offset - (f.isDst > 0 ? 3600 : 0);
}

/** The attributes of the module that tell of the zone. */
export function zoneSummary(zone: Zone, year: number): Record<string, Value> {
  const [january, july] = [zone.at(secondsOf(year, 0, 2)), zone.at(secondsOf(year, 6, 2))];
  const [standard, other] = january.offset <= july.offset ? [january, july] : [july, january];
  return {
    tzname: makeTuple([standard.name, other.name]),
    timezone: -standard.offset || 0,
    altzone: -other.offset || 0,
    daylight: Number(standard.offset !== other.offset),
  };
}
