-- The same with PostgreSQL: COPY, INSERT ... ON CONFLICT on a primary key, then GROUP BY.
--
--     psql -X -q -A -t -v ON_ERROR_STOP=1 -f peer_postgres.sql <FILE.csv
\set QUIET on
SET client_min_messages = warning;
DROP TABLE IF EXISTS stage, event, invoice;
CREATE UNLOGGED TABLE stage (event_id text, company text, occurred_at timestamptz, quantity bigint);
\copy stage FROM pstdin WITH (FORMAT csv, HEADER true)
CREATE TABLE event (event_id text PRIMARY KEY, company text NOT NULL,
  occurred_at timestamptz NOT NULL, quantity bigint NOT NULL);
INSERT INTO event SELECT * FROM stage ON CONFLICT DO NOTHING;
DROP TABLE stage;
CREATE TABLE invoice AS
  SELECT company, month, n, round(500 + greatest(0, n - 10000) * 0.012, 2) AS amount
  FROM (SELECT company, date_trunc('month', occurred_at AT TIME ZONE 'Europe/Stockholm') AS month,
               sum(quantity) AS n FROM event GROUP BY 1, 2) AS total;
SELECT (SELECT count(*) FROM event) || ' ' || (sum(amount) * 100)::bigint FROM invoice;
