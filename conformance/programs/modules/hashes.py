# recorder: 3.13
# Digests of all algorithms, keyed and salted ones, message authentication and derived keys.
import hashlib
import hmac
import io

data = bytes(range(256)) * 5
for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name)
    length = (20,) if name.startswith("shake") else ()
    empty = h.hexdigest(*length)
    for size in (1, 63, 64, 65, 127, 128, 129, 500):
        h.update(data[:size])
    copy = h.copy()
    h.update(b"more")
    print(name, h.name, h.digest_size, h.block_size, empty)
    print(copy.hexdigest(*length), h.digest(*length) == getattr(hashlib, name)(b"".join(data[:s] for s in (1, 63, 64, 65, 127, 128, 129, 500)) + b"more").digest(*length))
print(hashlib.blake2b(b"x", digest_size=20, key=b"secret", salt=b"salt", person=b"person").hexdigest())
print(hashlib.blake2s(b"x" * 200, digest_size=8, key=b"k" * 32, salt=b"12345678").hexdigest())
print(hashlib.blake2b(b"y", fanout=2, depth=2, leaf_size=4096, node_offset=1, node_depth=1, inner_size=64, last_node=True).hexdigest())
print(hashlib.blake2s(b"y", fanout=2, depth=2, leaf_size=4096, node_offset=2**40, inner_size=32).hexdigest())
for wrong in (lambda: hashlib.new("nonsense"), lambda: hashlib.sha256("text"), lambda: hashlib.blake2s(key=bytes(33))):
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.digest(b"k" * 100, b"m", "sha1").hex())
print(hmac.compare_digest(b"a", b"a"), hmac.new(b"key", digestmod=hashlib.sha3_256).name)
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex(), hashlib.pbkdf2_hmac("sha1", b"p", b"s", 2, 40).hex())
print(hashlib.file_digest(io.BytesIO(data), "sha256").hexdigest())
