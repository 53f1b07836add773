// What was written to files and has not reached them yet. A program that forgets to close a file loses nothing in CPython,
// where an object goes with the last reference to it; here nobody is told of that. So what waits is written at the end of
// the program, and before somebody opens the same file or asks about it.

export interface Unwritten {
  readonly path: string;
  flush(): void;
}

const files = new Set<Unwritten>();

export const hold = (file: Unwritten): void => void files.add(file);
export const release = (file: Unwritten): void => void files.delete(file);

/** Writes what waits: all, or what goes to one file. */
export function writeOut(path?: string): void {
  if (files.size === 0) return;
  for (const file of [...files]) if (path === undefined || file.path === path) file.flush();
}
