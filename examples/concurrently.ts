// The twin of concurrently.py: three downloads at one time, from TypeScript.
// Node 22.18 and newer run it as it is: node examples/concurrently.ts

import { gather, run, sleep } from "asyncdef/asyncio";

const start = performance.now();

function log(text: string) {
  console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(4)} s  ${text}`);
}

function* fetchData(name: string, seconds: number) {
  log(`${name}: started`);
  yield* sleep(seconds); // stands for waiting on a network
  log(`${name}: finished`);
  return `${name} (${seconds} s of waiting)`;
}

function* main() {
  log("one after the other");
  yield* fetchData("first", 0.2);
  yield* fetchData("second", 0.1);

  log("all at once");
  const results = yield* gather(fetchData("slow", 0.3), fetchData("quick", 0.1), fetchData("middling", 0.2));
  log("done");
  for (const result of results) console.log(`  ${result}`);
}

await run(main());
