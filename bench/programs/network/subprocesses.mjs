// What subprocesses.py does, by Node alone.

import { spawn } from "node:child_process";

async function worker(count) {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => spawn("true", { stdio: "inherit" }).on("exit", resolve));
  }
}

await worker(5);
const [start, own] = [performance.now(), process.cpuUsage()];
await Promise.all(Array.from({ length: 10 }, () => worker(20)));
const { user, system } = process.cpuUsage(own);
console.log(200 / ((performance.now() - start) / 1000), 200 / ((user + system) / 1e6));
