# Recomputes a ledger on a server from its raw events, and holds against it what the writers were
# told. Each fault is a text; none: all of it is exact.
import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict

import events
from ledger_tables import Tables

AT_A_TIME = 300  # events that a writer sends before it logs the answers


# ---- The bytes of docs/reference/chain.md


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def encode(fields):
    out = b""
    for field in fields:
        if isinstance(field, int):
            out += varint(field * 2 if field >= 0 else -field * 2 - 1)
        else:
            text = field.encode()
            out += varint(len(text)) + text
    return out


def blake2b(data):
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def digest_of(batch, stored, previous):
    months = defaultdict(list)
    for event in stored:
        months[events.month_of(event.at)].append(encode(event))
    fields = [batch.no, batch.first, batch.last, batch.count, batch.first_at, batch.last_at]
    fields.append(len(months))
    for month in sorted(months):
        fields += [month, len(months[month]), blake2b(b"".join(months[month]))]
    return blake2b(encode([previous]) + encode(fields))


# ---- The ledger


class Check:
    def __init__(self, server, policy):
        self.faults = []
        self.policy = policy
        self.tables = Tables(server)
        self.by_id = {}
        for event in self.tables.events:
            if event.id in self.by_id:
                self.fault(f"the identity {event.id} is there twice")
            self.by_id[event.id] = event
        self.epochs = {}  # by the number of an event: lane and epoch
        self.lanes()
        self.totals()
        self.closes()

    def fault(self, text):
        self.faults.append(text)

    def lanes(self):
        """Each lane is a chain of batches without gaps, and its row the end of it."""
        stored, numbers = self.tables.events, [event.seq for event in self.tables.events]
        heads = {lane: (lane << 40, lane << 40, "", 0) for lane in self.tables.lanes}
        for batch in self.tables.batches:
            no, last, digest, epoch = heads[batch.lane]
            if (batch.no, batch.first) != (no + 1, last + 1) or batch.epoch < epoch:
                self.fault(f"batch {batch.no} of lane {batch.lane} does not follow {no}")
            first, end = bisect_left(numbers, batch.first), bisect_right(numbers, batch.last)
            inside = stored[first:end]
            if len(inside) != batch.count:
                self.fault(f"batch {batch.no} has {len(inside)} events and says {batch.count}")
            if digest_of(batch, inside, digest) != batch.digest:
                self.fault(f"batch {batch.no} has another digest")
            for event in inside:
                self.epochs[event.seq] = (batch.lane, batch.epoch)
            heads[batch.lane] = (batch.no, batch.last, batch.digest, batch.epoch)
        if len(self.epochs) != len(stored):
            self.fault(f"{len(stored) - len(self.epochs)} events are of no batch")
        for lane, head in self.tables.lanes.items():
            if (head.batch, head.seq, head.digest) != heads[lane][:3]:
                self.fault(f"the row of lane {lane} is not the end of its chain")

    def totals(self):
        """Sums of a lane and an epoch; what is voided is taken off in lane 0, in any epoch."""
        right = defaultdict(lambda: [0, 0])
        for event in self.tables.events:
            lane, epoch = self.epochs.get(event.seq, (0, 0))
            time = events.day_of(event.at) if event.domain else events.month_of(event.at)
            of = (time, event.domain or event.company)
            add(right[(lane, epoch if lane else 0, *of)], event, 1)
            if event.seq in self.tables.voids:
                add(right[(0, 0, *of)], event, -1)
        kept = defaultdict(lambda: [0, 0])
        for lane, epoch, time, of, quantity, count in self.tables.months + self.tables.days:
            sums = kept[(lane, epoch if lane else 0, time, of)]
            sums[0] += quantity
            sums[1] += count
        for key in set(right) | set(kept):
            if right[key] != kept[key]:
                self.fault(f"total {key}: {kept[key]}, but its events give {right[key]}")

    def usage_at(self, close):
        """What companies had used in each month at the cuts of a close."""
        usage = defaultdict(lambda: [0, 0])
        for event in self.tables.events:
            if not self.is_before(event, close):
                continue
            key = (events.month_of(event.at), self.tables.owner(event))
            add(usage[key], event, 1)
            if self.tables.voids.get(event.seq, close.void + 1) <= close.void:
                add(usage[key], event, -1)
        return {
            key: tuple(sums)
            for key, sums in usage.items()
            if key[0] <= close.month and key[1] and sums[1]
        }

    def is_before(self, event, close):
        lane, epoch = self.epochs.get(event.seq, (0, 0))
        return epoch <= close.lanes[lane].epoch

    def closes(self):
        """Each was computed from exactly what was there at its cuts, and settles what had come."""
        before = {}
        for close in self.tables.closes:
            if set(close.lanes) != set(self.tables.lanes):
                self.fault(f"the close of {close.month} has not cut all lanes")
                continue
            there = self.usage_at(close)
            for key, sums in close.usage.items():
                if there.get(key, (0, 0)) != sums:
                    self.wrong_close(close, key, sums, there.get(key))
            for key, sums in there.items():
                if before.get(key) != sums and key not in close.usage:
                    self.wrong_close(close, key, None, sums)
            before = there
        self.late = sum(self.is_late(event) for event in self.tables.events)
        if self.policy == "refuse" and self.late:
            self.fault(f"{self.late} events of closed months were stored after the close")

    def wrong_close(self, close, key, used, there):
        self.fault(
            f"the close of {close.month} is not what was there at its cuts: of {key[0]} and"
            f" {key[1]} it has {used}, and there was {there}"
        )

    def is_late(self, event):
        return any(
            events.month_of(event.at) <= close.month and not self.is_before(event, close)
            for close in self.tables.closes
            if len(close.lanes) == len(self.tables.lanes)
        )

    def invoices(self, amount):
        """Once the last month is closed, all usage is invoiced, and at the price of all of it."""
        usage = defaultdict(lambda: [0, 0])
        for event in self.tables.events:
            if event.seq not in self.tables.voids:
                add(usage[events.month_of(event.at), self.tables.owner(event)], event, 1)
        invoiced = {(month, company): net for month, company, net in self.tables.invoiced}
        for month in events.MONTHS:
            for company in events.SUBSCRIBED:
                due = amount(usage[month, company][0])
                net = invoiced.pop((month, company), None)
                if net != due:
                    self.fault(f"{company}, {month}: {net} is invoiced, and due is {due}")
        if invoiced:
            self.fault(f"invoiced, and nobody subscribes: {invoiced}")

    # ---- What writers were told

    def answers(self, sendings, logs):
        self.told = defaultdict(int)
        stored_by = defaultdict(int)
        may_be_untold = set()
        for sent, log in zip(sendings, logs):
            answered = 0
            for start, count, letters in answers_in(log):
                if start != answered:
                    self.fault(f"{log}: an answer for {start}, after those for {answered}")
                answered = start + count
                for event, letter in zip(sent[start:answered], letters):
                    self.told[letter] += 1
                    stored_by[event.id] += letter == "s"
                    self.answer(event, letter)
            if answered != len(sent):
                self.fault(f"{log}: {answered} events of {len(sent)} have an answer")
            for start, count in unknown_in(log):
                may_be_untold |= {event.id for event in sent[start : start + count]}
        for event in self.tables.events:
            if stored_by[event.id] > 1:
                self.fault(f"{stored_by[event.id]} were told that they stored {event.id}")
            if stored_by[event.id] == 0 and event.id not in may_be_untold:
                self.fault(f"nobody was told that {event.id} is stored")

    def answer(self, event, letter):
        stored = self.by_id.get(event.id)
        is_same = stored is not None and event[1:] == (
            stored.company,
            stored.domain,
            stored.at,
            stored.quantity,
        )
        is_closed = self.tables.closes and (
            events.month_of(event.at) <= self.tables.closes[-1].month
        )
        right = {
            "s": is_same,
            "d": is_same,
            "c": stored is not None and not is_same,
            "r": self.policy == "refuse" and stored is None and is_closed,
        }
        if not right[letter]:
            self.fault(f"the answer {letter} for {event} is not true: there is {stored}")


def add(sums, event, sign):
    sums[0] += sign * event.quantity
    sums[1] += sign


def answers_in(log):
    with open(log, encoding="utf-8") as lines:
        for line in lines:
            found = re.fullmatch(r"A (\d+) (\d+) ([sdcr]+)\n", line)
            if found and len(found[3]) == int(found[2]):
                yield int(found[1]), int(found[2]), found[3]


def unknown_in(log):
    """Where a writer was killed, or told that nobody knows: what it sent may be stored."""
    with open(log, encoding="utf-8") as lines:
        starts = 0
        for line in lines:
            found = re.match(r"R (\d+)$", line)
            if found:
                starts += 1
                if starts > 1:
                    yield int(found[1]), AT_A_TIME
            found = re.match(r"F (\d+) (\d+) \S+ .*cannot be asked", line)
            if found:
                yield int(found[1]), int(found[2])
