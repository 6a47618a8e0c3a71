"""Usage events, and how many of them become an array of porto_event: column by column.

Each column is made by calls that take all of it (zip, map, join, one struct.pack for the batch), so
that Python takes no step of its own for a field of an event.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, chain, islice, repeat
from typing import Any, NamedTuple

from ._call import call
from ._library import ffi, lib
from ._struct import make_struct
from .errors import Invalid, NumberOverflow, PortoError
from .rows import Outputs
from .tables import RejectedRow
from .values import EPOCH, MICROSECOND, encode, micros, whole


class Event(NamedTuple):
    """A usage event. (source, event_id) is its identity for ever: the idempotency key."""

    event_id: str
    occurred_at: datetime
    quantity: int
    """In the meter's smallest unit: 250 is 2.50 of a meter with 2 decimals (Ledger.units)."""
    company: str | None = None
    """None: that of the domain."""
    meter: str | None = None
    """None: "messages"."""
    source: str | None = None
    """None: "import"."""
    domain: str | None = None
    """Where there is no company: the sending domain, in lower case."""


class Outcome(IntEnum):
    """What recording an event did."""

    STORED = lib.PORTO_STORED
    """Counted, on disk."""
    DUPLICATE = lib.PORTO_DUPLICATE
    """It is there with the same content; nothing changed."""
    CONFLICT = lib.PORTO_CONFLICT
    """It is there with other content; nothing changed."""
    REJECTED = lib.PORTO_REJECTED
    """Malformed, or its month is closed; nothing changed."""


class RejectedEvent(NamedTuple):
    """An event that was not stored, and why."""

    number: int
    """Its place among all events of the call, from 0."""
    outcome: str
    reason: str
    kind: str


@dataclass
class Recorded:
    """What recording did: how many events were stored ..., and which were not, and why."""

    stored: int = 0
    duplicate: int = 0
    conflict: int = 0
    rejected: int = 0
    rejects: list[RejectedEvent] = field(default_factory=list[RejectedEvent])
    """The events that were rejected or conflict."""
    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    """Of each event, in order."""

    @property
    def count(self) -> int:
        """How many events there were."""
        return self.stored + self.duplicate + self.conflict + self.rejected

    @property
    def complete(self) -> bool:
        """Whether each event is stored, by this call or an earlier one."""
        return not self.rejects


_FIELDS = {name: member for name, member in ffi.typeof("porto_event").fields}
_SIZE = ffi.sizeof("porto_event")
_ORDER = (
    "struct_size reserved source source_len event_id event_id_len company company_len meter "
    "meter_len occurred_at_unix_us quantity domain domain_len"
).split()
_LETTERS = {"uint32_t": "I", "char *": "P", "size_t": "N", "int64_t": "q"}


def _letters() -> str:
    """One event for struct.pack; a member of a later porto.h fails here and not in silence."""
    if list(_FIELDS) != _ORDER:
        raise ImportError("porto_event has other members than porto.events writes")
    letters = "".join(_LETTERS[member.type.cname] for member in _FIELDS.values())
    if struct.calcsize("@" + letters) != _SIZE:
        raise ImportError("porto_event is not laid out as porto.events writes it")
    return letters


_EVENT = _letters()


@lru_cache(maxsize=4)
def _layout(count: int) -> struct.Struct:
    return struct.Struct("@" + _EVENT * count)


def _places(texts: Sequence[str | None], name: str, keep: list[Any]) -> tuple[list[int], list[int]]:
    """Addresses and lengths of the texts of a column; each different text is kept once."""
    known = set(texts)
    if known == {None}:
        return [0] * len(texts), [0] * len(texts)
    distinct = [text for text in known if text is not None]
    encoded = _encoded(distinct, name)
    sizes = list(map(len, encoded))
    blob = ffi.new("char[]", b"".join(encoded) or b"\0")
    keep.append(blob)
    base = int(ffi.cast("uintptr_t", blob))
    starts: dict[str | None, int] = {None: 0}
    starts.update(zip(distinct, accumulate(sizes, initial=base)))
    lengths: dict[str | None, int] = {None: 0}
    lengths.update(zip(distinct, sizes))
    return list(map(starts.__getitem__, texts)), list(map(lengths.__getitem__, texts))


def _encoded(texts: list[str], name: str) -> list[bytes]:
    try:
        return list(map(str.encode, texts))
    except (UnicodeEncodeError, TypeError):
        return [encode(text, f"events.{name}") for text in texts]


def _times(times: Sequence[datetime]) -> list[int]:
    try:
        if set(map(type, times)) == {datetime}:  # neither a Timestamp nor a NaT of pandas
            return [(time - EPOCH) // MICROSECOND for time in times]
    except TypeError:
        pass  # one has no zone: which, is looked for
    return [micros(time, f"events[{i}].occurred_at") for i, time in enumerate(times)]


def _quantities(quantities: Sequence[int]) -> Sequence[int]:
    if set(map(type, quantities)) != {int}:
        return [whole(value, f"events[{i}].quantity") for i, value in enumerate(quantities)]
    return quantities


def pack(events: Sequence[Event]) -> tuple[Any, list[Any]]:
    """An array of porto_event, and what it points to."""
    if not events:
        return ffi.NULL, []
    if set(map(type, events)) != {Event}:
        for i, one in enumerate(events):
            if not isinstance(one, tuple) or len(one) != len(Event._fields):
                raise TypeError(f"events[{i}]: an Event is needed, not {type(one).__name__}")
    ids, times, quantities, companies, meters, sources, domains = zip(*events, strict=True)
    keep: list[Any] = []
    columns = (
        repeat(_SIZE),
        repeat(0),
        *_places(sources, "source", keep),
        *_places(ids, "event_id", keep),
        *_places(companies, "company", keep),
        *_places(meters, "meter", keep),
        _times(times),
        _quantities(quantities),
        *_places(domains, "domain", keep),
    )
    array = ffi.new("porto_event[]", len(events))
    members = chain.from_iterable(zip(*columns))
    try:
        _layout(len(events)).pack_into(ffi.buffer(array), 0, *members)
    except struct.error:
        raise NumberOverflow("A quantity does not fit into 64 bits", "events.quantity") from None
    return array, keep


def record(function: Any, handle: Any, events: Sequence[Event], now: int, **how: Any) -> Recorded:
    """One transaction, by porto_usage_record or porto_recorder_record."""
    array, keep = pack(events)
    outcomes = ffi.new("int32_t[]", len(events))
    outputs = Outputs(1)
    options = make_struct("porto_record_options")
    place = outputs.places[0]
    arguments = (handle, array, len(events), now, options, outcomes, place)
    call(function, *arguments, outs=outputs.outs, **how)
    del keep
    rejects = outputs.take(0, RejectedRow)
    numbers = list(outcomes)
    return Recorded(
        stored=numbers.count(Outcome.STORED),
        duplicate=numbers.count(Outcome.DUPLICATE),
        conflict=numbers.count(Outcome.CONFLICT),
        rejected=numbers.count(Outcome.REJECTED),
        rejects=[RejectedEvent(*row) for row in rejects],
        outcomes=list(map(_OUTCOMES.__getitem__, numbers)),
    )


_OUTCOMES = list(Outcome)


def batches(events: Iterable[Event], size: int) -> Iterator[list[Event]]:
    """An iterable in lists of `size` events."""
    if whole(size, "batch") < 1:
        raise Invalid("A batch has at least one event", "batch")
    remaining = iter(events)
    while batch := list(islice(remaining, size)):
        yield batch


def record_many(one: Any, events: Iterable[Event], size: int) -> Recorded:
    """Batch by batch; what was stored before a failure stays, and the error says how much it is."""
    total = Recorded()
    try:
        for batch in batches(events, size):
            done: Recorded = one(batch)
            before = total.count
            total.stored += done.stored
            total.duplicate += done.duplicate
            total.conflict += done.conflict
            total.rejected += done.rejected
            total.rejects += [row._replace(number=row.number + before) for row in done.rejects]
    except PortoError as error:
        error.committed = total.stored
        raise
    except BaseException as error:
        error.add_note(f"{total.stored} events were stored before, and stay")
        raise
    return total
