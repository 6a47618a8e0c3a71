// See restored_rows.hpp.
#include "store/postgres/restored_rows.hpp"

#include <string>

namespace porto::internal::postgres {
namespace {

// A total of a company goes over with the days of its domains, which are summed as they are read
// here. It may be below 0 in its lane.
constexpr const char* without_domains = R"(
INSERT INTO usage_month (lane, epoch, month, company_no, meter_no, quantity, events)
SELECT 0, (SELECT count(*) + 1 FROM period), t.day / 100, owner.no, meter_no, -sum(quantity),
       -sum(events)::bigint
FROM domain_day AS t JOIN domain ON domain.no = domain_no
JOIN sending_domain AS claim ON claim.domain = domain.id
  AND t.day BETWEEN coalesce(from_day, 0) AND coalesce(through_day, 99999999)
JOIN company AS owner ON owner.id = claim.company
GROUP BY t.day / 100, owner.no, meter_no
ON CONFLICT (bucket, lane, month, company_no, meter_no, epoch, key_no)
DO UPDATE SET quantity = usage_month.quantity + excluded.quantity,
              events = usage_month.events + excluded.events)";
constexpr const char* nothing_left = "DELETE FROM usage_month WHERE events = 0 AND quantity = 0";

// Each close has cut all lanes, of which the others have nothing.
constexpr const char* period_cuts = R"(
INSERT INTO period_cut (month, bucket, lane, epoch, last_batch, last_seq, digest)
SELECT month, 0, each.lane, row_number() OVER (PARTITION BY each.lane ORDER BY month),
       CASE each.lane WHEN 0 THEN period.last_batch ELSE each.lane::bigint << 40 END,
       CASE each.lane WHEN 0 THEN period.last_seq ELSE each.lane::bigint << 40 END,
       CASE each.lane WHEN 0 THEN coalesce(last.digest, '') ELSE '' END
FROM period CROSS JOIN lane AS each
LEFT JOIN event_batch AS last ON last.lane = 0 AND last.no = period.last_batch)";

constexpr const char* all_lanes = R"(
UPDATE lane SET epoch = (SELECT count(*) + 1 FROM period),
  fenced = (SELECT coalesce(max(month), 0) FROM period),
  pruned = (SELECT coalesce(max(month), 0) FROM period WHERE pruned_at IS NOT NULL))";
constexpr const char* first_lane = R"(
UPDATE lane SET last_batch = last.no, last_seq = last.last_seq, digest = last.digest
FROM (SELECT no, last_seq, digest FROM event_batch WHERE lane = 0 ORDER BY no DESC LIMIT 1) AS last
WHERE lane.lane = 0)";
constexpr const char* largest_total = R"(
UPDATE lane SET largest = (SELECT coalesce(max(abs(quantity)), 0)
                           FROM (SELECT quantity FROM usage_month
                                 UNION ALL SELECT quantity FROM domain_day) AS total)
WHERE lane = 0)";

}  // namespace

void complete_restored(Connection& connection) {
  for (const char* sql :
       {without_domains, nothing_left, period_cuts, all_lanes, first_lane, largest_total})
    connection.query(sql);
  for (const std::string table : {"company", "meter", "source", "domain"})
    connection.query("SELECT setval(pg_get_serial_sequence('" + table +
                     "', 'no'), coalesce(max(no), 1), max(no) IS NOT NULL) FROM " + table);
  // What the server knows of new tables comes too late for who uses them at once.
  connection.query("SELECT brin_summarize_new_values('usage_event_seq')");
  connection.execute(
      "ANALYZE usage_event, event_batch, pruned_identity, usage_month, domain_day, invoice_line,"
      " period_usage, company, domain, void");
}

}  // namespace porto::internal::postgres
