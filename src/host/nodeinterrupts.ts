// Ctrl-C while the main thread computes. The signal is given to Node's main thread, where no JavaScript can run for it; but Node
// stops a script of `node:vm` at SIGINT if asked to (`breakOnSigint`), and it does so in workers too. So a worker waits
// in such a script, is thrown out of it by each Ctrl-C, and sets the flag that the computation looks at.
//
// A worker takes some 12 MB and 20 milliseconds of another core: it is started when a program has computed for a quarter
// of a second. Until then the flag itself makes the computation call `check`, which looks at the clock now and then.

import { alarm, interrupt, LAST_RESORT, onInterrupt, READING } from "./interrupts.ts";

const INTERRUPTED = 1;
const UNDECIDED = 2;

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

/**
 * Makes `flag` tell of Ctrl-C. Whoever sees it set calls the function that is returned, which has the interrupt
 * answered and raises what the answer raises; where nobody else answers, that is `raise`. What waits for the host
 * then, is ended with the process. The function gives the number of times that it need not be called.
 */
export function watchInterrupts(flag: Int32Array, raise: () => never): () => number {
  const begun = performance.now();
  const before = computed();
  let looks = 0;

  const decide = (): number => {
    if (performance.now() - begun >= LONG && computed() - before >= LONG) arm();
    return flag[0] !== UNDECIDED || ++looks < CAREFUL ? 0 : STEP - 1;
  };
  const arm = (): void => {
    if (flag[0] !== UNDECIDED) return;
    Atomics.store(flag, 0, 0);
    if (listen(flag, outside, raise)) alarm.flag = flag;
  };
  const take = (): boolean => {
    if (Atomics.compareExchange(flag, 0, INTERRUPTED, 0) !== INTERRUPTED) return false;
    Atomics.notify(flag, 0);
    return true;
  };
  const outside = (): void => {
    if (take()) interrupt(false);
  };
  const check = (): number => {
    if (flag[0] === UNDECIDED) return decide();
    if (take()) interrupt(true);
    return 0;
  };

  Atomics.store(flag, 0, UNDECIDED);
  alarm.check = check;
  alarm.arm = arm;
  return check;
}

function listen(flag: Int32Array, arrived: () => void, raise: () => never): boolean {
  let worker: Worker;
  // From here on the worker has the signal. The first listener of Node's would take it away again, so there is one from
  // the beginning.
  const release = onInterrupt((isComputing) => {
    if (isComputing) raise();
    process.removeAllListeners("SIGINT");
    worker.terminate().finally(() => process.kill(process.pid, "SIGINT"));
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
