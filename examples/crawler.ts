// The twin of crawler.py: some workers, at most so many requests a second, and patience with pages that fail at first.
// With a virtual clock it takes no time.

import {
  getRunningLoop,
  Queue,
  run,
  sleep,
  type Task,
  TimeoutError,
  taskGroup,
  timeout,
  VirtualClock,
} from "asyncdef/asyncio";

/** The web: for each page its links, and how often a request for it fails before it succeeds. */
const WEB = new Map<string, [links: string[], fails: number]>([
  ["/", [["/about", "/news"], 0]],
  ["/about", [["/", "/team"], 1]],
  ["/news", [["/news/1", "/news/2"], 0]],
  ["/news/1", [["/news/2"], 2]],
  ["/news/2", [["/"], 0]],
  ["/team", [["/gone"], 0]],
  ["/gone", [[], 99]],
]);

const ATTEMPTS = 4;
const FIRST_PAUSE = 0.02;

const failures = new Map<string, number>();

class Unreachable extends Error {}

/** Stands for a request: the page's links. */
function* fetchLinks(page: string) {
  yield* sleep(0.01);
  const [links, fails] = WEB.get(page)!;
  const tried = (failures.get(page) ?? 0) + 1;
  failures.set(page, tried);
  if (tried <= fails) throw new Unreachable(`${page} does not answer`);
  return links;
}

const isPassing = (error: unknown): error is Error => error instanceof Unreachable || error instanceof TimeoutError;

/** Lets callers through one by one, `seconds` apart. */
class RateLimit {
  private readonly seconds: number;
  private nextTime = 0;

  constructor(seconds: number) {
    this.seconds = seconds;
  }

  *wait() {
    const now = getRunningLoop().time();
    this.nextTime = Math.max(this.nextTime + this.seconds, now);
    yield* sleep(this.nextTime - now);
  }
}

class Crawler {
  private readonly todo = new Queue<string>();
  private readonly found = new Map<string, string>();
  private readonly limit: RateLimit;

  constructor(limit: RateLimit) {
    this.limit = limit;
  }

  add(page: string) {
    if (this.found.has(page)) return;
    this.found.set(page, "waiting");
    this.todo.putNowait(page);
  }

  /** Tries again after longer and longer pauses. A request gets half a second. */
  *fetchPatiently(page: string) {
    for (let attempt = 1, pause = FIRST_PAUSE; ; attempt++, pause *= 2) {
      yield* this.limit.wait();
      try {
        return [yield* timeout(0.5, () => fetchLinks(page)), attempt] as const;
      } catch (error) {
        if (!isPassing(error) || attempt === ATTEMPTS) throw error;
      }
      yield* sleep(pause);
    }
  }

  *work() {
    while (true) {
      const page = yield* this.todo.get();
      try {
        const [links, attempt] = yield* this.fetchPatiently(page);
        this.found.set(page, `attempt ${attempt}`);
        for (const link of links) this.add(link);
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.found.set(page, `given up: ${error.message}`);
      } finally {
        this.todo.taskDone();
      }
    }
  }

  *crawl(start: string, workers = 3) {
    const crawler = this;
    this.add(start);
    yield* taskGroup(function* (group) {
      const tasks: Task[] = [];
      for (let n = 0; n < workers; n++) tasks.push(group.createTask(crawler.work()));
      yield* crawler.todo.join();
      for (const task of tasks) task.cancel();
    });
    return this.found;
  }
}

function* main() {
  const loop = getRunningLoop();
  const start = loop.time();
  const found = yield* new Crawler(new RateLimit(0.02)).crawl("/");
  for (const [page, how] of [...found].sort()) console.log(`${page}: ${how}`);
  const requests = [...failures.values()].reduce((a, b) => a + b);
  const inTime = loop.time() - start >= (requests - 1) * 0.02 - 1e-9;
  console.log(`${requests} requests, not too fast: ${inTime ? "True" : "False"}`);
}

await run(main(), { clock: new VirtualClock() });
