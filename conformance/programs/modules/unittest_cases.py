# Test cases, subtests, skips and asynchronous cases.
import asyncio
import unittest
from unittest import mock


class Plain(unittest.TestCase):
    def test_passes(self):
        self.assertEqual(1, 1)

    def test_fails(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    @unittest.skip("not now")
    def test_skipped(self):
        pass

    def test_raises(self):
        with self.assertRaisesRegex(ValueError, "x.z"):
            raise ValueError("xyz")

    @unittest.expectedFailure
    def test_expected(self):
        1 / 0


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        await asyncio.sleep(0)
        self.value = 3

    async def test_value(self):
        await asyncio.sleep(0)
        self.assertEqual(self.value, 3)

    async def test_error(self):
        async with asyncio.timeout(5):
            raise KeyError(1)


result = unittest.TestResult()
for case in (Plain, Asynchronous):
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures))
print(result.failures[0][1].splitlines()[-8:])
print(result.errors[0][1].splitlines()[-1])
