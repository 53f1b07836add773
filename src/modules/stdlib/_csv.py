"""Comma-separated values: what is under the module csv. A reader is a machine of states over characters, None being the
end of a line of input; a writer decides about quotes while it goes over a field."""

__version__ = "1.0"

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)

_dialects = {}
_limit = 128 * 1024


class Error(Exception):
    pass


_DEFAULTS = {
    "delimiter": ",",
    "doublequote": True,
    "escapechar": None,
    "lineterminator": "\r\n",
    "quotechar": '"',
    "quoting": QUOTE_MINIMAL,
    "skipinitialspace": False,
    "strict": False,
}


def _character(name, value, may_be_none):
    if value is None and may_be_none:
        return None
    kind = "a unicode character or None" if may_be_none else "a unicode character"
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be {kind}, not a string of length {len(value)}')
    return value


class Dialect:
    """CSV dialect. Its attributes are checked once and do not change."""

    __slots__ = tuple("_" + name for name in _DEFAULTS)

    def __new__(cls, dialect=None, **given):
        for name in given:
            if name not in _DEFAULTS:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if type(dialect) is Dialect and not given:
            return dialect
        self = object.__new__(cls)
        for name, default in _DEFAULTS.items():
            value = given[name] if name in given else getattr(dialect, name, default)
            if name in ("doublequote", "skipinitialspace", "strict"):
                value = bool(value)
            object.__setattr__(self, "_" + name, value)
        if self._quotechar is None and not ("quoting" in given or hasattr(dialect, "quoting")):
            object.__setattr__(self, "_quoting", QUOTE_NONE)
        self._check()
        return self

    def _check(self):
        _character("delimiter", self._delimiter, False)
        _character("escapechar", self._escapechar, True)
        _character("quotechar", self._quotechar, True)
        if not isinstance(self._lineterminator, str):
            raise TypeError(f'"lineterminator" must be a string, not {type(self._lineterminator).__name__}')
        if type(self._quoting) is not int:
            raise TypeError(f'"quoting" must be an integer, not {type(self._quoting).__name__}')
        if not QUOTE_MINIMAL <= self._quoting <= QUOTE_NOTNULL:
            raise TypeError('bad "quoting" value')
        if self._quotechar is None and self._quoting != QUOTE_NONE:
            raise TypeError("quotechar must be set if quoting enabled")
        special = "\r\n " if self._skipinitialspace else "\r\n"
        for name in ("delimiter", "escapechar", "quotechar"):
            value = getattr(self, "_" + name)
            if value is not None and value in (special if name != "delimiter" else "\r\n"):
                raise ValueError(f"bad {name} value")
            if value is not None and value in self._lineterminator:
                raise ValueError(f"bad {name} or lineterminator value")
        names = ("delimiter", "escapechar", "quotechar")
        for i, first in enumerate(names):
            for second in names[i + 1 :]:
                if getattr(self, "_" + first) is not None and getattr(self, "_" + first) == getattr(self, "_" + second):
                    raise ValueError(f"bad {first} or {second} value")

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")


for _name in _DEFAULTS:
    setattr(Dialect, _name, property(lambda self, _slot="_" + _name: getattr(self, _slot)))
del _name

(_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTES, _ESCAPED_IN_QUOTES, _QUOTE_IN_QUOTES, _EAT_NEWLINES,
 _AFTER_ESCAPED_NEWLINE) = range(9)  # fmt: skip


class Reader:
    """CSV reader: iterates over rows, which are lists of strings."""

    def __init__(self, iterable, dialect):
        self._lines = iter(iterable)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        self._fields = []
        self._field = []
        self._quoted = False
        self._state = _START_RECORD
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or self._state == _IN_QUOTES:
                    if self.dialect.strict:
                        raise Error("unexpected end of data") from None
                    self._save()
                    return self._fields
                raise
            if not isinstance(line, str):
                raise Error(
                    f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)"
                )
            self.line_num += 1
            for c in line:
                self._take(c)
            self._take(None)
            if self._state == _START_RECORD:
                return self._fields

    def _add(self, c):
        if len(self._field) >= _limit:
            raise Error(f"field larger than field limit ({_limit})")
        self._field.append(c)

    def _save(self):
        text = "".join(self._field)
        quoting = self.dialect.quoting
        if not self._quoted:
            if not text and quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                text = None
            elif text and quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS):
                text = float(text)
        self._fields.append(text)
        self._field = []
        self._quoted = False

    def _end(self, c):
        self._save()
        self._state = _START_RECORD if c is None else _EAT_NEWLINES

    def _take(self, c):
        dialect = self.dialect
        state = self._state
        is_newline = c == "\n" or c == "\r"
        if state == _START_RECORD:
            if c is None:
                return
            if is_newline:
                self._state = _EAT_NEWLINES
                return
            state = _START_FIELD
        if state == _ESCAPED:
            self._add("\n" if c is None else c)
            self._state = _AFTER_ESCAPED_NEWLINE if is_newline else _IN_FIELD
        elif state == _START_FIELD or state == _IN_FIELD or state == _AFTER_ESCAPED_NEWLINE:
            begins = state == _START_FIELD
            if c is None and state == _AFTER_ESCAPED_NEWLINE:
                return
            if c is None or is_newline:
                self._end(c)
            elif begins and c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self._quoted = True
                self._state = _IN_QUOTES
            elif c == dialect.escapechar:
                self._state = _ESCAPED
            elif begins and c == " " and dialect.skipinitialspace:
                self._state = _START_FIELD
            elif c == dialect.delimiter:
                self._save()
                self._state = _START_FIELD
            else:
                self._add(c)
                self._state = _IN_FIELD
        elif state == _IN_QUOTES:
            if c is None:
                return
            if c == dialect.escapechar:
                self._state = _ESCAPED_IN_QUOTES
            elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTES if dialect.doublequote else _IN_FIELD
            else:
                self._add(c)
        elif state == _ESCAPED_IN_QUOTES:
            self._add("\n" if c is None else c)
            self._state = _IN_QUOTES
        elif state == _QUOTE_IN_QUOTES:
            if c is not None and c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self._add(c)
                self._state = _IN_QUOTES
            elif c == dialect.delimiter:
                self._save()
                self._state = _START_FIELD
            elif c is None or is_newline:
                self._end(c)
            elif not dialect.strict:
                self._add(c)
                self._state = _IN_FIELD
            else:
                raise Error(f"'{dialect.delimiter}' expected after '{dialect.quotechar}'")
        elif c is None:
            self._state = _START_RECORD
        elif not is_newline:
            raise Error(
                "new-line character seen in unquoted field - do you need to open the file with newline=''?"
            )


class Writer:
    """CSV writer: writes rows to whatever has a method `write`."""

    def __init__(self, file, dialect):
        write = getattr(file, "write", None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write
        self.dialect = dialect

    def writerow(self, row):
        """Construct and write a CSV record from an iterable of fields."""
        dialect = self.dialect
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        texts = []
        has_null = False
        for field in fields:
            has_null = field is None
            texts.append(self._field(field))
        if len(texts) == 1 and texts[0] == "":
            may_not_quote = dialect.quoting == QUOTE_NONE or (
                has_null and dialect.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)
            )
            if may_not_quote:
                raise Error("single empty field record must be quoted")
            texts[0] = dialect.quotechar * 2
        return self._write(dialect.delimiter.join(texts) + dialect.lineterminator)

    def writerows(self, rows):
        """Construct and write a series of iterables to a csv file."""
        for row in rows:
            self.writerow(row)

    def _field(self, field):
        dialect = self.dialect
        quoting = dialect.quoting
        if quoting == QUOTE_NONNUMERIC:
            quoted = not _is_number(field)
        elif quoting == QUOTE_STRINGS:
            quoted = isinstance(field, str)
        elif quoting == QUOTE_NOTNULL:
            quoted = field is not None
        else:
            quoted = quoting == QUOTE_ALL
        text = "" if field is None else field if isinstance(field, str) else str(field)
        if text == "" and dialect.delimiter == " " and dialect.skipinitialspace:
            if quoting == QUOTE_NONE or (field is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)):
                raise Error("empty field must be quoted if delimiter is a space and skipinitialspace is true")
            quoted = True
        result = []
        special = {dialect.delimiter, dialect.escapechar, dialect.quotechar, "\n", "\r", *dialect.lineterminator}
        for c in text:
            if c in special:
                escaped = False
                if quoting == QUOTE_NONE:
                    escaped = True
                elif c == dialect.quotechar:
                    if dialect.doublequote:
                        result.append(c)
                    else:
                        escaped = True
                elif c == dialect.escapechar:
                    escaped = True
                if escaped:
                    if dialect.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    result.append(dialect.escapechar)
                else:
                    quoted = True
            result.append(c)
        inner = "".join(result)
        return f"{dialect.quotechar}{inner}{dialect.quotechar}" if quoted else inner


def _is_number(field):
    return hasattr(type(field), "__float__") or hasattr(type(field), "__index__")


def reader(iterable, /, dialect=None, **options):
    """A reader of the rows in the lines that the iterable gives."""
    return Reader(iterable, Dialect(dialect, **options))


def writer(fileobj, /, dialect=None, **options):
    """A writer of rows into a file."""
    return Writer(fileobj, Dialect(dialect, **options))


def register_dialect(name, /, dialect=None, **options):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **options)


def unregister_dialect(name, /):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name, /):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(new_limit=None, /):
    """The limit of the size of fields; sets it if a new one is given. Returns the old one."""
    global _limit
    old = _limit
    if new_limit is not None:
        if not isinstance(new_limit, int):
            raise TypeError("limit must be an integer")
        _limit = new_limit
    return old
