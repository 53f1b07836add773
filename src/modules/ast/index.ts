// The module `_ast`, under CPython's `ast`.

import type { Module } from "../../runtime/modules.ts";
import { ALLOW_TOP_LEVEL_AWAIT, ONLY_AST, OPTIMIZED_AST, TYPE_COMMENTS } from "../builtins/execution.ts";
import { moduleFrom } from "../define.ts";
import { nodeTypes } from "./types.ts";

export const createAst = (): Module =>
  moduleFrom("_ast", {
    types: [...nodeTypes().values()],
    attributes: {
      PyCF_ALLOW_TOP_LEVEL_AWAIT: ALLOW_TOP_LEVEL_AWAIT,
      PyCF_ONLY_AST: ONLY_AST,
      PyCF_OPTIMIZED_AST: OPTIMIZED_AST,
      PyCF_TYPE_COMMENTS: TYPE_COMMENTS,
    },
  });
