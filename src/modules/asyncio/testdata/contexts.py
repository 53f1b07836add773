# Context variables.
import asyncio
from contextvars import Context, ContextVar, Token, copy_context

v = ContextVar("v", default=1)
w = ContextVar("w")
try: w.get()
except LookupError as e: print(type(e), str(e)[:21])
print(v.get(), v.get(5), w.get(7), v.name)
tok = v.set(10)
print(tok.var is v, tok.old_value is Token.MISSING, tok.old_value, str(tok)[:35])
with v.set(11) as t2:
    print(v.get(), t2.old_value)
print(v.get())
ctx = copy_context()
print(len(ctx), v in ctx, w in ctx, ctx[v], ctx.get(w), ctx.get(w, 3), list(ctx) == [v], [x[1] for x in ctx.items()], list(ctx.values()))
def setit(x, *, y):
    v.set(x+y); return v.get()
print(ctx.run(setit, 1, y=2), v.get(), ctx[v])
v.reset(tok); print(v.get())
for f in (lambda: v.reset(tok), lambda: w.reset(tok), lambda: ctx[3], lambda: ctx[w], lambda: 3 in ctx, lambda: ctx.run(), lambda: ContextVar(), lambda: ContextVar(3), lambda: ContextVar("a","b"), lambda: ContextVar("a", x=1), lambda: Token(), lambda: v.reset(3), lambda: Context(1), lambda: ctx.run(lambda: ctx.run(print))):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
print(ContextVar, Context, Token, ContextVar[int], ctx == ctx.copy(), ctx == Context())

async def cv():
    v.set(100)
    await asyncio.sleep(0)
    return v.get()
async def m3():
    v.set(50)
    print(await asyncio.gather(cv(), cv()), v.get())
    print(await cv(), v.get())
    c = Context()
    t = asyncio.create_task(cv(), context=c); await t
    print(c[v], t.get_context() is c)
asyncio.run(m3())
print(v.get())
