# What the writers of a torture send: two pairs, of which both send the same events at about the
# same time, in an order of their own, and a few with another quantity. Months are mixed, so that
# there is late usage all the time.
import datetime
import random
import zoneinfo
from collections import namedtuple

ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")
MONTHS = [202401, 202402, 202403]
SUBSCRIBED = [f"bolag-{i}" for i in range(6)]
UNKNOWN = [f"okand-{i}" for i in range(4)]  # companies that events bring in
DOMAINS = [f"post{i}.example" for i in range(5)]  # the last is nobody's

Event = namedtuple("Event", "id company domain at quantity")


def moment(year, month, day):
    return int(datetime.datetime(year, month, day, tzinfo=ZONE).timestamp()) * 1_000_000


def day_of(at):
    local = datetime.datetime.fromtimestamp(at // 1_000_000, ZONE)
    return local.year * 10000 + local.month * 100 + local.day


def month_of(at):
    return day_of(at) // 100


def some_event(dice, name):
    domain = dice.choice(DOMAINS) if dice.random() < 0.25 else ""
    company = "" if domain else dice.choice(SUBSCRIBED * 3 + UNKNOWN)
    at = dice.randrange(moment(2024, 1, 1), moment(2024, 4, 1))
    return Event(name, company, domain, at, dice.randint(1, 9))


def nearby(dice, events, distance):
    """The same in another order, each not far from its place."""
    places = sorted(range(len(events)), key=lambda i: i + dice.uniform(0, distance))
    return [events[i] for i in places]


def sendings(seed, count):
    """A list of events for each of four writers; `count` different ones in all."""
    dice = random.Random(seed)
    lists = []
    for pair in range(2):
        events = [some_event(dice, f"{pair}-{i}") for i in range(count // 2)]
        repeated = dice.sample(events, len(events) // 50)
        for writer in range(2):
            sent = [
                event._replace(quantity=event.quantity + 10 * (1 + writer))
                if dice.random() < 0.005
                else event
                for event in events + repeated
            ]
            lists.append(nearby(dice, sent[: len(events)], 60))
            for event in sent[len(events) :]:
                lists[-1].insert(dice.randrange(len(lists[-1])), event)
    return lists
