# What copy and pickle make of values of all kinds, and of what cannot be taken apart.
import copy
import pickle
import sys
def f(x): return x
class A:
    def m(self): return 1
    class B: pass
class S:
    __slots__=('a','b')
    def __init__(s): s.a=1; s.b=2
import collections, datetime, dataclasses, enum, fractions, functools, itertools, operator, pathlib, re, types, uuid
class E(enum.Enum): X=1; Y=2
@dataclasses.dataclass
class D: a:int; b:list
class Ex(Exception):
    def __init__(self,a,b): super().__init__(a,b); self.c=a
NT=collections.namedtuple('NT','a b')
class L(list): pass
class I(int): pass
class St(str): pass
class Di(dict): pass
class Fl(float): pass
class Tu(tuple): pass
class By(bytes): pass
i=I(5); i.z=3
items = [None, True, 1, 2**100, 1.5, -0.0, 1e300, 'aé😀', b'ab', bytearray(b'x'), (1,2), [1,[2]], {1:2}, {1,2}, frozenset({1}), 1j, range(3,9,2), slice(1,2,3), ..., NotImplemented,
 f, len, A, A.B, int, dict, list.append, 'x'.upper, [1].append, math if False else abs, A().m, S(), E.X, D(1,[2]), Ex(1,2), ValueError('x'), NT(1,2), L([1,2]), i, St('q'), Di(a=1), Fl(2.5), Tu((1,2)), By(b'x'),
 iter([1,2,3]), iter((1,2)), iter({1:2}), iter('abc'), iter(range(5)), reversed([1,2]), enumerate([1,2]), zip([1],[2]), map(f,[1]), filter(None,[1]), iter({1}), iter({}.items()),
 collections.OrderedDict(a=1), collections.Counter('aab'), collections.defaultdict(list,{1:[2]}), collections.deque([1,2],5), collections.ChainMap({1:2}),
 datetime.datetime(2020,1,2), datetime.timedelta(3), datetime.timezone.utc, functools.partial(f,1), re.compile('a+'), types.SimpleNamespace(a=1), fractions.Fraction(1,3), uuid.UUID(int=5), pathlib.PurePosixPath('/a'), operator.itemgetter(1), operator.attrgetter('a'), operator.methodcaller('x',1),
 type(None), type(...), types.MappingProxyType({}), sys, lambda: 1, (x for x in []), ExceptionGroup('g',[ValueError(1)]), KeyError('k'), UnicodeDecodeError('utf-8',b'x',0,1,'r'), StopIteration(3), ImportError('a',name='n'), SyntaxError('m'),
 list[int], int|str, property(), staticmethod(f), classmethod, object(), A(), super, iter(b'ab'), iter(lambda:1, 2), reversed(range(3)), dict.fromkeys, {}.keys(), random if False else print, functools.lru_cache(f), copy.copy, sys.version_info]
for o in items:
    out=[]
    for name,fn in [('copy',copy.copy),('deep',copy.deepcopy)]+[(f'p{p}',lambda o,p=p: pickle.loads(pickle.dumps(o,p))) for p in (0,2,5)]:
        try:
            r=fn(o)
            s=repr(r)
            if hasattr(r,'__next__') and not isinstance(r,(itertools.count,itertools.cycle,itertools.repeat)): s=repr(list(itertools.islice(r,5)))
            if ' at 0x' in s: s=s.split(' at 0x')[0]
            if type(r) is not type(o): s+=' TYPE '+type(r).__name__
            out.append(s)
        except BaseException as e:
            out.append(f'{type(e).__name__}: {e}'.split(' at 0x')[0])
    if len(set(out))==1: print('all', out[0])
    else: print(out)
