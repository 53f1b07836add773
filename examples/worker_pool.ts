// The twin of worker_pool.py: three workers share one queue of jobs.

import { createTask, gather, Queue, run, sleep } from "asyncdef/asyncio";

function* worker(name: string, jobs: Queue<number>, results: number[]) {
  while (true) {
    const job = yield* jobs.get();
    for (let turn = [3, 5, 11][job % 3] ?? 0; turn > 0; turn--) {
      yield* sleep(0); // stands for work that waits for something else
    }
    results[job] = job * job;
    console.log(`${name} finished job ${job}`);
    jobs.taskDone();
  }
}

function* main() {
  const jobs = new Queue<number>();
  for (let job = 0; job < 9; job++) jobs.putNowait(job);

  const results: number[] = [];
  const workers = [0, 1, 2].map((n) => createTask(worker(`worker ${n}`, jobs, results)));
  yield* jobs.join();

  for (const task of workers) task.cancel();
  yield* gather(...workers, { returnExceptions: true });
  console.log(`results: [${results.join(", ")}]`);
}

await run(main());
