// The types of programs.mjs, for the checker.

export interface Run {
  stdout: string;
  stderr: string;
  status: number | string;
}
export const home: string;
export function listPrograms(filter?: string): string[];
export function sourceFile(name: string): string;
export function recordFile(name: string): string;
export function directives(name: string): {
  recorder: string;
  needs: string | undefined;
  withoutPositions: boolean;
};
export function runProgram(command: string[], name: string, seconds?: number): Promise<Run>;
export function format(run: Run): string;
export function readRecord(name: string): { recorder: string; text: string };
export function withoutTimes(text: string): string;
export function expectedFailures(): Map<string, string>;
export function testedCommand(): string[];
export function inParallel<T>(items: T[], width: number, work: (item: T) => Promise<void>): Promise<void>;
