// All modules that are written in TypeScript, by name; each is made when it is first imported.

import { importNow, sources } from "../runtime/imports.ts";
import { Module } from "../runtime/modules.ts";
import { createAbc } from "./abc.ts";
import { createAst } from "./ast/index.ts";
import { asyncioModules } from "./asyncio/index.ts";
import { createAtexit } from "./atexit.ts";
import { createBuiltins } from "./builtins/index.ts";
import { createCodecs } from "./codecs.ts";
import { createCollections } from "./collections/index.ts";
import { createConcurrent, createFutures } from "./concurrent/index.ts";
import { createContextvars } from "./contextvars.ts";
import "./encodings.ts";
import { createErrno } from "./errno.ts";
import { createFunctools } from "./functools.ts";
import { createGc } from "./gc.ts";
import { createBlake2 } from "./hashes/blake2.ts";
import { createHashes } from "./hashes/index.ts";
import {
  createBootstrap,
  createBootstrapCopy,
  createExternal,
  createExternalCopy,
  createImports,
  createZipimport,
} from "./imports.ts";
import { createInspect } from "./inspect.ts";
import { createIo } from "./io/open.ts";
import { createItertools } from "./itertools/index.ts";
import { createLinecache } from "./linecache.ts";
import { createMarshal } from "./marshal.ts";
import { createMath } from "./math.ts";
import { createOperator } from "./operator.ts";
import { createPosix } from "./os/posix.ts";
import { createRandom } from "./random.ts";
import { createRe } from "./re/index.ts";
import { createSelect } from "./select.ts";
import { createSha2 } from "./sha2.ts";
import { createSignal } from "./signal.ts";
import { createSocket } from "./socket/index.ts";
import { createSsl } from "./ssl/index.ts";
import { createString } from "./string.ts";
import { createStruct } from "./struct.ts";
import { createSubprocess } from "./subprocess.ts";
import { createSuggestions } from "./suggestions.ts";
import { createSys } from "./sys/index.ts";
import { createThread } from "./threads/index.ts";
import { createTime } from "./time/index.ts";
import { createTokenize } from "./tokenize.ts";
import { createTypes } from "./types.ts";
import { createTyping } from "./typing.ts";
import { createUnicodedata } from "./unicodedata/index.ts";
import { createWarnings } from "./warnings/index.ts";
import { createWeakref } from "./weakref.ts";
import { createZlib } from "./zlib/index.ts";

/** A module that CPython has under two names, or in parts. */
const aliasOf =
  (original: string) =>
  (name: string): Module => {
    const module = new Module(name);
    const names = module.dict();
    for (const [key, value] of (importNow(original) as Module).dict().entries()) {
      if (!names.has(key)) names.set(key, value);
    }
    return module;
  };

const factories: Record<string, (name: string) => Module> = {
  _abc: createAbc,
  _ast: createAst,
  _codecs: createCodecs,
  _frozen_importlib: createBootstrap,
  _frozen_importlib_external: createExternal,
  _imports: createImports,
  _collections: createCollections,
  _blake2: createBlake2,
  _functools: createFunctools,
  _hashlib: createHashes,
  _operator: createOperator,
  _contextvars: createContextvars,
  _random: createRandom,
  _sha2: createSha2,
  _signal: createSignal,
  _socket: createSocket,
  _ssl: createSsl,
  _string: createString,
  _struct: createStruct,
  _suggestions: createSuggestions,
  _subprocess: createSubprocess,
  _thread: createThread,
  _tokenize: createTokenize,
  _typing: createTyping,
  _warnings: createWarnings,
  _weakref: createWeakref,
  atexit: createAtexit,
  builtins: createBuiltins,
  concurrent: createConcurrent,
  "concurrent.futures": createFutures,
  "concurrent.futures._base": aliasOf("concurrent.futures"),
  "concurrent.futures.thread": aliasOf("concurrent.futures"),
  contextvars: createContextvars,
  errno: createErrno,
  gc: createGc,
  "importlib._bootstrap": createBootstrapCopy,
  "importlib._bootstrap_external": createExternalCopy,
  inspect: createInspect,
  io: createIo,
  _io: aliasOf("io"),
  itertools: createItertools,
  linecache: createLinecache,
  marshal: createMarshal,
  math: createMath,
  posix: createPosix,
  re: createRe,
  select: createSelect,
  sys: createSys,
  time: createTime,
  types: createTypes,
  unicodedata: createUnicodedata,
  zipimport: createZipimport,
  zlib: createZlib,
  ...asyncioModules,
};

export function registerModules(): void {
  for (const [name, create] of Object.entries(factories)) sources.native.set(name, create);
}
