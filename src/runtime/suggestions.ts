// "Did you mean …?": the nearest of some names, by CPython's measure of edit distance (a move costs 2, a change of case 1).

const MOVE = 2;
const CASE = 1;
/** Longer lists and names are not searched. */
const MAX_CANDIDATES = 750;
const MAX_LENGTH = 40;

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE : MOVE;
}

/** The edit distance, or something above `limit` as soon as it is known to be. */
function distance(a: string, b: string, limit: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j * MOVE);
  for (let i = 1; i <= a.length; i++) {
    const row = [i * MOVE];
    let least = row[0]!;
    for (let j = 1; j <= b.length; j++) {
      const cost = Math.min(
        previous[j - 1]! + substitution(a[i - 1]!, b[j - 1]!),
        previous[j]! + MOVE,
        row[j - 1]! + MOVE,
      );
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    previous = row;
  }
  return previous[b.length]!;
}

/** The name among `candidates` that `wrong` most likely stands for. */
export function suggestion(wrong: string, candidates: Iterable<string>): string | undefined {
  const names = [...candidates];
  if (names.length > MAX_CANDIDATES || wrong.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of names) {
    if (name === wrong || name.length > MAX_LENGTH) continue;
    const most = Math.min(Math.floor(((wrong.length + name.length + 3) * MOVE) / 6), bestDistance - 1);
    const cost = distance(wrong, name, most);
    if (cost <= most) {
      best = name;
      bestDistance = cost;
    }
  }
  return best;
}
