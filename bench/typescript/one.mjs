// One work by one contestant, in a process of its own: node one.mjs CONTESTANT WORK ARGUMENT...
// Prints the result, the best time of the repetitions, and the peak of its memory. Short works are repeated for three
// seconds: what is compared is the work, not how soon V8 comes to optimise it.

const [contestant, work, ...args] = process.argv.slice(2);
const REPETITIONS = 5;
const MILLISECONDS = 3000;

const { [work]: perform } = await import(`./${contestant}.mjs`);
let best = Number.POSITIVE_INFINITY;
let result;
const begin = performance.now();
for (let repetition = 0; repetition < REPETITIONS || performance.now() - begin < MILLISECONDS; repetition++) {
  const start = performance.now();
  result = await perform(...args.map(Number));
  best = Math.min(best, performance.now() - start);
}
console.log(JSON.stringify({ result, time: best / 1000, peak: process.resourceUsage().maxRSS * 1024 }));
