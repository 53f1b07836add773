// The twin of graceful_shutdown.py: at SIGTERM the pool takes no more jobs, finishes those at hand, and says which are left.

import {
  addSignalHandler,
  CancelledError,
  createTask,
  Event,
  getRunningLoop,
  Queue,
  QueueShutDown,
  run,
  sleep,
  TimeoutError,
  taskGroup,
  waitFor,
} from "asyncdef/asyncio";

const SECONDS_TO_FINISH = 0.3;

type Handle = (name: string, job: number) => Generator<undefined, void, unknown>;

class Pool {
  readonly jobs = new Queue<number>();
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
  }

  /** Works until `stop` is called. */
  *run(handle: Handle) {
    const pool = this;
    // biome-ignore lint/correctness/useYield: the body only starts tasks
    yield* taskGroup(function* (group) {
      for (let number = 0; number < pool.size; number++) group.createTask(pool.work(`worker ${number}`, handle));
    });
  }

  *work(name: string, handle: Handle) {
    try {
      while (true) yield* handle(name, yield* this.jobs.get());
    } catch (error) {
      if (!(error instanceof QueueShutDown)) throw error;
      console.log(`${name} goes home`);
    }
  }

  /** Takes the jobs that nobody has begun out of the queue, and lets no more in. */
  stop() {
    const left: number[] = [];
    while (!this.jobs.empty()) left.push(this.jobs.getNowait());
    this.jobs.shutdown();
    return left;
  }
}

function* handle(name: string, job: number) {
  console.log(`${name} begins job ${job}`);
  try {
    yield* sleep(job < 3 ? 0.1 : 10);
    console.log(`${name} has done job ${job}`);
  } catch (error) {
    if (error instanceof CancelledError) console.log(`${name} gives up job ${job}`);
    throw error;
  }
}

function* main() {
  const pool = new Pool(2);
  for (let job = 0; job < 6; job++) pool.jobs.putNowait(job);
  const stopping = new Event();
  addSignalHandler("SIGTERM", () => stopping.set());
  getRunningLoop().callLater(0.15, () => process.kill(process.pid, "SIGTERM"));

  const working = createTask(pool.run(handle));
  yield* stopping.wait();
  console.log(`asked to stop; left in the queue: [${pool.stop().join(", ")}]`);
  try {
    yield* waitFor(working, SECONDS_TO_FINISH);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("waited long enough");
  }
}

await run(main());
