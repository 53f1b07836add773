// Ctrl-C while the main thread computes. The signal is given to Node's main thread, where no JavaScript can run for it; but Node
// stops a script of `node:vm` at SIGINT if asked to (`breakOnSigint`), and it does so in workers too. So a worker waits
// in such a script, is thrown out of it by each Ctrl-C, and sets the flag that the computation looks at.
//
// A worker takes some 12 MB and 20 milliseconds of another core: it is started when a program has computed for a quarter
// of a second. Until then the computation itself counts the flag down, and looks at the clock now and then.

import { alarm, interrupt, LAST_RESORT, onInterrupt, READING } from "./interrupts.ts";

const INTERRUPTED = 1;

/** Milliseconds of computation after which a program counts as one that computes long. */
const LONG = 250;
/** Every look of the first ones reads the clock, since there may be few; of the others each 256th. */
const CAREFUL = 64;
const STEP = 256;
/** Milliseconds after which the process is ended if nothing takes the interrupt: the thread is deep in a native function. */
const PATIENCE = 2000;

// While the worker waits for the computation to take the interrupt, another Ctrl-C ends the process at once.
const WORKER = `
const { workerData: flag, parentPort } = require("node:worker_threads");
const { Script } = require("node:vm");
globalThis.quiet = new Int32Array(new SharedArrayBuffer(4));
const wait = new Script("for (;;) Atomics.wait(quiet, 0, 0)");
for (;;) {
  try {
    wait.runInThisContext({ breakOnSigint: true });
  } catch {
    Atomics.store(flag, 0, ${INTERRUPTED});
    Atomics.notify(flag, 0);
    parentPort.postMessage(undefined);
    if (Atomics.wait(flag, 0, ${INTERRUPTED}, flag[${READING}] ? 0 : ${PATIENCE}) === "timed-out") process.kill(process.pid, "SIGINT");
  }
}`;

type Worker = import("node:worker_threads").Worker;
type Workers = typeof import("node:worker_threads");

/** Milliseconds of processor time that the process has taken. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds since the process began. The clock of `performance` would have to be loaded first. */
const elapsed = (): number => process.uptime() * 1000;

/**
 * Makes `flag` tell of Ctrl-C. Whoever counts it down to zero calls the function that is returned, which has the interrupt
 * answered and raises what the answer raises; where nobody else answers, that is `raise`. What waits for the host
 * then, is ended with the process.
 */
export function watchInterrupts(flag: Int32Array, raise: () => never): () => void {
  const begun = elapsed();
  const before = computed();
  let looks = 0;
  let armed = false;

  const arm = (): void => {
    if (armed) return;
    armed = true;
    Atomics.store(flag, 0, 0);
    if (listen(flag, () => take(false), raise)) alarm.flag = flag;
  };
  /** Answers an interrupt that nobody has counted down. */
  const take = (isComputing: boolean): void => {
    if (Atomics.compareExchange(flag, 0, INTERRUPTED, 0) === INTERRUPTED) answer(isComputing);
  };
  const answer = (isComputing: boolean): void => {
    Atomics.notify(flag, 0);
    interrupt(isComputing);
  };

  Atomics.store(flag, 0, 1);
  alarm.check = () => {
    if (armed) take(true);
  };
  alarm.arm = arm;
  return () => {
    if (armed) answer(true);
    else if (elapsed() - begun >= LONG && computed() - before >= LONG) arm();
    else Atomics.store(flag, 0, ++looks < CAREFUL ? 1 : STEP);
  };
}

let worker: Worker | undefined;

/** Ends the process as SIGINT ends one: whoever has started it can tell, and a shell leaves its loop. */
export function endByInterrupt(): void {
  // There, a process that ends itself so is no different from any other that fails.
  if (process.platform === "win32") return;
  process.removeAllListeners("SIGINT");
  const end = (): void => void process.kill(process.pid, "SIGINT");
  if (worker === undefined) end();
  else worker.terminate().finally(end);
}

function listen(flag: Int32Array, arrived: () => void, raise: () => never): boolean {
  // From here on the worker has the signal. The first listener of Node's would take it away again, so there is one from
  // the beginning.
  const release = onInterrupt((isComputing) => {
    if (isComputing) raise();
    endByInterrupt();
  }, LAST_RESORT);
  try {
    const threads = process.getBuiltinModule("node:worker_threads") as Workers;
    worker = new threads.Worker(WORKER, { eval: true, workerData: flag, env: threads.SHARE_ENV, execArgv: [] });
    worker.on("message", arrived);
    worker.unref();
    return true;
  } catch {
    // Without threads, a computation goes on until it rests.
    release();
    return false;
  }
}
