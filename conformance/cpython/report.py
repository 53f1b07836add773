"""Runs tests of CPython's and writes what became of each, as it becomes known, so that a run that hangs leaves what it had.

    report.py REPORT TESTS [SKIPPED]

REPORT is the file to write, TESTS their name, SKIPPED a file of tests not to run. A line is `start ID` or
`OUTCOME ID`; a test whose subtests fail has one line for each of them.
"""

import builtins
import platform
import sys
import unittest

# Tests that CPython marks as its own (`cpython_only`) are skipped, here and in its own run alike.
platform.python_implementation = lambda: "asyncdef"

# Test data of 3.13 write to a name that modules of 3.14 no longer have.
if sys.version_info >= (3, 14):
    builtins.__annotations__ = {}

report, name, *rest = sys.argv[1:]
skipped = set(open(rest[0]).read().split("\n")) if rest else set()
output = open(report, "a")
sys.argv[1:] = []


def say(outcome, test):
    # What a test says of one of its parts, it says of itself.
    output.write(f"{outcome} {getattr(test, 'test_case', test).id()}\n")
    output.flush()


class Result(unittest.TextTestResult):
    def startTest(self, test):
        super().startTest(test)
        say("start", test)

    def addSuccess(self, test):
        super().addSuccess(test)
        say("ok", test)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        say("ok", test)

    def addError(self, test, err):
        super().addError(test, err)
        say("error", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        say("failure", test)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        say("failure", test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        # `_testcapi` and its like, which the stand-ins name in their reason too.
        say("c-interface" if "_testcapi" in reason or "_testinternalcapi" in reason else "skip", test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            say("failure", test)


def wanted(suite):
    """The tests of `suite`, without those to be skipped; suites stay, since they may set up what their tests need."""
    kept = []
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            wanted(each)
            kept.append(each)
        elif each.id() not in skipped:
            kept.append(each)
    suite._tests = kept
    return suite


try:
    suite = unittest.defaultTestLoader.loadTestsFromName(name)
except unittest.SkipTest as error:
    print(f"SkipTest: {error}", file=sys.stderr)
    output.write(f"start {name}\nskip {name}\n")
    sys.exit()
unittest.TextTestRunner(resultclass=Result, verbosity=0).run(wanted(suite))
output.write("end\n")
output.flush()
