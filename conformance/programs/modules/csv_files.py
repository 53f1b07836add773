# Reading and writing comma-separated values in dialects of all kinds.
import csv
import io


def read(text, **options):
    try:
        return list(csv.reader(io.StringIO(text, newline=""), **options))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def write(rows, **options):
    out = io.StringIO()
    try:
        csv.writer(out, **options).writerows(rows)
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return repr(out.getvalue())


print(read('a,b,"c, d"\r\n"e ""f""",,\n\n"multi\nline",1.5\rlast'))
print(read("a b  c", delimiter=" "), read("a, b,  c", skipinitialspace=True), read("a;'b;c'", delimiter=";", quotechar="'"))
print(read("a\\,b,c\\\nd,e", escapechar="\\"), read('"a\\"b",c', escapechar="\\", doublequote=False))
print(read('1,"2",x', quoting=csv.QUOTE_NONNUMERIC), read('1,"2",', quoting=csv.QUOTE_NONNUMERIC), read(',"",1,"x"', quoting=csv.QUOTE_STRINGS), read(',"",x', quoting=csv.QUOTE_NOTNULL))
print(read('"a"b,c'), read('"a"b,c', strict=True), read('"a', strict=True), read('"a'), read('"a,b', quoting=csv.QUOTE_NONE))
print(read("a\nb\n", delimiter=""), read("a", delimiter="ab"), read("a", quotechar=None), read("a", quoting=9), read("a", delimiter="\n"), read("a", nonsense=1))
print(list(csv.reader(["x,y", "1,2"])), read("a,b\rc"), list(csv.reader(["a,\"b\n", "c\",d"])))
rows = [["a", 1, 2.5, None, True], ['quote " here', "comma, here", "line\nhere"], [""], [], ["x", ""]]
print(write(rows))
for quoting in range(6):
    print(quoting, write(rows[:1], quoting=quoting), write([["a,b"]], quoting=quoting), write([[""]], quoting=quoting))
print(write([['a"b', "c,d", "e\\f"]], quoting=csv.QUOTE_NONE, escapechar="\\"), write([['a"b', "c"]], doublequote=False, escapechar="\\"))
print(write(rows, dialect="excel-tab"), write([["a"]], dialect="unix"), write([5]), write([["a"]], lineterminator="!"))
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL)
print(csv.list_dialects(), csv.get_dialect("pipes").delimiter, write([["a", "b"]], dialect="pipes"))
csv.unregister_dialect("pipes")
print(write([], dialect="pipes"))
table = io.StringIO()
writer = csv.DictWriter(table, ["name", "age"], restval="?", extrasaction="ignore")
writer.writeheader()
writer.writerows([{"name": "Ann", "age": 3}, {"name": "Bob", "x": 1}])
table.seek(0)
reader = csv.DictReader(table)
print(reader.fieldnames, list(reader), reader.line_num)
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.Sniffer().has_header("name,age\nann,3\nbob,4\n"), csv.field_size_limit())
