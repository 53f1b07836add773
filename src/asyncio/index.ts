// The public face of the engine for TypeScript: Python's asyncio (https://docs.python.org/3.14/library/asyncio.html).
//
//     import { gather, run, sleep } from "asyncdef/asyncio";
//
//     function* fetchData(id: number) {
//       yield* sleep(1);
//       return { id, data: "sample" };
//     }
//     function* main() {
//       return yield* gather(fetchData(1), fetchData(2), fetchData(3));
//     }
//     console.log(await run(main()));
//
// `yield*` is Python's `await`. Names are Python's in camel case, times are seconds.

export { VirtualClock } from "../host/virtual.ts";
export { abortable, cancelOnAbort } from "./abort.ts";
export { AsyncGenerator, type GeneratorStep } from "./asyncgen.ts";
export {
  type ConnectionOptions,
  connectReadPipe,
  connectWritePipe,
  createConnection,
  createServer,
  createUnixConnection,
  createUnixServer,
  getaddrinfo,
  getnameinfo,
  type ServerOptions,
} from "./connections.ts";
export { Context, ContextVar, copyContext, Token } from "./contextvars.ts";
export { Coroutine } from "./coroutine.ts";
export { createDatagramEndpoint, type DatagramEndpointOptions, DatagramSocketTransport } from "./datagrams.ts";
export { type Awaitable, ensureFuture } from "./ensure.ts";
export * from "./exceptions.ts";
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
  isCoroutine,
  isFuture,
  runCoroutineThreadsafe,
  taskGroup,
  timeout,
  timeoutAt,
  toThread,
  within,
} from "./functions.ts";
export { Future } from "./futures.ts";
export {
  ALL_COMPLETED,
  asCompleted,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  gather,
  gatherAll,
  type ReturnWhen,
  shield,
  wait,
  waitFor,
} from "./gather.ts";
export { BaseExceptionGroup, ExceptionGroup } from "./groups.ts";
export { Handle, TimerHandle } from "./handles.ts";
export { Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore } from "./locks.ts";
export { EventLoop, type ExceptionContext, type ExceptionHandler, getRunningLoop, type TaskFactory } from "./loop.ts";
export {
  BrokenPipeError,
  ConnectionAbortedError,
  ConnectionError,
  ConnectionRefusedError,
  ConnectionResetError,
  FileNotFoundError,
  NameResolutionError,
  NotImplementedError,
  PermissionError,
  ProcessLookupError,
} from "./oserrors.ts";
export { BaseProtocol, BufferedProtocol, DatagramProtocol, Protocol, SubprocessProtocol } from "./protocols.ts";
export { LifoQueue, PriorityQueue, Queue } from "./queues.ts";
export { Runner, type RunOptions, run } from "./runners.ts";
export { sendFile } from "./sendfile.ts";
export { Server } from "./server.ts";
export { addSignalHandler, removeSignalHandler } from "./signals.ts";
export { sleep } from "./sleep.ts";
export {
  type ClientConnected,
  IncompleteReadError,
  LimitOverrunError,
  openConnection,
  openUnixConnection,
  StreamReader,
  StreamReaderProtocol,
  StreamWriter,
  startServer,
  startUnixServer,
} from "./streams.ts";
export { StreamTransport, TransportSocket } from "./streamtransport.ts";
export {
  createSubprocessExec,
  createSubprocessShell,
  DEVNULL,
  PIPE,
  Process,
  STDOUT,
  type SubprocessOptions,
} from "./subprocess.ts";
export { TaskGroup } from "./taskgroups.ts";
export { createEagerTaskFactory, eagerTaskFactory, Task, type TaskOptions } from "./tasks.ts";
export { Timeout } from "./timeouts.ts";
export { BaseTransport, DatagramTransport, ReadTransport, SubprocessTransport, Transport } from "./transports.ts";
