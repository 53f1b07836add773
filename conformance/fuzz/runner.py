# Runs the programs of `programs.json`, from the number in `start` on, and prints what each printed as a line of JSON.
import contextlib
import io
import json
import linecache
import re
import traceback
import warnings


def run(number, text):
    name = f"<program {number}>"
    linecache.cache[name] = len(text), None, text.splitlines(keepends=True), name
    output = io.StringIO()
    # What was forgotten is reported when it is collected: nobody's contract.
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(text, name, "exec"), {"__name__": "__main__"})
        except SyntaxError as error:
            output.write("".join(traceback.format_exception_only(error)))
        except BaseException as error:
            output.write("".join(traceback.format_exception(error)))
    return re.sub("0x[0-9a-f]{6,}", "0x…", without_library(output.getvalue()))


def without_library(text):
    # Frames of other files than the program, with their lines of source and carets.
    return re.sub(r'^([ |]*)File "(?!<program).*\n(?:\1  .*\n)*', "", text, flags=re.MULTILINE)


warnings.simplefilter("ignore")
with open("programs.json") as file:
    programs = json.load(file)
with open("start") as file:
    start = int(file.read())
for number in range(start, len(programs)):
    print(json.dumps(run(number, programs[number])), flush=True)
