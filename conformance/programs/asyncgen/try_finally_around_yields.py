import asyncio


async def steps():
    for i in range(3):
        try:
            yield i
        except ValueError:
            print("handled in", i)
        else:
            print("normal in", i)
        finally:
            print("finally in", i)
    print("end of body")


async def main():
    generator = steps()
    print(await anext(generator))
    print(await generator.athrow(ValueError))
    print(await anext(generator))
    print(await anext(generator, "end"))


asyncio.run(main())
