// An observer of the engine: what becomes of each task.
//
// The engine does not ask whether somebody listens. While somebody does, methods of `Task` and `Future` are wrapped, and
// put back when the last one has gone; so a program without observers runs the very code it would run without this file,
// and a bundler that finds no `observe` leaves it out.

import { placesIn } from "./frames.ts";
import { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import { Task } from "./tasks.ts";

/** What is told, each as it happens. A method that is missing costs nothing. */
export interface Observer {
  /** A task was made. */
  made?(task: Task): void;
  /** A step of the task begins: it runs until it waits, gives way or ends. */
  stepBegins?(task: Task): void;
  stepEnds?(task: Task): void;
  /** The task waits for a future (another task, a sleep, a lock's waiter), in these places, innermost first. */
  waits?(task: Task, what: Future, where: readonly string[]): void;
  /** The task goes on, since this future is done. */
  woken?(task: Task, by: Future): void;
  /** Somebody has asked the task to stop; it gets the CancelledError where it waits. */
  cancelled?(task: Task, message: unknown): void;
  /** The task has ended, with a result, an exception or a cancellation. */
  done?(task: Task): void;
}

type Method = (this: Future, ...args: unknown[]) => unknown;

const observers = new Set<Observer>();
const undo: (() => void)[] = [];
/** Where the await stands that is suspending its task. */
let places: readonly string[] = [];

/**
 * Tells an observer of every task from now on. Returns the function that ends it. An observer that throws is reported,
 * and told no more.
 *
 * @example
 * const stop = observe({
 *   made: (task) => console.log(task.getName(), "made"),
 *   waits: (task, what, where) => console.log(task.getName(), "waits for", String(what), where[0]),
 *   done: (task) => console.log(task.getName(), "done"),
 * });
 */
export function observe(observer: Observer): () => void {
  if (observers.size === 0) wrapAll();
  observers.add(observer);
  return () => {
    if (observers.delete(observer) && observers.size === 0) for (const restore of undo.splice(0)) restore();
  };
}

function tell<N extends keyof Observer>(name: N, ...args: Parameters<NonNullable<Observer[N]>>): void {
  for (const observer of observers) {
    try {
      (observer[name] as ((...args: unknown[]) => void) | undefined)?.(...args);
    } catch (error) {
      observers.delete(observer);
      hooks.log("error", "An observer has raised, and is told no more", error);
    }
  }
}

function wrap(type: typeof Future, name: string, make: (method: Method) => Method): void {
  const methods = type.prototype as unknown as Record<string, Method>;
  const own = Object.getOwnPropertyDescriptor(methods, name);
  const wrapped = make(methods[name]!);
  Object.defineProperty(methods, name, { value: wrapped, configurable: true, writable: true });
  undo.push(() => {
    if (own === undefined) delete methods[name];
    else Object.defineProperty(methods, name, own);
  });
}

function wrapAll(): void {
  const tasks = Task as unknown as typeof Future;
  const before = (name: string, told: (task: Task, args: unknown[]) => void) =>
    wrap(tasks, name, (method) => {
      return function (...args) {
        told(this as Task, args);
        return method.apply(this, args);
      };
    });
  before("startEagerly", (task) => tell("made", task));
  before("startLater", (task) => tell("made", task));
  before("waitFor", (task, [what]) => tell("waits", task, what as Future, places));
  before("run$", (task) => {
    if (task.waiter !== null) tell("woken", task, task.waiter);
  });
  wrap(tasks, "advance", (method) => {
    return function (...args) {
      tell("stepBegins", this as Task);
      method.apply(this, args);
      tell("stepEnds", this as Task);
    };
  });
  wrap(tasks, "cancel", (method) => {
    return function (message) {
      const asked = method.call(this, message);
      if (asked) tell("cancelled", this as Task, message);
      return asked;
    };
  });
  wrap(tasks, "scheduleCallbacks", (method) => {
    return function () {
      tell("done", this as Task);
      method.call(this);
    };
  });
  wrap(Future, "await$", (method) => {
    return function () {
      let wanted = false;
      for (const observer of observers) if (observer.waits !== undefined) wanted = true;
      places = wanted ? placesIn("next") : [];
      return method.call(this);
    };
  });
}
