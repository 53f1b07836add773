/** Each file of a zip archive: its path and its bytes. */
export function unzip(archive: Buffer): Generator<[name: string, bytes: Uint8Array]>;
