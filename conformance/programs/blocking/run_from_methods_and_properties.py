import asyncio


async def fetch(name):
    await asyncio.sleep(0.001)
    return f"<{name}>"


class Client:
    def __init__(self, name):
        self.name = asyncio.run(fetch(name))

    def get(self, what):
        return self.name + asyncio.run(fetch(what))

    @property
    def value(self):
        return asyncio.run(fetch("property"))

    @classmethod
    def make(cls, name):
        return cls(name + asyncio.run(fetch("made")))

    @staticmethod
    def static():
        return asyncio.run(fetch("static"))

    def __enter__(self):
        return asyncio.run(fetch("enter"))

    def __exit__(self, *details):
        print(asyncio.run(fetch("exit")))

    def __getitem__(self, key):
        return asyncio.run(fetch(key))

    def __call__(self, key):
        return asyncio.run(fetch(f"called {key}"))

    def __add__(self, other):
        return asyncio.run(fetch(f"added {other}"))


class Special(Client):
    def get(self, what):
        return super().get(what) + "!"


client = Special.make("a")
print(client.name, client.get("b"), client.value, client.static())
with client as entered:
    print(entered)
print(client["item"], client("x"), client + 5)
