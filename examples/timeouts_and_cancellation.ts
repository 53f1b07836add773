// The twin of timeouts_and_cancellation.py: giving up after a time, on request, and not at all.

import {
  CancelledError,
  createTask,
  FIRST_COMPLETED,
  run,
  shield,
  sleep,
  TimeoutError,
  timeout,
  wait,
  waitFor,
} from "asyncdef/asyncio";

function* download(name: string, seconds: number) {
  try {
    yield* sleep(seconds);
    return `${name} arrived`;
  } catch (error) {
    if (error instanceof CancelledError) console.log(`${name}: cancelled, cleaning up`);
    throw error; // always hand it on, or the one who cancelled will wait in vain
  }
}

function* save() {
  yield* sleep(0.3);
  console.log("saved");
}

function* main() {
  // A limit for a block of code.
  try {
    yield* timeout(0.3, function* () {
      console.log(yield* download("quick", 0.01));
      console.log(yield* download("slow", 10));
    });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("the block took too long");
  }

  // A limit for one awaitable.
  try {
    yield* waitFor(download("report", 10), 0.02);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("no report today");
  }

  // On request, with a reason.
  const film = createTask(download("film", 10));
  yield* sleep(0.01);
  film.cancel("changed my mind");
  try {
    yield* film;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    console.log("the film was cancelled:", error.message);
  }

  // What must come to its end.
  const saving = createTask(save());
  try {
    yield* waitFor(shield(saving), 0.05);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("not saved in time, but saving goes on");
  }
  yield* saving;

  // The first one wins, the others go.
  const racers = [3, 1, 2].map((n) => createTask(download(`mirror ${n}`, n * n - 0.9), { name: `mirror ${n}` }));
  const [done, pending] = yield* wait(racers, { returnWhen: FIRST_COMPLETED });
  for (const task of [...pending].sort((a, b) => a.getName().localeCompare(b.getName()))) {
    task.cancel();
    yield* wait([task]);
  }
  for (const task of done) console.log("winner:", task.result());
}

await run(main());
