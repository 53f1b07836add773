import asyncio


class Account:
    def __init__(self, amount):
        self.amount = amount

    async def add(self, amount):
        await asyncio.sleep(0)
        self.amount += amount
        return self.amount

    @classmethod
    async def make(cls, amount):
        return cls(amount)

    @staticmethod
    async def rate():
        return 0.5

    @property
    async def doubled(self):
        return self.amount * 2

    async def __call__(self, amount):
        return await self.add(amount)


class Special(Account):
    async def add(self, amount):
        print("special add")
        return await super().add(amount + 1)


async def main():
    account = await Account.make(10)
    print(await account.add(5), await account.rate(), await account.doubled, await account(1))
    special = await Special.make(1)
    bound = special.add
    print(await bound(1), type(special).__name__)
    lambda_made = (lambda: special.add(10))()
    print(await lambda_made)


asyncio.run(main())
