#!/usr/bin/env python3
# What a careful script does instead of porto: csv or json, zoneinfo, sqlite3, decimal.
#
#     peer_script.py FILE.csv|FILE.ndjson|FILE.mailgun DATABASE
#
# From a file of bench_events to a durable table without duplicates, month totals and invoices.
# Prints the number of events and the sum in ore, as the other peers do.
import csv
import json
import sqlite3
import sys
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

FIELDS = ("event_id", "company", "occurred_at", "quantity")
ZONE = ZoneInfo("Europe/Stockholm")


def of_json(line):
    return json.loads(line, parse_float=Decimal)


def of_mailgun(item):
    time = datetime.fromtimestamp(int(item["timestamp"]), ZONE).isoformat()
    return dict(zip(FIELDS, (item["id"], item["user-variables"]["customer"], time, 1)))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        items = csv.DictReader(file) if path.endswith(".csv") else map(of_json, file)
        if path.endswith(".mailgun"):
            items = map(of_mailgun, items)
        for item in items:
            event_id, company, occurred_at, quantity = (item[field] for field in FIELDS)
            month = datetime.fromisoformat(occurred_at).astimezone(ZONE).strftime("%Y-%m")
            yield event_id, company, month, occurred_at, int(quantity)


def amount(quantity):
    exact = 500 + max(0, quantity - 10000) * Decimal("0.012")
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def main(path, database):
    connection = sqlite3.connect(database)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -32768"):
        connection.execute("PRAGMA " + setting)
    connection.execute(
        "CREATE TABLE event (event_id TEXT PRIMARY KEY, company TEXT NOT NULL, month TEXT NOT NULL,"
        " occurred_at TEXT NOT NULL, quantity INTEGER NOT NULL) WITHOUT ROWID"
    )
    with connection:
        connection.executemany("INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?)", rows(path))
    totals = connection.execute(
        "SELECT company, month, sum(quantity) FROM event GROUP BY company, month"
    ).fetchall()
    invoices = [(company, month, n, str(amount(n))) for company, month, n in totals]
    with connection:
        connection.execute(
            "CREATE TABLE invoice (company TEXT, month TEXT, n INTEGER, amount TEXT)"
        )
        connection.executemany("INSERT INTO invoice VALUES (?, ?, ?, ?)", invoices)
    events = connection.execute("SELECT count(*) FROM event").fetchone()[0]
    print(events, int(100 * sum(Decimal(invoice[3]) for invoice in invoices)))


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or later is needed: earlier ones do not read times that end with Z")
    main(sys.argv[1], sys.argv[2])
