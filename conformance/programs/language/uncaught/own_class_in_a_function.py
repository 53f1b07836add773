class AppError(Exception):
    def __str__(self):
        return f"code {self.args[0]}\nsecond line"


def run():
    class Local(AppError):
        pass

    raise Local(5)


run()
