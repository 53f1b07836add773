// Makes a program shorter that shows a difference, as long as it still shows one.

/**
 * Leaves out the longest statement that can go, with all that stands deeper below it, again and again. `test` tells of
 * several texts at once which ones still differ, because starting an engine takes longer than running a program.
 */
export async function shorten(text, test) {
  let lines = text.trimEnd().split("\n");
  for (;;) {
    const candidates = cuts(lines).slice(0, 400);
    const results = await test(candidates.map(join));
    const best = results.indexOf(true);
    if (best < 0) return join(lines);
    lines = candidates[best];
  }
}

const join = (lines) => `${lines.join("\n")}\n`;
const depth = (line) => line.length - line.trimStart().length;

/** All texts with one statement less, or with a compound statement replaced by its body; the shortest first. */
function cuts(lines) {
  const found = [];
  for (let start = 1; start < lines.length; start++) {
    let end = start + 1;
    while (end < lines.length && depth(lines[end]) > depth(lines[start])) end++;
    found.push([...lines.slice(0, start), ...lines.slice(end)]);
    if (end > start + 1) {
      const body = lines.slice(start + 1, end).map((line) => line.slice(4));
      found.push([...lines.slice(0, start), ...body, ...lines.slice(end)]);
      found.push([...lines.slice(0, start + 1), `${" ".repeat(depth(lines[start + 1]))}pass`, ...lines.slice(end)]);
    }
  }
  return found
    .filter((each) => each.length < lines.length || each.join().length < lines.join().length)
    .sort((a, b) => a.length - b.length);
}
