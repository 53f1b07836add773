# recorder: 3.13
# Moments as fields and back, in time zones of both kinds, and as text.
import copy
import datetime
import os
import pickle
import time


def attempt(what):
    try:
        print(what())
    except Exception as e:
        print(type(e).__name__, e)


for zone in ["UTC", "Europe/Berlin", "EST+05EDT,M4.1.0,M10.5.0", "<+0330>-3:30", "AEST-10AEDT-11,J277,90/3"]:
    os.environ["TZ"] = zone
    time.tzset()
    print(zone, time.tzname, time.timezone, time.altzone, time.daylight)
    for moment in [0, 1711846799, 1711846800, 1729990800, -1.5]:
        local = time.localtime(moment)
        print(*local, local.tm_zone, local.tm_gmtoff, time.mktime(local), time.strftime("%Z %z %s", local))
    for dst in (-1, 0, 1):
        print(time.mktime((2024, 7, 15, 25, 61, 0, 0, 0, dst)), time.mktime((2024, 14, 45, 0, -5, 0, 0, 0, dst)))

os.environ["TZ"] = "UTC"
time.tzset()
every = "%a|%A|%b|%B|%c|%C|%d|%D|%e|%F|%g|%G|%h|%H|%I|%j|%k|%l|%m|%M|%p|%P|%r|%R|%S|%T|%u|%U|%V|%w|%W|%x|%X|%y|%Y|%Z|%z|%%"
for fields in [(2000, 1, 1, 0, 0, 0, 5, 1, 0), (2021, 1, 3, 13, 5, 9, 6, 3, 0), (1999, 12, 31, 12, 59, 61, 4, 365, 0), (-5, 3, 0, 0, 0, 0, 6, 0, 0)]:
    print(time.strftime(every, fields))
print(time.strftime("%3Y|%-d|%_d|%06d|%-6d|%10a|%-10a|%^10b|%010b|%#p|%#Z|%Ey|%Od|%Q|%", time.gmtime(0)))
print(time.asctime(time.gmtime(0)), time.ctime(86400), time.strptime("2 Feb 2001 3pm", "%d %b %Y %I%p"))

gone = time.gmtime(1e9)
print(gone, gone.n_fields, gone.n_sequence_fields, gone.__match_args__[:2], gone.tm_zone, gone.tm_gmtoff)
print(gone == tuple(gone), pickle.loads(pickle.dumps(gone)) == gone, copy.copy(gone).tm_zone)
print(time.struct_time(range(11)).tm_gmtoff, time.struct_time(range(9), {"tm_zone": "X"}).tm_zone)
for wrong in [
    lambda: time.struct_time((1, 2)),
    lambda: time.struct_time(range(12)),
    lambda: time.struct_time(5),
    lambda: time.struct_time(range(9), {"tm_year": 1}),
    lambda: time.mktime(5),
    lambda: time.mktime((1, 2)),
    lambda: time.strftime("%Y", (2000, 13, 1, 0, 0, 0, 0, 0, 0)),
    lambda: time.strftime("%Y", (2000, 1, 32, 0, 0, 0, 0, 0, 0)),
    lambda: time.strftime("%Y", (2000, 1, 1, 24, 0, 0, 0, 0, 0)),
    lambda: time.strftime("%Y", (2000, 1, 1, 0, 0, 62, 0, 0, 0)),
    lambda: time.strftime("%Y", (2000, 1, 1, 0, 0, 0, -2, 0, 0)),
    lambda: time.strftime("%Y", (2000, 1, 1, 0, 0, 0, 0, 367, 0)),
    lambda: time.strftime(5),
    lambda: time.gmtime(1e20),
    lambda: time.gmtime("x"),
    lambda: time.gmtime(float("nan")),
    lambda: time.get_clock_info("x"),
    lambda: time.clock_gettime(77),
    lambda: time.sleep(-1),
    lambda: time.sleep(1e20),
]:
    attempt(wrong)

print(datetime.datetime(2024, 2, 29, 13, 5, tzinfo=datetime.timezone.utc).strftime("%A %d %B %Y %H:%M %Z%z"))
print(datetime.datetime.strptime("2024-02-29 +0130", "%Y-%m-%d %z"), datetime.date(2024, 2, 29).ctime())
for name in ["time", "monotonic", "perf_counter", "process_time", "thread_time"]:
    info = time.get_clock_info(name)
    print(name, info.monotonic, info.adjustable, info.implementation)
    before, between, after = (getattr(time, name + "_ns")(), getattr(time, name)(), getattr(time, name + "_ns")())
    print(type(before) is int, before - 10**4 <= between * 1e9 <= after + 10**4)
