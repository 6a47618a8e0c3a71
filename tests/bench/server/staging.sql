-- What an import into a server is measured against: COPY into a table without a log, then INSERT
-- .. ON CONFLICT. It checks nothing but the types, keeps no totals and no digests, numbers no
-- names, and cannot tell a conflict from a duplicate.
--
--     psql -X -q -A -t -v ON_ERROR_STOP=1 -f staging.sql URL <FILE.csv
CREATE UNLOGGED TABLE stage (event_id text, company text, occurred_at timestamptz, quantity bigint);
\copy stage FROM pstdin WITH (FORMAT csv, HEADER true)
CREATE TABLE event (event_id text PRIMARY KEY, company text NOT NULL,
  occurred_at timestamptz NOT NULL, quantity bigint NOT NULL);
INSERT INTO event SELECT * FROM stage ON CONFLICT DO NOTHING;
DROP TABLE stage;
