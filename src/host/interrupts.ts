// Ctrl-C: who answers it. The host tells of SIGINT in a turn of its own, which JavaScript that computes never gives it;
// there, `watchInterrupts` (nodeinterrupts.ts) finds out by another thread, and a flag tells the computation.

/** Answers an interrupt. In the middle of a computation, what it raises is raised there. */
export type Answer = (isComputing: boolean) => void;

interface Signals {
  on?(event: "SIGINT", listener: () => void): void;
  off?(event: "SIGINT", listener: () => void): void;
}

/** Who goes before whom: a handler that the program has set for the signal, whoever waits, the one for all else. */
export const LAST_RESORT = 0;
const USUAL = 1;
export const HANDLER = 2;

/** In the order of their ranks, the newest of each rank last. */
const entries: { readonly answer: Answer; readonly rank: number }[] = [];
const outside = (): void => interrupt(false);
const signals = (): Signals | undefined => (globalThis as { process?: Signals }).process;

/** Answers interrupts until the function that it returns is called. Of several, the newest of the highest rank answers. */
export function onInterrupt(answer: Answer, rank = USUAL): () => void {
  const entry = { answer, rank };
  entries.splice(entries.findLastIndex((other) => other.rank <= rank) + 1, 0, entry);
  if (entries.length === 1) signals()?.on?.("SIGINT", outside);
  return () => {
    const at = entries.indexOf(entry);
    if (at < 0) return;
    entries.splice(at, 1);
    if (entries.length === 0) signals()?.off?.("SIGINT", outside);
  };
}

/** Would somebody answer an interrupt? */
export const isAnswered = (): boolean => entries.length > 0;

export function interrupt(isComputing: boolean): void {
  entries[entries.length - 1]?.answer(isComputing);
}

/**
 * What `waitSync` waits on, if interrupts are watched: another thread sets the flag and wakes who waits, and `check` answers.
 * `arm` begins to watch, if that is to be done at all.
 */
/** The index in the flag's array that says: the thread waits for input in a call that nothing can end. */
export const READING = 1;

export const alarm: { flag: Int32Array | undefined; check(): void; arm(): void } = {
  flag: undefined,
  check() {},
  arm() {},
};
