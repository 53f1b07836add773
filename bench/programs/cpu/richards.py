# The kernel of an operating system in small: tasks with priorities pass packets to one another through queues.
import time

ITERATIONS = 3
REPETITIONS = 3

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
DEVICE_PACKET, WORK_PACKET = range(2)
BUFFER = 4
IDLE_COUNT = 10_000


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * BUFFER

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, scheduler, ident, priority, queue):
        self.scheduler = scheduler
        self.ident = ident
        self.priority = priority
        self.queue = queue
        self.next = scheduler.tasks
        self.pending = queue is not None
        self.waiting = queue is None
        self.held = False
        scheduler.tasks = self
        scheduler.table[ident] = self

    def must_stay(self):
        return self.held or (self.waiting and not self.pending)

    def add_packet(self, packet, old):
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > old.priority:
                return self
        else:
            packet.append_to(self.queue)
        return old

    def step(self):
        message = None
        if self.waiting and self.pending:
            message = self.queue
            self.queue = message.link
            self.waiting = False
            self.pending = self.queue is not None
        return self.work(message)

    def wait(self):
        self.waiting = True
        return self


class Idle(Task):
    def __init__(self, scheduler, ident, priority):
        super().__init__(scheduler, ident, priority, None)
        self.waiting = False
        self.control = 1
        self.count = IDLE_COUNT

    def work(self, message):
        self.count -= 1
        if self.count == 0:
            return self.scheduler.hold(self)
        if self.control & 1 == 0:
            self.control //= 2
            return self.scheduler.release(self, DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.scheduler.release(self, DEVICE_B)


class Worker(Task):
    def __init__(self, scheduler, ident, priority, queue):
        super().__init__(scheduler, ident, priority, queue)
        self.destination = HANDLER_A
        self.letter = 0

    def work(self, message):
        if message is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        message.ident = self.destination
        message.datum = 0
        for i in range(BUFFER):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            message.data[i] = 64 + self.letter
        return self.scheduler.send(self, message)


class Handler(Task):
    def __init__(self, scheduler, ident, priority, queue):
        super().__init__(scheduler, ident, priority, queue)
        self.work_in = None
        self.device_in = None

    def work(self, message):
        if message is not None:
            if message.kind == WORK_PACKET:
                self.work_in = message.append_to(self.work_in)
            else:
                self.device_in = message.append_to(self.device_in)
        work = self.work_in
        if work is None:
            return self.wait()
        count = work.datum
        if count >= BUFFER:
            self.work_in = work.link
            return self.scheduler.send(self, work)
        device = self.device_in
        if device is None:
            return self.wait()
        self.device_in = device.link
        device.datum = work.data[count]
        work.datum = count + 1
        return self.scheduler.send(self, device)


class Device(Task):
    def __init__(self, scheduler, ident, priority):
        super().__init__(scheduler, ident, priority, None)
        self.held_packet = None

    def work(self, message):
        if message is None:
            message = self.held_packet
            if message is None:
                return self.wait()
            self.held_packet = None
            return self.scheduler.send(self, message)
        self.held_packet = message
        return self.scheduler.hold(self)


class Scheduler:
    def __init__(self):
        self.tasks = None
        self.table = [None] * 6
        self.sent = 0
        self.holds = 0

    def hold(self, task):
        self.holds += 1
        task.held = True
        return task.next

    def release(self, current, ident):
        task = self.table[ident]
        task.held = False
        return task if task.priority > current.priority else current

    def send(self, current, packet):
        self.sent += 1
        receiver = self.table[packet.ident]
        packet.link = None
        packet.ident = current.ident
        return receiver.add_packet(packet, current)

    def run(self):
        task = self.tasks
        while task is not None:
            task = task.next if task.must_stay() else task.step()


def packets(ident, count, kind):
    queue = None
    for _ in range(count):
        queue = Packet(queue, ident, kind)
    return queue


def run():
    scheduler = Scheduler()
    Idle(scheduler, IDLE, 1)
    Worker(scheduler, WORKER, 1000, packets(WORKER, 2, WORK_PACKET))
    Handler(scheduler, HANDLER_A, 2000, packets(DEVICE_A, 3, DEVICE_PACKET))
    Handler(scheduler, HANDLER_B, 3000, packets(DEVICE_B, 3, DEVICE_PACKET))
    Device(scheduler, DEVICE_A, 4000)
    Device(scheduler, DEVICE_B, 5000)
    scheduler.run()
    return scheduler.sent, scheduler.holds


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    for _ in range(ITERATIONS):
        result = run()
    best = min(best, time.perf_counter() - start)
print("sent and held:", *result)
print(f"time: {best:.6f}")
