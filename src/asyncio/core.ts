// The engine's public names but those of the network, signals and child processes: what a page needs.

export { VirtualClock } from "../host/virtual.ts";
export { abortable, cancelOnAbort } from "./abort.ts";
export { AsyncGenerator, type GeneratorStep } from "./asyncgen.ts";
export { Context, ContextVar, copyContext, Token } from "./contextvars.ts";
export { Coroutine } from "./coroutine.ts";
export { type Awaitable, ensureFuture } from "./ensure.ts";
export {
  BaseException,
  BrokenBarrierError,
  CancelledError,
  EOFError,
  Exception,
  type ExceptionClass,
  GeneratorExit,
  InvalidStateError,
  KeyboardInterrupt,
  KeyError,
  LookupError,
  OSError,
  PyTypeError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  RuntimeError,
  StopAsyncIteration,
  StopIteration,
  SystemExit,
  TimeoutError,
  ValueError,
} from "./exceptions.ts";
export { type Executor, ThreadExecutor } from "./executor.ts";
export {
  allTasks,
  anext,
  asyncGenerator,
  awaitable,
  type Coro,
  coroutine,
  createTask,
  currentTask,
  isFuture,
  runCoroutineThreadsafe,
  toThread,
} from "./functions.ts";
export { Future } from "./futures.ts";
export {
  ALL_COMPLETED,
  asCompleted,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  gather,
  type ReturnWhen,
  shield,
  wait,
  waitFor,
} from "./gather.ts";
export { BaseExceptionGroup, ExceptionGroup } from "./groups.ts";
export { Handle, TimerHandle } from "./handles.ts";
export { Each, each } from "./iteration.ts";
export { Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore } from "./locks.ts";
export { EventLoop, getRunningLoop, type TaskFactory } from "./loop.ts";
export { type Enterable, type Manager, taskGroup, timeout, timeoutAt, within } from "./managers.ts";
export type { Operation } from "./native.ts";
export { type Observer, observe } from "./observer.ts";
export { enter, type Held, toPromise } from "./promises.ts";
export { LifoQueue, PriorityQueue, Queue } from "./queues.ts";
export type { ExceptionContext, ExceptionHandler } from "./reports.ts";
export { Runner, type RunOptions, run } from "./runners.ts";
export { sleep } from "./sleep.ts";
export { TaskGroup } from "./taskgroups.ts";
export { createEagerTaskFactory, eagerTaskFactory, isCoroutine, Task, type TaskOptions } from "./tasks.ts";
export { Timeout } from "./timeouts.ts";
