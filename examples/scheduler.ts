// The twin of scheduler.py: jobs at a time, after a time, and again and again; each can be called off, and none takes
// others down. With a virtual clock it takes no time.

import {
  asyncGenerator,
  CancelledError,
  createTask,
  gather,
  getRunningLoop,
  run,
  sleep,
  type Task,
  VirtualClock,
  within,
} from "asyncdef/asyncio";

type Job = () => Generator<undefined, void, unknown>;

class Scheduler {
  readonly jobs = new Set<Task>();
  private readonly loop = getRunningLoop();
  private readonly start = this.loop.time();

  /** Tenths of a second since the start. */
  now() {
    return Math.round((this.loop.time() - this.start) * 10);
  }

  after(seconds: number, job: Job) {
    return this.add(this.runAt(this.loop.time() + seconds, job));
  }

  every(seconds: number, job: Job) {
    return this.add(this.runEvery(seconds, job));
  }

  private add(work: Generator<undefined, void, unknown>) {
    const task = createTask(work);
    this.jobs.add(task);
    task.addDoneCallback(() => this.jobs.delete(task));
    return task;
  }

  private *runAt(when: number, job: Job) {
    yield* sleep(when - this.loop.time());
    try {
      yield* job();
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      console.log(`${this.now()}: ${job.name} failed: ${(error as Error).message}`);
    }
  }

  /** By the clock: a job that takes its time delays no later one, unless it takes longer than the interval. */
  private *runEvery(seconds: number, job: Job) {
    for (let when = this.loop.time(); ; ) {
      when = Math.max(when + seconds, this.loop.time());
      yield* this.runAt(when, job);
    }
  }
}

/** A scheduler that runs jobs for as long as its block lasts. */
const scheduling = asyncGenerator(function* () {
  const scheduler = new Scheduler();
  try {
    yield scheduler;
  } finally {
    for (const job of scheduler.jobs) job.cancel();
    yield* gather(...scheduler.jobs, { returnExceptions: true });
  }
});

function* main() {
  yield* within(scheduling(), function* (scheduler) {
    function* tick() {
      console.log(`${scheduler.now()}: tick`);
      yield* sleep(0.05);
    }
    // biome-ignore lint/correctness/useYield: a job need not wait
    function* remind() {
      console.log(`${scheduler.now()}: remember the milk`);
    }
    // biome-ignore lint/correctness/useYield: a job need not wait
    function* divide() {
      throw new RangeError("division by zero");
    }

    const ticking = scheduler.every(0.2, tick);
    scheduler.after(0.3, remind);
    scheduler.after(0.5, divide);
    const never = scheduler.after(0.9, remind);
    yield* sleep(0.7);
    never.cancel();
    console.log(`${scheduler.now()}: called off`);
    yield* sleep(0.6);
    ticking.cancel();
    yield* sleep(0.4);
    console.log(`${scheduler.now()}: ${scheduler.jobs.size} jobs left`);
  });
}

await run(main(), { clock: new VirtualClock() });
