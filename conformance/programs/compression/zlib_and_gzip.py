# recorder: 3.13
"""zlib, gzip and zip archives."""
import gzip
import io
import random
import zipfile
import zlib

random.seed(5)
text = b"".join(random.choice([b"to be ", b"or not ", b"that is ", b"the question "]) for _ in range(400))
noise = random.randbytes(3000)

for data in (b"", b"a", b"a" * 1000, text, noise):
    for level in (0, 1, 6, 9):
        packed = zlib.compress(data, level)
        assert zlib.decompress(packed) == data
    print(len(data), len(zlib.compress(data)) <= len(data) + 20, zlib.crc32(data), zlib.adler32(data))
print(zlib.compress(b"hello"), zlib.compress(b"hello", wbits=-15))
print(zlib.crc32(b"world", zlib.crc32(b"hello ")) == zlib.crc32(b"hello world"), zlib.adler32(b"b", zlib.adler32(b"a")))

packing = zlib.compressobj(9, zlib.DEFLATED, -15)
pieces = [packing.compress(text[i:i + 100]) for i in range(0, len(text), 100)] + [packing.flush()]
raw = b"".join(pieces)
unpacking = zlib.decompressobj(-15)
out = b"".join(unpacking.decompress(raw[i:i + 7]) for i in range(0, len(raw), 7)) + unpacking.flush()
print(out == text, unpacking.eof, unpacking.unused_data)

unpacking = zlib.decompressobj()
packed = zlib.compress(text) + b"behind"
first = unpacking.decompress(packed, 10)
print(first, len(unpacking.unconsumed_tail) > 0)
rest = unpacking.decompress(unpacking.unconsumed_tail)
print(first + rest == text, unpacking.unused_data, unpacking.eof)

packing = zlib.compressobj()
half = packing.compress(b"first ") + packing.flush(zlib.Z_SYNC_FLUSH)
unpacking = zlib.decompressobj()
print(unpacking.decompress(half))
print(unpacking.decompress(packing.compress(b"second") + packing.flush()), unpacking.eof)

packing = zlib.compressobj(zdict=b"hello world")
packed = packing.compress(b"hello world, hello") + packing.flush()
print(zlib.decompressobj(zdict=b"hello world").decompress(packed))

good = zlib.compress(text)
for bad in (b"", good[:-5], b"x" + good, good[:-1] + b"\0", good[:2] + b"\xff" * 10, b"\x78\x9c\x07"):
    try:
        zlib.decompress(bad)
    except zlib.error as error:
        print(error)
for wrong in (lambda: zlib.compress("text"), lambda: zlib.decompressobj().decompress(b"", -1), lambda: zlib.compressobj(level=11)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)

packed = gzip.compress(text, mtime=0)
print(packed[:9], gzip.decompress(packed) == text, gzip.decompress(packed + gzip.compress(b"more")) == text + b"more")
file = io.BytesIO()
with gzip.GzipFile(filename="name", fileobj=file, mode="wb", mtime=0) as out:
    out.write(b"line one\n")
    out.write(b"line two\n")
file.seek(0)
with gzip.open(file, "rt") as lines:
    print([line for line in lines])
try:
    gzip.decompress(b"not gzip")
except gzip.BadGzipFile as error:
    print(error)

archive = io.BytesIO()
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
    out.writestr("a.txt", text)
    out.writestr("folder/b.txt", "stored", zipfile.ZIP_STORED)
with zipfile.ZipFile(archive) as back:
    print(back.namelist(), back.testzip(), back.read("a.txt") == text, back.read("folder/b.txt"))
    print([(info.filename, info.file_size, info.compress_type) for info in back.infolist()])
    with back.open("a.txt") as entry:
        print(entry.read(20), entry.readline()[:5])
print(zipfile.is_zipfile(archive))
