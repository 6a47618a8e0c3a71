// The views of a ledger file: what is promised to those who read it with SQL (docs/guides/sql.md).
// porto itself reads none of them. A later version adds columns at the end, in a step that makes
// the view anew.
#pragma once

namespace porto::internal {

/// Months are texts, '2024-02', times RFC 3339 in UTC. Money and quantities are exact texts, and
/// whole numbers of minor units (net_minor) or of the smallest units of the meter (quantity_units).
/// The lists are the currencies that have not 2 decimals.
inline constexpr const char* views_1 = R"(
CREATE VIEW v_company AS
  SELECT id AS company, name, customer_number, reference, language, cost_centre FROM company;

CREATE VIEW v_subscription AS
  SELECT company, tariff,
         printf('%04d-%02d-%02d', from_day / 10000, from_day / 100 % 100, from_day % 100)
           AS from_day,
         iif(through_day IS NULL, NULL,
             printf('%04d-%02d-%02d', through_day / 10000, through_day / 100 % 100,
                    through_day % 100)) AS through_day
  FROM subscription;

CREATE VIEW v_usage_month AS
  SELECT printf('%04d-%02d', month / 100, month % 100) AS month, company, meter,
         iif(decimals = 0, CAST(quantity AS TEXT),
             rtrim(rtrim(printf('%s%d.%0' || decimals || 'd', iif(quantity < 0, '-', ''),
                                abs(quantity / unit), abs(quantity % unit)), '0'), '.'))
           AS quantity,
         quantity AS quantity_units, decimals, events
  FROM (SELECT month, company.id AS company, meter.id AS meter, quantity, decimals, events,
               CAST('1' || substr('000000000000000000', 1, decimals) AS INTEGER) AS unit
        FROM usage_month JOIN company ON company.no = company_no JOIN meter ON meter.no = meter_no);

CREATE VIEW v_invoice_line AS
  SELECT printf('%04d-%02d', month / 100, month % 100) AS month, company, line, charge, kind, text,
         quantity, unit, unit_price, base_quantity, exact_amount,
         CASE decimals
           WHEN 0 THEN CAST(net_minor AS TEXT)
           WHEN 2 THEN printf('%s%d.%02d', iif(net_minor < 0, '-', ''), abs(net_minor / 100),
                              abs(net_minor % 100))
           WHEN 3 THEN printf('%s%d.%03d', iif(net_minor < 0, '-', ''), abs(net_minor / 1000),
                              abs(net_minor % 1000))
           ELSE printf('%s%d.%04d', iif(net_minor < 0, '-', ''), abs(net_minor / 10000),
                       abs(net_minor % 10000)) END AS net_amount,
         net_minor, currency, tariff, tariff_version,
         printf('%04d-%02d', usage_month / 100, usage_month % 100) AS usage_month
  FROM (SELECT *, CASE
          WHEN instr('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
                     currency) THEN 0
          WHEN instr('BHD IQD JOD KWD LYD OMR TND', currency) THEN 3
          WHEN instr('CLF UYW', currency) THEN 4
          ELSE 2 END AS decimals
        FROM invoice_line);

CREATE VIEW v_month AS
  SELECT printf('%04d-%02d', month / 100, month % 100) AS month,
         strftime('%Y-%m-%dT%H:%M:%S', closed_at / 1000000, 'unixepoch')
           || iif(closed_at % 1000000 = 0, '',
                  '.' || rtrim(printf('%06d', closed_at % 1000000), '0')) || 'Z' AS closed_at,
         lines,
         CASE decimals
           WHEN 0 THEN CAST(net_minor AS TEXT)
           WHEN 2 THEN printf('%s%d.%02d', iif(net_minor < 0, '-', ''), abs(net_minor / 100),
                              abs(net_minor % 100))
           WHEN 3 THEN printf('%s%d.%03d', iif(net_minor < 0, '-', ''), abs(net_minor / 1000),
                              abs(net_minor % 1000))
           ELSE printf('%s%d.%04d', iif(net_minor < 0, '-', ''), abs(net_minor / 10000),
                       abs(net_minor % 10000)) END AS net_amount,
         net_minor, currency, hash
  FROM (SELECT month, closed_at, hash, currency,
               (SELECT count(*) FROM invoice_line WHERE invoice_line.month = period.month) AS lines,
               (SELECT ifnull(sum(net_minor), 0) FROM invoice_line
                WHERE invoice_line.month = period.month) AS net_minor,
               CASE
                 WHEN instr('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
                            currency) THEN 0
                 WHEN instr('BHD IQD JOD KWD LYD OMR TND', currency) THEN 3
                 WHEN instr('CLF UYW', currency) THEN 4
                 ELSE 2 END AS decimals
        FROM period CROSS JOIN ledger);

CREATE VIEW v_void AS
  SELECT strftime('%Y-%m-%dT%H:%M:%S', one.at / 1000000, 'unixepoch')
           || iif(one.at % 1000000 = 0, '',
                  '.' || rtrim(printf('%06d', one.at % 1000000), '0')) || 'Z' AS voided_at,
         source.id AS source, one.event_id AS event_id, company.id AS company,
         domain.id AS domain, meter.id AS meter, usage_event.quantity AS quantity_units,
         meter.decimals AS decimals, one.actor AS actor, one.reason AS reason,
         one.replaced_by AS replaced_by, one.import AS import
  FROM (SELECT seq, source_no, event_id, actor, reason, voided_at AS at, replaced_by,
               NULL AS import
        FROM void
        UNION ALL
        SELECT usage_event.seq, source_no, event_id, actor, reason, undone_at, NULL,
               import_undo.import
        FROM import_undo
        CROSS JOIN import_part ON import_part.import = import_undo.import
        CROSS JOIN usage_event ON usage_event.seq BETWEEN first_seq AND last_seq
        WHERE NOT EXISTS (SELECT 1 FROM void WHERE void.seq = usage_event.seq)) AS one
  JOIN source ON source.no = one.source_no
  LEFT JOIN usage_event ON usage_event.seq = one.seq
  LEFT JOIN company ON company.no = usage_event.company_no
  LEFT JOIN domain ON domain.no = usage_event.domain_no
  LEFT JOIN meter ON meter.no = usage_event.meter_no;
)";

}  // namespace porto::internal
