// Threads: roots (see drive.ts) that take turns on the one JavaScript thread, as under Python's global lock.
//
// A root that waits gives way, and another goes on in a microtask of its own. Those that can go on stand in a queue, so
// that a caller that cannot be suspended (a sort key, a generator) need not give up where it waits for another thread:
// `runOthers` runs them inside its own frame, and lets time pass in place where all of them wait for time.

/** What roots belong to. */
export class Thread {
  private static last = 0;
  /** What Python calls its identifier; the main thread's is 1. */
  declare readonly ident: number;
  constructor() {
    this.ident = ++Thread.last;
  }
}

export const mainThread = new Thread();
export let currentThread: Thread = mainThread;
export function setCurrentThread(thread: Thread): void {
  currentThread = thread;
  asked = 0;
}

/** How often the thread that runs has asked in this turn. */
let asked = 0;
/** So often a thread may ask for a lock before others have their turn; a time would make programs differ from run to run. */
const TURN = 1000;

/** Whether there are others who have waited long enough. */
export const isTurnOver = (): boolean => ++asked > TURN && areOthers();

// ---- who can go on

const ready: (() => void)[] = [];

/** `advance` runs in a microtask, or sooner where somebody waits in place. */
export function makeReady(advance: () => void): void {
  ready.push(advance);
  queueMicrotask(runNext);
}

function runNext(): void {
  ready.shift()?.();
}

// ---- who waits

/** A root that waits. */
class Waiting {
  private isOver = false;
  when = Number.POSITIVE_INFINITY;
  expire: () => void = () => {};

  /** It ends after some seconds at the latest, by `expire`. */
  limit(seconds: number, expire: () => void): void {
    if (this.isOver) return;
    this.when = time.monotonic() + seconds;
    this.expire = expire;
  }

  /** False if it is over already. */
  end(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    waiting.delete(this);
    return true;
  }
}

const waiting = new Set<Waiting>();

export function noteWaiting(): Waiting {
  const entry = new Waiting();
  waiting.add(entry);
  return entry;
}

/** Whether there is any root besides those that run. */
export const areOthers = (): boolean => waiting.size > 0 || ready.length > 0;

/** How many roots are on JavaScript's stack: the one that runs, and those inside of which it does. */
let running = 0;
export function noteRunning(change: 1 | -1): void {
  running += change;
}

/** Whether there is no other root at all. */
export const isAlone = (): boolean => running <= 1 && !areOthers();

/** What can let time pass in place. */
interface Passing {
  monotonic(): number;
  waitSync(seconds: number): void;
}

/** Without it nobody waits for time in place. */
let time: Passing = { monotonic: () => Number.POSITIVE_INFINITY, waitSync: () => {} };
export function setThreadTime(given: Passing): void {
  time = given;
}

/** How a language runs what can be suspended below a frame that cannot; it replaces this. */
export const place: { enter<T>(run: () => T): T } = { enter: (run) => run() };

/**
 * Runs other threads here and now until `isOver`, or for some seconds. False if neither comes about: nobody can go on
 * before the host has had its turn.
 */
export function runOthers(isOver: () => boolean, seconds = Number.POSITIVE_INFINITY): boolean {
  return place.enter(() => runUntil(isOver, time.monotonic() + seconds));
}

function runUntil(isOver: () => boolean, end: number): boolean {
  while (!isOver()) {
    const next = ready.shift();
    if (next !== undefined) {
      next();
      continue;
    }
    let first: Waiting | undefined;
    for (const each of waiting) if (each.when < (first?.when ?? end)) first = each;
    const when = first?.when ?? end;
    if (when === Number.POSITIVE_INFINITY) return false;
    time.waitSync(Math.max(0, when - time.monotonic()));
    if (first === undefined) return true;
    first.when = Number.POSITIVE_INFINITY;
    first.expire();
  }
  return true;
}
