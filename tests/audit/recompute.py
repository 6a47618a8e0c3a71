# Recomputes every hash of a ledger file from what docs/reference/chain.md says, and nothing else:
# digests of event batches, also of those of which events are pruned, the chain of voids, records of
# imports and the chain of their undos, sums of sending domains, the chain of closed months.
#
#   python3 recompute.py LEDGER PERIOD.SQL
import datetime
import hashlib
import sqlite3
import sys
import zoneinfo

ledger_path, period_sql = sys.argv[1:]
ledger = sqlite3.connect(ledger_path)
checked = 0


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def number(value):
    return varint(value * 2 if value >= 0 else -value * 2 - 1)


def text(value):
    encoded = value.encode()
    return varint(len(encoded)) + encoded


def encode(fields):
    return b"".join(number(f) if isinstance(f, int) else text(f) for f in fields)


def same(what, stored, computed):
    global checked
    checked += 1
    if stored != computed:
        sys.exit(f"{what}: stored {stored}, computed {computed}")


def blake2b(data):
    return hashlib.blake2b(data, digest_size=32).hexdigest()


(zone_name,) = ledger.execute("SELECT zone FROM ledger").fetchone()
zone = zoneinfo.ZoneInfo(zone_name)


def month_of(microseconds):
    local = datetime.datetime.fromtimestamp(microseconds // 1_000_000, zone)
    return local.year * 100 + local.month


heads = {}  # the digests of all records of the chains that closed months name

previous = ""
for no, first, last, first_at, last_at, count, stored in ledger.execute(
    "SELECT no, first_seq, last_seq, first_at, last_at, events, digest FROM event_batch ORDER BY no"
):
    events = ledger.execute(
        "SELECT seq, source.id, event_id, ifnull(company.id, ''), ifnull(domain.id, ''), day,"
        " meter.id, occurred_at, quantity FROM usage_event JOIN source ON source.no = source_no"
        " JOIN meter ON meter.no = meter_no LEFT JOIN company ON company.no = company_no"
        " LEFT JOIN domain ON domain.no = domain_no WHERE seq BETWEEN ? AND ? ORDER BY seq",
        (first, last),
    )
    months = {}
    for event in events:
        months.setdefault(month_of(event[7]), []).append(encode(event))
    parts = [(month, len(each), blake2b(b"".join(each))) for month, each in months.items()]
    parts += ledger.execute("SELECT month, events, digest FROM pruned_part WHERE batch = ?", (no,))
    fields = [no, first, last, count, first_at, last_at, len(parts)]
    for part in sorted(parts):
        fields += part
    same(f"events of batch {no}", count, sum(part[1] for part in parts))
    same(f"batch {no}", stored, blake2b(text(previous) + encode(fields)))
    previous = stored

previous = ""
for *fields, replaced_by, stored in ledger.execute(
    "SELECT void.no, seq, source.id, event_id, actor, reason, voided_at, replaced_by, digest"
    " FROM void JOIN source ON source.no = source_no ORDER BY void.no"
):
    fields += [] if replaced_by is None else [replaced_by]
    same(f"void {fields[0]}", stored, blake2b(text(previous) + encode(fields)))
    heads["void", fields[0]] = stored
    previous = stored

previous = ""
for *fields, at, closed_through, stored, item, amount, said in ledger.execute(
    "SELECT no, kind, company, tariff, version, domain, first, last, was_last, sha256, actor,"
    " reason, at, closed_through, digest, item, amount, text FROM change ORDER BY no"
):
    fields += [int(at is not None), at or 0, closed_through or 0]
    fields += [item, amount, said] if item else []
    same(f"change {fields[0]}", stored, blake2b(text(previous) + encode(fields)))
    heads["change", fields[0]] = stored
    previous = stored

records = {}
for no, begun_at, finished, *counts, stored in ledger.execute(
    "SELECT no, begun_at, finished, rows_read, stored, duplicate, conflict, rejected, not_counted,"
    " corrected, digest FROM import ORDER BY no"
):
    fields = [no, int(begun_at is not None), begun_at or 0, finished]
    lists = [
        "SELECT path, format, size, digest FROM import_file WHERE import = ? ORDER BY no",
        "SELECT name, value FROM import_option WHERE import = ? ORDER BY no",
        None,
        "SELECT month, events FROM import_month WHERE import = ? ORDER BY month",
        "SELECT first_seq, last_seq FROM import_part WHERE import = ? ORDER BY first_seq",
    ]
    for query in lists:
        if query is None:
            fields += counts
            continue
        rows = ledger.execute(query, (no,)).fetchall()
        fields.append(len(rows))
        for row in rows:
            fields += row
    same(f"import {no}", stored, blake2b(encode(fields)))
    records[no] = stored

previous = ""
for no, imported, actor, reason, undone_at, voided, kept, stored in ledger.execute(
    "SELECT no, import, actor, reason, undone_at, voided, kept, digest FROM import_undo ORDER BY no"
):
    fields = [no, imported, records[imported], actor, reason, undone_at, voided, kept]
    same(f"undo {no}", stored, blake2b(text(previous) + encode(fields)))
    heads["undo", no] = stored
    previous = stored

for month, chain, last, stored in ledger.execute("SELECT * FROM period_chain"):
    same(f"month {month}, {chain} {last}", stored, heads.get((chain, last)))

domains = {}  # the rows of each month
for row in ledger.execute(
    "SELECT day, domain.id, meter.id, quantity, events FROM domain_day"
    " JOIN domain ON domain.no = domain_no JOIN meter ON meter.no = meter_no"
    " ORDER BY day, domain.id, meter.id"
):
    domains.setdefault(row[0] // 100, []).append(encode(row))
changed = {month for month, in ledger.execute("SELECT month FROM changed_domains")}
recorded = {}
for month, days, stored in ledger.execute(
    "SELECT usage_month, days, digest FROM period_domains ORDER BY month"
):
    recorded[month] = (days, stored)
(last_closed,) = ledger.execute("SELECT ifnull(max(month), 0) FROM period").fetchone()
for month in {month for month in domains if month <= last_closed} | set(recorded):
    if month not in changed:
        rows = domains.get(month, [])
        same(f"domains of {month}", recorded.get(month), (len(rows), blake2b(b"".join(rows))))

sql = open(period_sql, encoding="utf-8").read()
for month, stored in ledger.execute("SELECT month, hash FROM period ORDER BY month"):
    rows = ledger.execute(sql.replace("202402", str(month)))
    same(f"month {month}", stored, hashlib.sha256("".join(r for r, in rows).encode()).hexdigest())

print(f"{checked} hashes recomputed")
