"""How many cards for a promised wait, and how many of them to reserve."""

# Busy cards in each hour of a day: the mean is 16, the peak 40.
MORNING = [5, 4, 3, 3, 3, 4, 7, 13, 22, 30, 38, 40]
EVENING = [36, 32, 34, 29, 23, 15, 10, 8, 7, 6, 6, 5]
RESERVED, ON_DEMAND = 2.0, 3.0  # dollars an hour; reserved ones are paid day and night
MAY_WAIT = 0.1  # the share of requests that finds every card busy


def waiting(cards: int, busy: float) -> float:
    """Return the share of requests that wait, by Erlang's formula."""
    lost = 1.0
    for card in range(1, cards + 1):
        lost = busy * lost / (card + busy * lost)
    return lost / (1 - busy / cards * (1 - lost))


def needed(busy: float) -> int:
    """Return the smallest number of cards that keeps the promise."""
    cards = int(busy) + 1
    while waiting(cards, busy) > MAY_WAIT:
        cards += 1
    return cards


def day_price(reserved: int) -> float:
    """Return the price of a day: the reserve always, the rest by the hour."""
    rest = sum(max(0, need - reserved) for need in needs)
    return 24 * reserved * RESERVED + rest * ON_DEMAND


for busy in (10, 100):
    cards = needed(busy)
    print(f"{busy} busy need: {cards} cards, {100 * busy / cards:.0f}% used")
print(f"ten pools of 10 need: {10 * needed(10)} cards")

needs = [needed(busy) for busy in MORNING + EVENING]
best = min(range(max(needs) + 1), key=day_price)
hours = sum(need >= best for need in needs)
print(f"cards at the peak: {max(needs)}")
print(f"cheapest reserve: {best} cards, needed in {hours} of 24 hours")
print(f"with that reserve: ${day_price(best):,.0f} a day")
print(f"all reserved: ${day_price(max(needs)):,.0f} a day")
print(f"all on demand: ${day_price(0):,.0f} a day")
