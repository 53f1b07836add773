// The event loop (https://docs.python.org/3.14/library/asyncio-eventloop.html).
//
// **A turn.** Timers that are due go to the end of the ready queue, by time; then the entries that are ready at that
// moment run, in order. What they make ready runs in the next turn. This is CPython's order, and programs see it in
// what they print: how many turns an operation takes is part of its contract.
//
// **Turns and the host.** Turns follow one another without leaving JavaScript's stack until nothing is ready, or until
// a slice of time is over; then the host gets a turn, for I/O. `runForever$` is the loop as a frame that suspends to
// the host, for whoever drives it (`drive.ts`): a caller that can be suspended, a promise for TypeScript, or a driver that
// blocks the thread.
//
// The entries of the ready queue are handles, and tasks themselves. The loop knows its pending tasks, the
// futures whose exceptions nobody has looked at, and the asynchronous generators that have begun.

import { type Clock, systemClock } from "../host/clock.ts";
import type { AsyncGenerator } from "./asyncgen.ts";
import { type Context, copyContext } from "./contextvars.ts";
import { type Coroutine, reportNeverAwaited, SUSPENDED } from "./coroutine.ts";
import { Deque } from "./deque.ts";
import { driveFrame, type HostWait, waitForHost } from "./drive.ts";
import { type Awaitable, ensureFuture } from "./ensure.ts";
import { isExit, RuntimeError } from "./exceptions.ts";
import { type Executor, ThreadExecutor } from "./executor.ts";
import { Future } from "./futures.ts";
import { gather } from "./gather.ts";
import { type Entry, Handle, TimerHandle, TimerHeap } from "./handles.ts";
import { hooks } from "./hooks.ts";
import { nativeCode, nativeCoroutine } from "./native.ts";
import { Reporter } from "./reports.ts";
import { atEnd, latestLoop, runningLoop, setRunningLoop } from "./state.ts";
import { TaskList } from "./tasklist.ts";
import { type CoroutineArgument, Task, type TaskOptions } from "./tasks.ts";
import { makeReady } from "./threads.ts";
import { Unretrieved } from "./unretrieved.ts";

// A slice of turns, in seconds, after which the host gets its turn, and how many entries run between two looks at the
// clock.
const SLICE = 0.008;
const ENTRIES_PER_LOOK = 32;
// Timers due within a clock's tick are due.
const CLOCK_RESOLUTION = 1e-9;

const NO_OPTIONS: TaskOptions = {};

// Why turns have ended.
export const STOPPED = 0;
const IDLE = 1;
export const SLICE_OVER = 2;
const BLOCKED = 3;

/** Something open outside of the program: a connection, a server, a child process. */
export interface Resource {
  release$(): void;
}

/** What `createTask` calls instead of making a `Task`. */
export type TaskFactory = (loop: EventLoop, coro: CoroutineArgument<unknown>, options: TaskOptions) => Future;

/**
 * An event loop (https://docs.python.org/3.14/library/asyncio-eventloop.html). `run` makes one; a program seldom needs more of it than
 * its time and its callbacks.
 *
 * @example
 * const loop = getRunningLoop();
 * const timer = loop.callLater(5, () => console.log("five seconds later, at", loop.time()));
 */
export class EventLoop extends Reporter {
  declare readonly clock: Clock;
  readonly timers = new TimerHeap();

  readonly ready = new Deque<Entry>();
  /** How many entries of this turn have not run; more than 0 between turns only while a task blocks the loop. */
  private left = 0;
  /** The task that waits for the host without awaiting, and so halts the loop, and its wait. */
  private blocker: Task | null = null;
  private blockingWait: HostWait | null = null;

  private running = false;
  private closed = false;
  private stopping = false;
  /** Ends the wait for the host; null while the loop is not waiting. */
  private wake: (() => void) | null = null;
  /** Whether events of the host have come in this turn of its, and the loop is woken at the end of that. */
  private eventsCome = false;

  /** The tasks that are not done. */
  readonly tasks = new TaskList();
  /** Futures that failed, and at whose exception nobody has looked yet. */
  readonly unretrieved = new Unretrieved((future) => this.push({ run$: () => this.reportUnretrieved(future) }));
  /** Asynchronous generators that have begun and not ended. */
  readonly asyncgens = new Set<AsyncGenerator>();
  private asyncgensShutDown = false;
  /** What is open outside of the program, and is closed with the loop. */
  readonly resources = new Set<Resource>();
  private executor: Executor | null = null;
  private executorShutDown = false;
  private taskFactory: TaskFactory | null = null;

  /** `clock` is the host's by default; a virtual one makes time pass in jumps. */
  constructor(clock: Clock = defaultClock) {
    super();
    this.clock = clock;
  }

  // ---- scheduling

  /** The loop's clock, in seconds. */
  time(): number {
    return this.clock.monotonic();
  }

  /** Puts an entry at the end of the ready queue. */
  push(entry: Entry): void {
    this.ready.push(entry);
    if (this.wake !== null) this.wakeUp();
  }

  /**
   * Puts an entry at the end of the ready queue because of an event of the host's. All that one turn of the host brings
   * runs in one turn of the loop, as in CPython, and the loop is woken once for it.
   */
  pushEvent(entry: Entry): void {
    this.ready.push(entry);
    if (this.wake === null || this.eventsCome) return;
    this.eventsCome = true;
    this.clock.soon(this.afterEvents);
  }

  private readonly afterEvents = (): void => {
    this.eventsCome = false;
    this.wakeUp();
  };

  private wakeUp(): void {
    const { wake } = this;
    this.wake = null;
    if (wake !== null) makeReady(wake);
  }

  /** Calls `callback(...args)` in the next turn, in a copy of the current context. */
  callSoon<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): Handle {
    return this.schedule(callback, args, copyContext());
  }

  /** As `callSoon`. JavaScript has one thread; the name is for code that has Python's in mind. */
  callSoonThreadsafe<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): Handle {
    return this.callSoon(callback, ...args);
  }

  /** Calls `callback(...args)` after `seconds`. */
  callLater<A extends unknown[]>(seconds: number, callback: (...args: A) => unknown, ...args: A): TimerHandle {
    return this.callAt(this.time() + seconds, callback, ...args);
  }

  /** Calls `callback(...args)` at a time of the loop's clock. */
  callAt<A extends unknown[]>(when: number, callback: (...args: A) => unknown, ...args: A): TimerHandle {
    return this.scheduleAt(when, callback, args, copyContext());
  }

  /** `callSoon` with the context given; null for callbacks of the engine, which read no variables. */
  schedule(callback: unknown, args: readonly unknown[], context: Context | null): Handle {
    this.checkClosed();
    const handle = new Handle(callback, args, this, context);
    this.push(handle);
    return handle;
  }

  /** `callAt` with the context given; null for callbacks of the engine. */
  scheduleAt(when: number, callback: unknown, args: readonly unknown[], context: Context | null): TimerHandle {
    this.checkClosed();
    const timer = new TimerHandle(when, callback, args, this, context);
    timer.scheduled = true;
    this.timers.push(timer);
    // A timer that the host sets while the loop waits may be the first one.
    if (this.wake !== null) this.wakeUp();
    return timer;
  }

  // ---- futures and tasks

  /** A future of this loop. */
  createFuture<T = unknown>(): Future<T> {
    return new Future<T>(this);
  }

  /** A task that drives the coroutine, or whatever the loop's task factory makes. */
  createTask<T>(coro: CoroutineArgument<T>, options: TaskOptions = NO_OPTIONS): Task<T> {
    this.checkClosed();
    const { taskFactory } = this;
    if (taskFactory === null) return new Task<T>(coro, this, options);
    return taskFactory(this, coro as CoroutineArgument<unknown>, options) as Task<T>;
  }

  /** Says what makes tasks from now on; null for `Task` itself. */
  setTaskFactory(factory: TaskFactory | null): void {
    this.taskFactory = factory;
  }

  /** What makes tasks; null for `Task` itself. */
  getTaskFactory(): TaskFactory | null {
    return this.taskFactory;
  }

  /** The tasks that are not done, oldest first. */
  pendingTasks(): Task[] {
    return this.tasks.toArray();
  }

  // ---- running

  /** Whether it runs, waiting for the host included. */
  isRunning(): boolean {
    return this.running;
  }

  /** Whether it was closed. */
  isClosed(): boolean {
    return this.closed;
  }

  /** Ends `runForever` after the turn that is under way, or the first one. */
  stop(): void {
    this.stopping = true;
    this.wakeUp();
  }

  /** Whether it ends after this turn. */
  isStopping(): boolean {
    return this.stopping;
  }

  /** RuntimeError if it was closed. */
  checkClosed(): void {
    if (this.closed) throw new RuntimeError("Event loop is closed");
  }

  /** RuntimeError if it, or another loop, is running. */
  checkRunning(): void {
    if (this.running) throw new RuntimeError("This event loop is already running");
    if (runningLoop !== null) throw new RuntimeError("Cannot run the event loop while another loop is running");
  }

  /** Timers that are due join the ready queue; returns how many entries run in this turn. */
  beginTurn(): number {
    const { timers, ready } = this;
    if (timers.size > 0) {
      const due = this.clock.monotonic() + CLOCK_RESOLUTION;
      for (let timer = timers.popDue(due); timer !== undefined; timer = timers.popDue(due)) this.push(timer);
    }
    this.left = ready.length;
    return this.left;
  }

  /** Runs the entries of this turn; false if one of them halts the loop. */
  runEntries(): boolean {
    while (this.left > 0) {
      this.left--;
      const entry = this.ready.shift();
      if (this.debug) this.runTimed(entry);
      else entry.run$();
      if (this.blocker !== null) return false;
    }
    return true;
  }

  /** Runs turns until the loop is stopped, has nothing to do, or the slice is over. */
  private runTurns(): number {
    const { clock, ready, timers } = this;
    const end = clock.monotonic() + SLICE;
    let look = ENTRIES_PER_LOOK;
    for (;;) {
      if (this.left === 0) look -= this.beginTurn();
      if (!this.runEntries()) return BLOCKED;
      if (this.stopping) return STOPPED;
      if (ready.length === 0) {
        if (timers.size === 0) return IDLE;
        const first = timers.peek();
        if (first === undefined || first.when > clock.monotonic()) return IDLE;
      }
      if (look <= 0) {
        if (clock.monotonic() > end) return SLICE_OVER;
        look = ENTRIES_PER_LOOK;
      }
    }
  }

  private runTimed(entry: Entry): void {
    const begin = this.clock.monotonic();
    entry.run$();
    const taken = this.clock.monotonic() - begin;
    if (taken < this.slowCallbackDuration) return;
    hooks.log("warning", `Executing ${hooks.repr(entry)} took ${taken.toFixed(3)} seconds`);
  }

  /** A task waits for the host as a plain function does: nothing else runs until it goes on. */
  block(task: Task, wait: HostWait): void {
    this.blocker = task;
    this.blockingWait = wait;
  }

  // What ends a wait: an entry that becomes ready, `stop`, the first timer.
  private waitForHost(reason: number): unknown {
    const { clock } = this;
    this.unretrieved.letGo(clock);
    if (reason === SLICE_OVER) return waitForHost((resume) => clock.soon(resume), 0);
    if (reason === BLOCKED) {
      const wait = this.blockingWait!;
      return waitForHost((resume) => wait.arm(resume), wait.seconds, wait.limit);
    }
    const first = this.timers.peek();
    const seconds = first === undefined ? undefined : first.when - clock.monotonic();
    return waitForHost((resume) => {
      const release = clock.hold();
      let timer: unknown;
      const wake = () => {
        this.wake = null;
        release();
        if (timer !== undefined) clock.clearTimer(timer);
        resume();
      };
      if (this.ready.length > 0 || this.stopping) makeReady(wake);
      else this.wake = wake;
      if (seconds !== undefined) timer = clock.setTimer(seconds, () => this.wakeUp());
      else if (!clock.hasEvents) this.expectEvents(QUIET_TURNS);
      return wake;
    }, seconds);
  }

  // With a clock that jumps nothing but promises can end a wait without timers; they get some turns of the host.
  private expectEvents(turns: number): void {
    this.clock.soon(() => {
      if (this.wake === null) return;
      if (turns > 0) this.expectEvents(turns - 1);
      else this.push({ run$: deadlock });
    });
  }

  /** It begins to run, or ends. */
  protected noteRunning(running: boolean): void {
    this.running = running;
    setRunningLoop(running ? this : null);
  }

  /** Runs until `stop` is called: a frame that suspends to the host while there is nothing to do. */
  *runForever$(): Generator<undefined, void, unknown> {
    this.checkClosed();
    this.checkRunning();
    this.noteRunning(true);
    try {
      for (let reason = this.runTurns(); reason !== STOPPED; reason = this.runTurns()) {
        const blocker = this.blocker as Task | null;
        this.blocker = null;
        let error: unknown;
        setRunningLoop(null);
        try {
          if (this.waitForHost(reason) === SUSPENDED) yield;
        } catch (raised) {
          if (blocker === null) throw raised;
          error = raised;
        }
        setRunningLoop(this);
        blocker?.advance(error, error !== undefined);
      }
    } finally {
      this.stopping = false;
      this.left = 0;
      this.noteRunning(false);
    }
  }

  /** Runs the loop until `stop` is called. */
  runForever(): Promise<void> {
    return driveFrame(this.runForever$());
  }

  /** Runs the loop until the future is done, or the coroutine as a task of its own; its result. */
  runUntilComplete<T>(awaitable: Awaitable<T>): Promise<T> {
    return driveFrame(this.runUntilComplete$(awaitable));
  }

  /** `runUntilComplete` as a frame. */
  *runUntilComplete$<T>(awaitable: Awaitable<T>): Generator<undefined, T, unknown> {
    this.checkClosed();
    this.checkRunning();
    const future = ensureFuture<T>(awaitable, this);
    const isOwn = future !== awaitable;
    if (isOwn && future instanceof Task) future.logDestroyPending = false;
    future.addCallback(stopLoop);
    try {
      yield* this.runForever$();
    } catch (error) {
      // The exception of a task that nobody else has is the one that is being raised.
      if (isOwn && future.done() && !future.cancelled()) future.exception();
      throw error;
    } finally {
      future.removeDoneCallback(stopLoop);
    }
    if (!future.done()) throw new RuntimeError("Event loop stopped before Future completed.");
    return future.result();
  }

  /** Forgets what is scheduled, and reports what was forgotten: exceptions nobody saw, tasks that never ended. */
  close(): void {
    if (this.running) throw new RuntimeError("Cannot close a running event loop");
    if (this.closed) return;
    this.closed = true;
    this.ready.clear();
    this.timers.clear();
    for (const resource of this.resources) resource.release$();
    const { executor } = this;
    this.executor = null;
    this.executorShutDown = true;
    executor?.shutdown$();
    for (const future of this.unretrieved.take()) {
      // One that ends the program is on its way still, and its traceback grows.
      if (hooks.reportsAtEnd && isExit(future.value)) atEnd.push(() => this.reportUnretrieved(future));
      else this.reportUnretrieved(future);
    }
    for (const task of this.pendingTasks()) {
      this.tasks.remove(task);
      if (task.logDestroyPending) this.report(task, { message: "Task was destroyed but it is pending!", task });
    }
    reportNeverAwaited(this);
  }

  private reportUnretrieved(future: Future): void {
    const message = `${future instanceof Task ? "Task" : "Future"} exception was never retrieved`;
    this.report(future, { message, exception: future.value, future });
  }

  // ---- asynchronous generators

  /** An asynchronous generator begins. */
  addGenerator(generator: AsyncGenerator): void {
    if (this.asyncgensShutDown) {
      const which = hooks.repr(generator);
      hooks.log("warning", `asynchronous generator ${which} was scheduled after loop.shutdown_asyncgens() call`);
    }
    generator.loop = this;
    this.asyncgens.add(generator);
  }

  /** Awaitable: closes the asynchronous generators that have begun and not ended. */
  shutdownAsyncgens(): Coroutine<void> {
    return nativeCoroutine(SHUTDOWN_ASYNCGENS, this.shutdownAsyncgens$, this);
  }

  shutdownAsyncgens$(): unknown {
    this.asyncgensShutDown = true;
    // Those that have refused to be closed are not asked again.
    const generators = [...this.asyncgens].filter((generator) => generator.running || !generator.closing);
    if (generators.length === 0) return undefined;
    this.asyncgens.clear();
    const closing = gather(...generators.map((generator) => generator.aclose()), { returnExceptions: true });
    closing.addCallback(() => {
      closing.result().forEach((result, i) => {
        if (!(result instanceof Error)) return;
        const asyncgen = generators[i];
        const message = `an error occurred during closing of asynchronous generator ${hooks.repr(asyncgen)}`;
        this.callExceptionHandler({ message, exception: result, asyncgen });
      });
    });
    return closing.await$();
  }

  // ---- threads

  /** A future of `callable(...args)`, run by an executor; null for the loop's own. */
  runInExecutor<A extends unknown[], R>(
    executor: Executor | null,
    callable: (...args: A) => R | PromiseLike<R>,
    ...args: A
  ): Future<R> {
    this.checkClosed();
    if (executor === null) {
      if (this.executorShutDown) throw new RuntimeError("Executor shutdown has been called");
      executor = this.executor ??= new ThreadExecutor();
    }
    const future = this.createFuture<R>();
    executor.submit$(callable, args, future as Future);
    return future;
  }

  /** Says what `runInExecutor(null, …)` uses. */
  setDefaultExecutor(executor: Executor): void {
    this.executor = executor;
  }

  /** Awaitable: waits until the threads of the default executor have ended. */
  shutdownDefaultExecutor(): Coroutine<void> {
    return nativeCoroutine(SHUTDOWN_EXECUTOR, this.shutdownDefaultExecutor$, this);
  }

  shutdownDefaultExecutor$(): unknown {
    const ended = this.createFuture<void>();
    this.endThreads(() => ended.setResult(undefined));
    return ended.await$();
  }

  /** The default executor takes no more work; calls back when its last thread has ended. */
  endThreads(ended?: () => void): void {
    this.executorShutDown = true;
    const { executor } = this;
    if (executor === null) ended?.();
    else {
      executor.shutdown$(
        ended &&
          (() => {
            if (!this.closed) this.schedule(ended, [], null);
          }),
      );
    }
  }
}

const SHUTDOWN_ASYNCGENS = nativeCode("BaseEventLoop.shutdown_asyncgens");
const SHUTDOWN_EXECUTOR = nativeCode("BaseEventLoop.shutdown_default_executor");

// Turns of the host that a program on a virtual clock may spend on promises alone.
const QUIET_TURNS = 3;

function deadlock(): never {
  throw new RuntimeError("deadlock: every task waits, and no timer is set");
}

function stopLoop(future: Future): void {
  // The loop is ending with that very exception.
  if (!future.cancelled() && isExit(future.exception())) return;
  future.loop.stop();
}

let defaultClock: Clock = systemClock;
/** The clock of loops made from now on. */
export function setDefaultClock(clock: Clock): void {
  defaultClock = clock;
}

/** The loop that runs, or else the one that ran last and is open still: it may be waiting for the host. */
export function nearestLoop(): EventLoop {
  const loop = (runningLoop ?? latestLoop) as EventLoop | null;
  if (loop === null || loop.isClosed()) throw new RuntimeError("no running event loop");
  return loop;
}

/**
 * The loop that is running (https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.get_running_loop). RuntimeError if there is none.
 *
 * @example
 * const seconds = getRunningLoop().time();
 */
export function getRunningLoop(): EventLoop {
  if (runningLoop === null) throw new RuntimeError("no running event loop");
  return runningLoop as EventLoop;
}
