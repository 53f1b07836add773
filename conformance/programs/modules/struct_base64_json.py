# Bytes and texts in other forms.
import base64
import binascii
import json
import struct

print(struct.pack("<HhIq", 1, -2, 3, -4), struct.unpack(">If", struct.pack(">If", 7, 1.5)), struct.calcsize("bq"))
try:
    struct.pack("B", 256)
except struct.error as error:
    print(error)
print(base64.b64encode(b"hello world!x"), base64.b64decode("aGVsbG8="), binascii.crc32(b"hello"))
try:
    base64.b64decode("abc")
except binascii.Error as error:
    print(error)
print(json.dumps({"a": [1, 2.5, None, True, "\u00e9"], "b": {}}, indent=1, sort_keys=True))
print(json.loads('{"x": [1, -2.5e3, "\\u00e9", null]}'))
try:
    json.loads("[1,]")
except json.JSONDecodeError as error:
    print(error)
