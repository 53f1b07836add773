// Docstrings of native functions and methods that explain themselves by examples, which `doctest` can run.

const DOCUMENTED: Record<string, string> = {
  bin: `Return the digits of an integer in base 2, after 0b.

   >>> bin(2796202)
   '0b1010101010101010101010'
`,
  oct: `Return the digits of an integer in base 8, after 0o.

   >>> oct(342391)
   '0o1234567'
`,
  hex: `Return the digits of an integer in base 16, after 0x.

   >>> hex(12648430)
   '0xc0ffee'
`,
  "int.bit_length": `How many binary digits it takes to write the number, without its sign.

>>> (37).bit_length()
6
>>> (-1).bit_length()
1
`,
  "int.bit_count": `How many of the binary digits of the absolute value are ones.

>>> (13).bit_count()
3
`,
  "int.as_integer_ratio": `The number as a fraction: itself and 1.

>>> (10).as_integer_ratio()
(10, 1)
`,
  "float.as_integer_ratio": `The number as a fraction in lowest terms, whose denominator is positive.

>>> (-.25).as_integer_ratio()
(-1, 4)
`,
  "float.hex": `The number, exactly, in hexadecimal digits.

>>> (-0.1).hex()
'-0x1.999999999999ap-4'
`,
  "float.fromhex": `The number that hexadecimal digits stand for.

>>> float.fromhex('-0x1p-2')
-0.25
`,
};

const bytes = (
  type: string,
): string => `Two hexadecimal digits for each byte, with \`sep\` between groups of \`bytes_per_sep\` bytes.

Groups are counted from the end; from the beginning if the number is negative.

>>> value = ${type}(b'\\xb9\\x01\\xef')
>>> value.hex()
'b901ef'
>>> value.hex(':', 2)
'b9:01ef'
`;

for (const type of ["bytes", "bytearray", "memoryview"]) DOCUMENTED[`${type}.hex`] = bytes(type);

export const documentationOf = (qualname: string): string | undefined =>
  Object.hasOwn(DOCUMENTED, qualname) ? DOCUMENTED[qualname] : undefined;
