-- The bytes whose SHA-256 is the hash of a closed month, as docs/reference/chain.md lists them: rows
-- to be written one after the other, with nothing in between. Replace 202402 by the month. For
-- currencies with two decimals.
WITH
closed(month, closed_at, last_seq, last_batch) AS (
  SELECT month, closed_at, last_seq, last_batch FROM period WHERE month = 202402
),
field(part, row, no, value) AS (
  SELECT 0, 0, 0, 'porto period 1'
  UNION ALL SELECT 0, 0, 1, ifnull((SELECT hash FROM period WHERE month < closed.month
                                    ORDER BY month DESC LIMIT 1), '') FROM closed
  UNION ALL SELECT 0, 0, 2, printf('%04d-%02d', month / 100, month % 100) FROM closed
  UNION ALL SELECT 0, 0, 3, closed_at FROM closed
  UNION ALL SELECT 0, 0, 4, last_seq FROM closed
  UNION ALL SELECT 0, 0, 5, last_batch FROM closed
  UNION ALL SELECT 0, 0, 6, ifnull((SELECT digest FROM event_batch WHERE no = last_batch), '')
            FROM closed

  UNION ALL SELECT 1, 0, 0, 'ledger'
  UNION ALL SELECT 1, 0, 1, zone FROM ledger
  UNION ALL SELECT 1, 0, 2, currency FROM ledger
  UNION ALL SELECT 1, 0, 3, late FROM ledger
  UNION ALL SELECT 1, 0, 4, ifnull(future_days, '') FROM ledger
  UNION ALL SELECT 1, 0, 5, iif(negative, 'negative', '') FROM ledger
  UNION ALL SELECT 1, 0, 6, printf('%04d-%02d', first_month / 100, first_month % 100) FROM ledger
            WHERE first_month <> 200001

  UNION ALL SELECT 2, row, n.no, CASE n.no
    WHEN 0 THEN 'chain' WHEN 1 THEN chain WHEN 2 THEN last ELSE digest END
  FROM (SELECT period_chain.*, row_number() OVER (ORDER BY chain) AS row
        FROM closed JOIN period_chain ON period_chain.month = closed.month)
  JOIN (SELECT column1 AS no FROM (VALUES (0), (1), (2), (3))) AS n

  UNION ALL SELECT 3, row, n.no, CASE n.no
    WHEN 0 THEN 'domains' WHEN 1 THEN printf('%04d-%02d', usage_month / 100, usage_month % 100)
    WHEN 2 THEN days ELSE digest END
  FROM (SELECT period_domains.*, row_number() OVER (ORDER BY usage_month) AS row
        FROM closed JOIN period_domains ON period_domains.month = closed.month)
  JOIN (SELECT column1 AS no FROM (VALUES (0), (1), (2), (3))) AS n

  UNION ALL SELECT 4, row, n.no, CASE n.no
    WHEN 0 THEN 'tariff' WHEN 1 THEN id WHEN 2 THEN version
    WHEN 3 THEN printf('%04d-%02d', effective / 100, effective % 100)
    WHEN 4 THEN language_version ELSE sha256 END
  FROM (SELECT *, row_number() OVER (ORDER BY id, version) AS row FROM tariff
        WHERE (id, version) IN (SELECT tariff, tariff_version FROM invoice_line, closed
                                WHERE invoice_line.month = closed.month))
  JOIN (SELECT column1 AS no FROM (VALUES (0), (1), (2), (3), (4), (5))) AS n

  UNION ALL SELECT 5, row, n.no, CASE n.no
    WHEN 0 THEN 'usage' WHEN 1 THEN printf('%04d-%02d', usage_month / 100, usage_month % 100)
    WHEN 2 THEN company WHEN 3 THEN meter
    WHEN 4 THEN iif(quantity < 0, '-', '') || iif(decimals = 0, abs(quantity),
      rtrim(rtrim(substr(digits, 1, length(digits) - decimals) || '.' ||
                  substr(digits, -decimals), '0'), '.'))
    ELSE events END
  FROM (SELECT period_usage.*, decimals, printf('%0*d', decimals + 1, abs(quantity)) AS digits,
          row_number() OVER (ORDER BY usage_month, company, meter) AS row
        FROM closed JOIN period_usage ON period_usage.month = closed.month
        JOIN meter ON meter.id = meter)
  JOIN (SELECT column1 AS no FROM (VALUES (0), (1), (2), (3), (4), (5))) AS n

  UNION ALL SELECT 6, row, n.no, CASE n.no
    WHEN 0 THEN 'line' WHEN 1 THEN printf('%04d-%02d', month / 100, month % 100)
    WHEN 2 THEN company WHEN 3 THEN line WHEN 4 THEN charge WHEN 5 THEN kind WHEN 6 THEN text
    WHEN 7 THEN quantity WHEN 8 THEN unit WHEN 9 THEN ifnull(unit_price, '')
    WHEN 10 THEN base_quantity WHEN 11 THEN exact_amount
    WHEN 12 THEN iif(net_minor < 0, '-', '') || (abs(net_minor) / 100) || '.' ||
                 printf('%02d', abs(net_minor) % 100)
    WHEN 13 THEN currency WHEN 14 THEN ifnull(tariff, '') WHEN 15 THEN tariff_version
    ELSE printf('%04d-%02d', usage_month / 100, usage_month % 100) END
  FROM (SELECT invoice_line.*, row_number() OVER (ORDER BY company, line) AS row
        FROM closed JOIN invoice_line ON invoice_line.month = closed.month)
  JOIN (SELECT column1 AS no FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10),
                                          (11), (12), (13), (14), (15), (16))) AS n
)
SELECT length(CAST(value AS BLOB)) || ':' || value || ',' FROM field ORDER BY part, row, no;
