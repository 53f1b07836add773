// Compares the outcomes of a file of tests here with CPython's own.

/**
 * `native` and `ours` are maps of test → outcome; `expected` is the list (expected.mjs). What CPython itself does not pass
 * does not count.
 */
export function judge(name, native, ours, expected, note) {
  const result = { name, CPython: 0, listed: 0, passed: 0, failed: 0, skipped: 0, failures: [], surprises: [], note };
  for (const [id, outcome] of native) {
    if (outcome !== "ok") continue;
    result.CPython++;
    const here = ours.get(id) ?? "missing";
    if (here === "c-interface") result.listed++;
    else if (expected.reason(id) !== undefined) {
      result.listed++;
      if (here === "ok") result.surprises.push(id);
    } else if (here === "ok") result.passed++;
    else if (here === "skip") {
      result.skipped++;
      result.failures.push(`skipped ${id}`);
    } else {
      result.failed++;
      result.failures.push(`${here} ${id}`);
    }
  }
  return result;
}
