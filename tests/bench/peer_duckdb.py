#!/usr/bin/env python3
# The same with DuckDB (pip install duckdb): INSERT OR IGNORE on a primary key, then GROUP BY.
#
#     peer_duckdb.py FILE.csv|FILE.ndjson DATABASE
import sys

import duckdb


def main(path, database):
    connection = duckdb.connect(database)
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(
        "CREATE TABLE event (event_id VARCHAR PRIMARY KEY, company VARCHAR NOT NULL,"
        " occurred_at TIMESTAMPTZ NOT NULL, quantity BIGINT NOT NULL)"
    )
    columns = (
        "{event_id: 'VARCHAR', company: 'VARCHAR', occurred_at: 'TIMESTAMPTZ', quantity: 'BIGINT'}"
    )
    source = (
        f"read_csv('{path}', header = true, columns = {columns})"
        if path.endswith(".csv")
        else f"read_json('{path}', format = 'newline_delimited', columns = {columns})"
    )
    connection.execute(
        f"INSERT OR IGNORE INTO event SELECT event_id, company, occurred_at, quantity FROM {source}"
    )
    connection.execute(
        "CREATE TABLE invoice AS SELECT company, month, n, round(500::DECIMAL(18,3)"
        " + greatest(0, n - 10000)::DECIMAL(18,0) * 0.012::DECIMAL(6,3), 2) AS amount FROM (SELECT"
        " company, strftime(occurred_at AT TIME ZONE 'Europe/Stockholm', '%Y-%m') AS month,"
        " sum(quantity)::BIGINT AS n FROM event GROUP BY 1, 2)"
    )
    connection.execute("CHECKPOINT")
    events = connection.execute("SELECT count(*) FROM event").fetchone()[0]
    ore = connection.execute("SELECT (sum(amount) * 100)::BIGINT FROM invoice").fetchone()[0]
    print(events, ore)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
