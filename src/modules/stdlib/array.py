# The module array: sequences of numbers of one kind.

import collections.abc
import struct

typecodes = "bBuwhHiIlLqQfd"


class array(collections.abc.MutableSequence):
    """Numbers of one kind, which `typecode` names."""

    def __init__(self, typecode, initializer=(), /):
        if typecode not in typecodes or len(typecode) != 1:
            raise ValueError("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
        self.typecode = typecode
        self.itemsize = 4 if self._is_text else struct.calcsize(typecode)
        self._items = []
        if isinstance(initializer, str):
            if not self._is_text:
                raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
            self._items = list(initializer)
        elif isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self.extend(initializer)

    @property
    def _is_text(self):
        return self.typecode in "uw"

    def _checked(self, value):
        if self._is_text:
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError("array item must be a unicode character")
            return value
        if self.typecode in "fd":
            if not isinstance(value, (int, float)):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            return struct.unpack(self.typecode, struct.pack(self.typecode, value))[0]
        if not hasattr(value, "__index__"):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        try:
            struct.pack(self.typecode, value)
        except struct.error as error:
            raise OverflowError(str(error)) from None
        return value.__index__()

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._like(self._items[index])
        try:
            return self._items[index]
        except IndexError:
            raise IndexError("array index out of range") from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError(f"can only assign array (not \"{type(value).__name__}\") to array slice")
            self._items[index] = value._items
        else:
            try:
                self._items[index] = self._checked(value)
            except IndexError:
                raise IndexError("array assignment index out of range") from None

    def __delitem__(self, index):
        del self._items[index]

    def insert(self, index, value, /):
        self._items.insert(index, self._checked(value))

    def extend(self, values, /):
        if isinstance(values, array) and values.typecode != self.typecode:
            raise TypeError("can only extend with array of same kind")
        self._items.extend([self._checked(value) for value in values])

    def _like(self, items):
        result = array(self.typecode)
        result._items = list(items)
        return result

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f"can only append array (not \"{type(other).__name__}\") to array")
        return self._like(self._items + other._items)

    def __mul__(self, count):
        return self._like(self._items * count)

    __rmul__ = __mul__

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __repr__(self):
        if not self._items:
            return f"array('{self.typecode}')"
        shown = "".join(self._items) if self._is_text else self._items
        return f"array('{self.typecode}', {shown!r})"

    def tolist(self):
        return list(self._items)

    def tobytes(self):
        if self._is_text:
            return "".join(self._items).encode("utf-32-le")
        return struct.pack(f"{len(self._items)}{self.typecode}", *self._items)

    __bytes__ = tobytes

    def __buffer__(self, flags, /):
        view = memoryview(self.tobytes())
        return view if self._is_text else view.cast(self.typecode)

    def frombytes(self, buffer, /):
        if len(buffer) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        if self._is_text:
            self._items.extend(bytes(buffer).decode("utf-32-le"))
        else:
            self._items.extend(struct.unpack(f"{len(buffer) // self.itemsize}{self.typecode}", buffer))

    def fromlist(self, items, /):
        self.extend(items)

    def tounicode(self):
        return "".join(self._items)

    def fromunicode(self, text, /):
        self._items.extend(text)

    def tofile(self, file, /):
        file.write(self.tobytes())

    def fromfile(self, file, count, /):
        data = file.read(count * self.itemsize)
        self.frombytes(data[: len(data) - len(data) % self.itemsize])
        if len(data) < count * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def byteswap(self):
        order = struct.pack(f">{len(self)}{self.typecode}", *self._items)
        self._items = list(struct.unpack(f"<{len(self)}{self.typecode}", order))

    def buffer_info(self):
        return id(self._items), len(self._items)

    def __copy__(self):
        return self._like(self._items)

    def __deepcopy__(self, memo):
        return self._like(self._items)

    def __reduce_ex__(self, protocol):
        return array, (self.typecode, self.tolist()), self.__dict__ or None


ArrayType = array
