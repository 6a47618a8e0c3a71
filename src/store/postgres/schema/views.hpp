// The views of a ledger on a server: what is promised to those who read it with SQL, with the
// names, columns and values of those of a file (docs/guides/sql.md). porto itself reads none.
#pragma once

namespace porto::internal::postgres {

/// Months are texts, '2024-02', times RFC 3339 in UTC. Money and quantities are exact texts, and
/// whole numbers of minor units (net_minor) or of the smallest units of the meter (quantity_units).
/// A whole number with an exponent, '12345e-2', is a number with that many decimals. The lists are
/// the currencies that have not 2 decimals.
inline constexpr const char* views = R"(
-- Microseconds since 1970 as RFC 3339 in UTC. In whole numbers: an interval of seconds is a double.
CREATE FUNCTION time_text(at bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT to_char((date '1970-01-01' + (at / 86400000000)::integer)::timestamp, 'YYYY-MM-DD"T"')
         || to_char(at / 3600000000 % 24, 'FM00":"') || to_char(at / 60000000 % 60, 'FM00":"')
         || to_char(at / 1000000 % 60, 'FM00')
         || CASE WHEN at % 1000000 = 0 THEN ''
                 ELSE '.' || rtrim(to_char(at % 1000000, 'FM000000'), '0') END
         || 'Z'
$$;

CREATE VIEW v_company AS
  SELECT id AS company, name, customer_number, reference, language, cost_centre FROM company;

CREATE VIEW v_subscription AS
  SELECT company, tariff,
         to_char(from_day, 'FM0000"-"00"-"00') AS from_day,
         to_char(through_day, 'FM0000"-"00"-"00') AS through_day
  FROM subscription;

CREATE VIEW v_usage_month AS
  SELECT to_char(month, 'FM0000"-"00') AS month, company.id AS company, meter.id AS meter,
         trim_scale((sum(quantity)::text || 'e-' || decimals)::numeric)::text AS quantity,
         sum(quantity) AS quantity_units, decimals, sum(events)::bigint AS events
  FROM (SELECT month, company_no, meter_no, quantity, events FROM usage_month
        UNION ALL
        SELECT day / 100, company.no, meter_no, quantity, events
        FROM domain_day JOIN domain ON domain.no = domain_no
        JOIN sending_domain AS claim ON claim.domain = domain.id
          AND day BETWEEN coalesce(from_day, 0) AND coalesce(through_day, 99999999)
        JOIN company ON company.id = claim.company) AS part
  JOIN company ON company.no = company_no JOIN meter ON meter.no = meter_no
  GROUP BY month, company.id, meter.id, decimals
  HAVING sum(events) <> 0;

CREATE VIEW v_invoice_line AS
  SELECT to_char(month, 'FM0000"-"00') AS month, company, line, charge, kind, text,
         quantity, unit, unit_price, base_quantity, exact_amount,
         (net_minor || 'e-' || decimals)::numeric::text AS net_amount,
         net_minor, currency, tariff, tariff_version,
         to_char(usage_month, 'FM0000"-"00') AS usage_month
  FROM (SELECT *, CASE
          WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF',
                            'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 0
          WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
          WHEN currency IN ('CLF', 'UYW') THEN 4
          ELSE 2 END AS decimals
        FROM invoice_line) AS one;

CREATE VIEW v_month AS
  SELECT to_char(month, 'FM0000"-"00') AS month,
         time_text(closed_at) AS closed_at,
         lines,
         (net_minor || 'e-' || decimals)::numeric::text AS net_amount,
         net_minor, currency, hash
  FROM (SELECT month, closed_at, hash, currency,
               (SELECT count(*) FROM invoice_line WHERE invoice_line.month = period.month) AS lines,
               (SELECT coalesce(sum(net_minor), 0) FROM invoice_line
                WHERE invoice_line.month = period.month) AS net_minor,
               CASE
                 WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG',
                                   'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 0
                 WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
                 WHEN currency IN ('CLF', 'UYW') THEN 4
                 ELSE 2 END AS decimals
        FROM period CROSS JOIN ledger) AS one;

CREATE VIEW v_void AS
  SELECT time_text(one.at) AS voided_at,
         source.id AS source, one.event_id, company.id AS company, domain.id AS domain,
         meter.id AS meter, usage_event.quantity AS quantity_units, meter.decimals AS decimals,
         one.actor, one.reason, one.replaced_by, one.import
  FROM (SELECT seq, source_no, event_id, actor, reason, voided_at AS at, replaced_by,
               NULL::bigint AS import
        FROM void
        UNION ALL
        SELECT usage_event.seq, source_no, event_id, actor, reason, undone_at, NULL,
               import_undo.import
        FROM import_undo JOIN usage_event ON usage_event.undone = import_undo.import) AS one
  JOIN source ON source.no = one.source_no
  LEFT JOIN usage_event ON usage_event.seq = one.seq
  LEFT JOIN company ON company.no = usage_event.company_no
  LEFT JOIN domain ON domain.no = usage_event.domain_no
  LEFT JOIN meter ON meter.no = usage_event.meter_no;
)";

}  // namespace porto::internal::postgres
