// One work by one contestant, in a process of its own: node one.mjs CONTESTANT WORK ARGUMENT...
// Prints the result, the best time of some repetitions after warming up, and the peak of its memory.

const [contestant, work, ...args] = process.argv.slice(2);
const REPETITIONS = 5;

const { [work]: perform } = await import(`./${contestant}.mjs`);
let best = Number.POSITIVE_INFINITY;
let result;
for (let repetition = 0; repetition < REPETITIONS; repetition++) {
  const start = performance.now();
  result = await perform(...args.map(Number));
  best = Math.min(best, performance.now() - start);
}
console.log(JSON.stringify({ result, time: best / 1000, peak: process.resourceUsage().maxRSS * 1024 }));
