// The little arithmetic and layout that the benchmarks share.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Of those values that are there; NaN marks a missing one. */
export function geometricMean(values) {
  const there = values.filter(Number.isFinite);
  return there.length ? Math.exp(there.reduce((sum, value) => sum + Math.log(value), 0) / there.length) : undefined;
}

export function seconds(value) {
  if (value === undefined) return "–";
  return value < 1 ? `${(value * 1000).toFixed(value < 0.01 ? 2 : 1)} ms` : `${value.toFixed(2)} s`;
}

export const times = (value) => (Number.isFinite(value) ? `${value.toFixed(2)}×` : "–");

/** Rows of strings as columns: the first to the left, the others to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]));
  return rows.map((row) => row.map(pad).join("   ").trimEnd()).join("\n");
}
