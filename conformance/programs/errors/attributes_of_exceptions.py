# The arguments, attributes and states of exceptions, as a program makes, changes and copies them.
import pickle, copy


def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
for args in [("bad.py",1,2),("bad.py",1,2,3,4,5,6,7),("bad.py",1,2,3,4),("bad.py",1,2,"x",1,"y"),(), ("bad.py", 1, 2, "abcdefg", 1)]:
    t(lambda: SyntaxError("bad bad", args).args)
t(lambda: SyntaxError("bad bad", 1))
t(lambda: SyntaxError("bad bad", "bad.py", 1).filename)
t(lambda: SyntaxError("m",("f",1,2,"t",3,4,5)).__dict__)
t(lambda: ImportError('test', name='n', path='p').__reduce__())
t(lambda: ImportError('test', invalid='k'))
t(lambda: ImportError('test', name='n', invalid='k', another=True))
t(lambda: ImportError(invalid='k'))
e = ImportError('test', name='n', path='p', name_from='x')
t(lambda: (e.name,e.path,e.name_from,e.msg, str(e)))
e2 = pickle.loads(pickle.dumps(e)); t(lambda: (e2.name,e2.path,e2.name_from,e2.args))
e3=copy.copy(e); t(lambda: (e3.name,e3.path,e3.name_from,e3.args))
e = Exception(1)
t(lambda: e.__setstate__({'a':1})); t(lambda: e.a)
t(lambda: e.__setstate__(42)); t(lambda: e.__setstate__(None))
for n in '__traceback__','__cause__','__context__','args','__suppress_context__','__notes__':
    t(lambda: delattr(e,n))
    t(lambda: setattr(e,n,5))
u = UnicodeEncodeError('ascii','abc',1,2,'r')
t(lambda: str(u)); u.start=0; t(lambda:str(u)); u.end=5; t(lambda:str(u)); u.object='xyz'; u.reason='z'; u.encoding='utf'; t(lambda:str(u))
u=UnicodeDecodeError('ascii',b'abc',1,2,'r'); t(lambda: str(u)); u.object=b'zz'; t(lambda: str(u)); t(lambda: setattr(u,'object','x'))
u=UnicodeTranslateError('abc',1,2,'r'); t(lambda: str(u)); u.end=3; t(lambda: str(u)); u.start=4; t(lambda: str(u))
e = ValueError("v")
e.extra = 1
e.add_note("n")
e = pickle.loads(pickle.dumps(e))
t(lambda: (e.args, e.extra, e.__notes__))
o = OSError(2,'x','f',None,'g'); t(lambda:(o.errno,o.strerror,o.filename,o.filename2,o.args,str(o)))
t(lambda: [n for n in dir(SyntaxError()) if not n.startswith('_')])
t(lambda: (AttributeError('a',name='n',obj=3).name, AttributeError('a').obj, NameError('a',name='q').name))
t(lambda: AttributeError('a',foo=3)); t(lambda: NameError('a',foo=3)); t(lambda: StopIteration(1,2).value); t(lambda: SystemExit(1,2).code); t(lambda: KeyError(1,2)); t(lambda:Exception(a=1)); t(lambda: ExceptionGroup[int])
a=Exception('a');b=Exception('b');a.__context__=b;b.__context__=a
def hang():
    try:
        try: raise a
        except Exception: raise KeyError('k')
    except KeyError as k: return repr(k.__context__)
t(hang)


def star(*errors):
    try:
        try:
            raise ExceptionGroup("eg", [TypeError(1), ValueError(2)])
        except* TypeError:
            raise SyntaxError(3)
        except* ValueError:
            for each in errors:
                raise each
    except BaseException as e:
        return repr(e)


t(lambda: star())
t(lambda: star(KeyError(4)))


def one():
    try:
        raise ExceptionGroup("eg", [TypeError(1), ValueError(2)])
    except* (TypeError, ValueError):
        raise SyntaxError(3)


t(one)
group = ExceptionGroup("g", [TypeError(1), ValueError(2)])
group.__notes__ = 123
t(lambda: [hasattr(part, "__notes__") for part in group.split(TypeError)])
