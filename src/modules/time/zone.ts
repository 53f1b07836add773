// Time zones: how far local time is from UTC at a moment, and what it is called then. A zone is the host's own, one that
// the engine knows by its name ("Europe/Berlin"), or a rule as POSIX writes it ("EST+05EDT,M4.1.0,M10.5.0").

export interface LocalTime {
  /** Seconds that local time is ahead of UTC. */
  readonly offset: number;
  readonly isDst: boolean;
  readonly name: string;
}

export interface Zone {
  /** `seconds` since 1970, whole ones. */
  at(seconds: number): LocalTime;
}

const DAY = 86_400;
const RECENT_YEAR = 2024;

/** Seconds from 1970 to the beginning of a year, in UTC. */
export const startOfYear = (year: number): number => secondsOf(year, 0, 1);

/** `Date.UTC` in seconds, without its rule about years below 100. */
export function secondsOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime() / 1000;
}

/** The zone that TZ stands for; undefined is the host's own. */
export function zoneOf(tz: string | undefined): Zone {
  if (tz === undefined) return new EngineZone(undefined);
  const rule = parseRule(tz);
  if (rule !== undefined) return rule;
  try {
    return new EngineZone(tz.replace(/^:/, "") || "UTC");
  } catch {
    // As the C library does with a name that it does not know.
    const name = /^[A-Za-z]{3,}$/.test(tz) ? tz : "UTC";
    return { at: () => ({ offset: 0, isDst: false, name }) };
  }
}

/** What the engine knows of a zone. It does not say when it is summer: that is when the clock is ahead of winter's. */
class EngineZone implements Zone {
  private readonly name: string | undefined;
  private readonly format: Intl.DateTimeFormat | undefined;
  private readonly years = new Map<number, { winter: number; summer: number }>();
  private readonly names = new Map<string, string>();

  constructor(name: string | undefined) {
    this.name = name;
    this.format =
      name === undefined
        ? undefined
        : new Intl.DateTimeFormat("en-US", {
            timeZone: name,
            hourCycle: "h23",
            ...{ year: "numeric", month: "numeric", day: "numeric" },
            ...{ hour: "numeric", minute: "numeric", second: "numeric" },
          });
  }

  at(seconds: number): LocalTime {
    const offset = this.offset(seconds);
    const year = new Date(seconds * 1000).getUTCFullYear();
    let known = this.years.get(year);
    if (known === undefined) {
      const offsets = [this.offset(secondsOf(year, 0, 2)), this.offset(secondsOf(year, 6, 2))];
      known = { winter: Math.min(...offsets), summer: Math.max(...offsets) };
      this.years.set(year, known);
    }
    const isDst = offset > known.winter && offset <= known.summer;
    return { offset, isDst, name: this.abbreviation(seconds, offset) };
  }

  private offset(seconds: number): number {
    const date = new Date(seconds * 1000);
    if (this.format === undefined) {
      const wall = secondsOf(date.getFullYear(), date.getMonth(), date.getDate());
      return wall + date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds() - seconds;
    }
    const parts = Object.fromEntries(this.format.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return secondsOf(year, month - 1, day) + hour * 3600 + minute * 60 + second - seconds;
  }

  /** Which short names there are depends on the language: "PST" only in America's English, "CET" only in Britain's. */
  private abbreviation(seconds: number, offset: number): string {
    const year = new Date(seconds * 1000).getUTCFullYear();
    const key = `${year} ${offset}`;
    let name = this.names.get(key);
    if (name === undefined) {
      name = this.letters(seconds) ?? this.letters(this.likeToday(offset)) ?? numericName(offset);
      this.names.set(key, name);
    }
    return name;
  }

  private letters(seconds: number): string | undefined {
    return this.shortName("en-US", seconds) ?? this.shortName("en-GB", seconds);
  }

  /** A moment of a recent year with this offset: for the distant past there are no short names. */
  private likeToday(offset: number): number {
    const moments = [0, 6].map((month) => secondsOf(RECENT_YEAR, month, 2));
    return moments.find((moment) => this.offset(moment) === offset) ?? 0;
  }

  private shortName(locale: string, seconds: number): string | undefined {
    const options = { timeZoneName: "short" as const, ...(this.name === undefined ? {} : { timeZone: this.name }) };
    const parts = new Intl.DateTimeFormat(locale, options).formatToParts(seconds * 1000);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value;
    return name !== undefined && /^[A-Z]+$/.test(name) ? name : undefined;
  }
}

/** "+0530" is what zones without letters are called. */
function numericName(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${minutes % 60 === 0 ? "" : two(minutes % 60)}`;
}

/** The moment of a change: seconds of local time since the year's beginning. */
type Change = (year: number) => number;

class RuleZone implements Zone {
  private readonly standard: LocalTime;
  private readonly summer: LocalTime | undefined;
  private readonly begin: Change;
  private readonly end: Change;

  constructor(standard: LocalTime, summer: LocalTime | undefined, begin: Change, end: Change) {
    this.standard = standard;
    this.summer = summer;
    this.begin = begin;
    this.end = end;
  }

  at(seconds: number): LocalTime {
    const { standard, summer } = this;
    if (summer === undefined) return standard;
    const year = new Date((seconds + standard.offset) * 1000).getUTCFullYear();
    const start = startOfYear(year);
    const begin = start + this.begin(year) - standard.offset;
    const end = start + this.end(year) - summer.offset;
    const isSummer = begin < end ? seconds >= begin && seconds < end : seconds >= begin || seconds < end;
    return isSummer ? summer : standard;
  }
}

const NAME = String.raw`([A-Za-z]{3,}|<[\w+-]{3,}>)`;
const OFFSET = String.raw`([+-]?\d{1,3}(?::\d{1,2}){0,2})`;
const RULE = new RegExp(`^:?${NAME}${OFFSET}(?:${NAME}${OFFSET}?(?:,([^,]+),([^,]+))?)?$`);
// What the C library takes where the rule names no days: the law of the United States.
const BEGIN = "M3.2.0";
const END = "M11.1.0";

function parseRule(text: string): Zone | undefined {
  const match = RULE.exec(text);
  if (match === null) return undefined;
  const [, name, offset, summerName, summerOffset, begin = BEGIN, end = END] = match;
  const plain = (each: string): string => each.replace(/[<>]/g, "");
  // POSIX counts offsets to the west.
  const standard = { offset: -duration(offset!), isDst: false, name: plain(name!) };
  const [from, to] = [parseChange(begin), parseChange(end)];
  if (from === undefined || to === undefined) return undefined;
  const ahead = summerOffset === undefined ? standard.offset + 3600 : -duration(summerOffset);
  const summer = summerName === undefined ? undefined : { offset: ahead, isDst: true, name: plain(summerName) };
  return new RuleZone(standard, summer, from, to);
}

/** "2", "-02:30", "+1:00:00" in seconds. */
function duration(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, "").split(":").map(Number);
  return (text.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

/** "M10.5.0/3": the last Sunday of October at three; "J60": the 60th day, never counting 29 February; "59": from zero. */
function parseChange(text: string): Change | undefined {
  const [day = "", time = "2"] = text.split("/");
  const at = duration(time);
  const week = /^M(\d+)\.(\d)\.(\d)$/.exec(day);
  if (week !== null) {
    const [month, nth, weekday] = week.slice(1).map(Number) as [number, number, number];
    return (year) => {
      const first = secondsOf(year, month - 1, 1);
      const lead = (weekday - new Date(first * 1000).getUTCDay() + 7) % 7;
      const days = (secondsOf(year, month, 1) - first) / DAY;
      let date = lead + (nth - 1) * 7;
      while (date >= days) date -= 7;
      return first - startOfYear(year) + date * DAY + at;
    };
  }
  const julian = /^(J?)(\d+)$/.exec(day);
  if (julian === null) return undefined;
  const number = Number(julian[2]);
  if (julian[1] === "") return () => number * DAY + at;
  return (year) => {
    const isLeap = secondsOf(year, 2, 0) !== secondsOf(year, 1, 28);
    return (number - 1 + (isLeap && number >= 60 ? 1 : 0)) * DAY + at;
  };
}
