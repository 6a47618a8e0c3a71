// The same with DuckDB: INSERT OR IGNORE on a primary key, then GROUP BY. Run in a folder where
// `npm install @duckdb/node-api` was.
//
//     node peer_duckdb.mjs FILE.csv|FILE.ndjson DATABASE
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(process.env.PORTO_DUCKDB + '/')('@duckdb/node-api');
const [file, database] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(database)).connect();
const columns =
  "{event_id: 'VARCHAR', company: 'VARCHAR', occurred_at: 'TIMESTAMPTZ', quantity: 'BIGINT'}";
const source = file.endsWith('.csv')
  ? `read_csv('${file}', header = true, columns = ${columns})`
  : `read_json('${file}', format = 'newline_delimited', columns = ${columns})`;

await connection.run("SET TimeZone = 'UTC'");
await connection.run(
  'CREATE TABLE event (event_id VARCHAR PRIMARY KEY, company VARCHAR NOT NULL,' +
    ' occurred_at TIMESTAMPTZ NOT NULL, quantity BIGINT NOT NULL)',
);
await connection.run(
  `INSERT OR IGNORE INTO event SELECT event_id, company, occurred_at, quantity FROM ${source}`,
);
await connection.run(
  'CREATE TABLE invoice AS SELECT company, month, n, round(500::DECIMAL(18,3)' +
    ' + greatest(0, n - 10000)::DECIMAL(18,0) * 0.012::DECIMAL(6,3), 2) AS amount FROM' +
    " (SELECT company, strftime(occurred_at AT TIME ZONE 'Europe/Stockholm', '%Y-%m') AS month," +
    ' sum(quantity)::BIGINT AS n FROM event GROUP BY 1, 2)',
);
await connection.run('CHECKPOINT');
const result = await connection.runAndReadAll(
  'SELECT (SELECT count(*) FROM event), (sum(amount) * 100)::BIGINT FROM invoice',
);
console.log(...result.getRows()[0].map(String));
process.exit(0);
