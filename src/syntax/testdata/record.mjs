// Records what CPython 3.14 says to what is in sources.json: `node src/syntax/testdata/record.mjs`.
//
// For each program, expected.json has what `ast.parse`, `ast.unparse` and `compile` do: the tree, or the attributes of
// the error, and the warnings on the way. For each file, given as bytes in Latin-1, what comes of decoding it. For each
// input at a prompt, whether `codeop` takes it for incomplete.

import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const folder = new URL("./", import.meta.url);

const python = await loadPyodide();
python.globals.set("text", readFileSync(new URL("sources.json", folder), "utf8"));
const recorded = python.runPython(`
import ast, codeop, json, warnings

def attempt(function, source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = {"tree": function(source)}
        except SyntaxError as error:
            attributes = error.lineno, error.offset, error.end_lineno, error.end_offset, error.text
            result = {"error": [type(error).__name__, error.msg, *attributes]}
        except Exception as error:
            result = {"other": type(error).__name__}
    if caught:
        result["warnings"] = [[str(warning.message), warning.lineno] for warning in caught]
    return result

def parse(source):
    return ast.dump(ast.parse(source), include_attributes=True)

def compile_(source):
    compile(source, "<string>", "exec")

def record(source):
    result = {"source": source, "parse": attempt(parse, source)}
    if "tree" in result["parse"]:
        result["unparse"] = ast.unparse(ast.parse(source))
        result["compile"] = attempt(compile_, source)
        result["compile"].pop("tree", None)
    return result

def record_file(source):
    return {"source": source, "parse": attempt(parse, source.encode("latin-1"))}

def incomplete(source):
    try:
        return codeop.compile_command(source) is None
    except SyntaxError:
        return False

sources = json.loads(text)
json.dumps({
    "programs": {group: [record(source) for source in members] for group, members in sources["programs"].items()},
    "files": [record_file(source) for source in sources["files"]],
    "prompts": [{"source": source, "incomplete": incomplete(source)} for source in sources["prompts"]],
})
`);
const { programs, files, prompts } = JSON.parse(recorded);
const lines = (results) => `[\n${results.map((result) => JSON.stringify(result)).join(",\n")}\n]`;
const groups = Object.entries(programs).map(([group, results]) => `${JSON.stringify(group)}: ${lines(results)}`);
writeFileSync(
  new URL("expected.json", folder),
  `{\n"programs": {\n${groups.join(",\n")}\n},\n"files": ${lines(files)},\n"prompts": ${lines(prompts)}\n}\n`,
);
