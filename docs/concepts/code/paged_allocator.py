"""A cache in pages: how many answers fit, and why some pages stay free."""

PAGE = 16  # tokens
PAGES = 2_000  # of the pool, some 32,000 tokens
LONGEST = 2_048  # tokens that an answer may reach
STEPS = 5_000


class Answer:
    """One answer: what it will come to, which nobody knows yet, and its pages."""

    def __init__(self, number: int) -> None:
        self.tokens = 100 + 37 * number % 801  # its prompt
        self.end = self.tokens + 50 + 91 * number % 551
        self.pages: list[int] = []


class Pool:
    """The numbers of the free pages; those of an answer need not be neighbors."""

    def __init__(self) -> None:
        self.free = list(range(PAGES))

    def grow(self, answer: Answer) -> bool:
        """Give an answer the pages its tokens need, or say that none are left."""
        missing = -(-answer.tokens // PAGE) - len(answer.pages)
        if missing > len(self.free):
            return False
        answer.pages += [self.free.pop() for _ in range(missing)]
        return True

    def release(self, answer: Answer) -> None:
        """Take back all pages of an answer."""
        self.free += answer.pages
        answer.pages = []


def serve(spare: float) -> None:
    """Admit while more than a share of the pages is free, and say how it went."""
    pool, running, waiting = Pool(), list[Answer](), list[Answer]()
    at_once = finished = number = again = 0
    for _ in range(STEPS):
        while len(pool.free) > PAGES * spare:
            number += not waiting
            new = waiting.pop() if waiting else Answer(number)
            if not pool.grow(new):
                waiting.append(new)
                break
            running.append(new)
        for answer in running:
            answer.tokens += 1
            if answer.tokens > answer.end:
                pool.release(answer)
                finished += 1
            elif not pool.grow(answer):  # no page left: it freezes, and its
                pool.release(answer)  # cache is computed a second time
                waiting.append(answer)
                again += answer.tokens
        running = [answer for answer in running if answer.pages]
        at_once += len(running)
    print(f"paged, {spare:.0%} kept free: {at_once / STEPS:.0f} at once")
    print(f"  finished {finished}, tokens computed twice {again:,}")


print(f"reserved for the longest: {PAGES * PAGE // LONGEST} at once")
for spare in (0.0, 0.02, 0.05, 0.10):
    serve(spare)
