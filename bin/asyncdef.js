#!/usr/bin/env node
// Starts the command. Most of what a short program costs is the compilation of the command itself, so V8's code for it
// is kept on disk after the first run (docs/architecture.md, "Start-up"). Whatever is wrong with what is kept, it is
// left aside and made anew. This file is CommonJS because Node loads that sooner than a module.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const dist = path.join(__dirname, "..", "dist");
const file = path.join(dist, "cli.cjs");
const text = fs.readFileSync(file, "latin1");

const folder = cacheFolder();
// The build writes a digest of the text at its end. V8 itself checks its own version and options.
const key = `${text.slice(-17, -1)} ${process.version} ${process.arch}`;
const entry = folder && path.join(folder, `command-${process.version}-${process.arch}.bin`);
const cachedData = entry && readEntry(entry);

const script = new vm.Script(text, { filename: file, cachedData });
const isFresh = cachedData !== undefined && !script.cachedDataRejected;
const command = {};
script.runInThisContext()(command, require);

command.main(process.argv.slice(2), { library: path.join(dist, "stdlib") }).then((status) => {
  process.exitCode = status < 0 ? 128 - status : status;
  // Now, when the functions that a program needs have been compiled.
  if (!isFresh && entry) writeEntry(entry, script.createCachedData());
  if (status < 0) command.endByInterrupt();
  if (command.ending.hasThreads) process.exit();
});

/** ASYNCDEF_CACHE names the folder for the cache; empty, there is none. */
function cacheFolder() {
  const { ASYNCDEF_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, HOME } = process.env;
  if (ASYNCDEF_CACHE !== undefined) return ASYNCDEF_CACHE || undefined;
  const base = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && path.join(HOME, ".cache"));
  return base && path.isAbsolute(base) ? path.join(base, "asyncdef") : undefined;
}

/**
 * What is kept, if it is whole and was made from this text: V8 crashes on damaged data. It is there twice and compared,
 * which is done sooner than a module with checksums is loaded.
 */
function readEntry(name) {
  try {
    const data = fs.readFileSync(name);
    const start = data.indexOf(10) + 1;
    const half = (data.length - start) / 2;
    const body = data.subarray(start, start + half);
    const isWhole = half > 0 && data.latin1Slice(0, start - 1) === key && body.equals(data.subarray(start + half));
    return isWhole ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Under another name first, so that a run beside this one sees all of it or nothing. */
function writeEntry(name, body) {
  const temporary = `${name}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(name), { recursive: true, mode: 0o700 });
    fs.writeFileSync(temporary, Buffer.concat([Buffer.from(`${key}\n`), body, body]));
    fs.renameSync(temporary, name);
  } catch {
    // A read-only home, a full disk: the next start is as slow as this one.
    try {
      fs.rmSync(temporary, { force: true });
    } catch {
      // Nothing was written, or nothing can be removed.
    }
  }
}
