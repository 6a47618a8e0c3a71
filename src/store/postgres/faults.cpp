// The faults that the tables of a ledger show by themselves, and those of its schema. What a server
// checks as it writes, keys and references, is as its structure says.
#include "base/text.hpp"
#include "store/postgres/identity.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/schema/structure.hpp"

namespace porto::internal::postgres {
namespace {

// Each gives faults in words. Usage has no REFERENCES, which would be looked up for each event.
constexpr const char* fault_sqls[] = {
    // What usage names.
    R"(
SELECT format('%s usage events name a source, company, domain or meter that is not there; the first'
              ' is event %s', count(*), min(seq))
FROM usage_event AS e
WHERE NOT EXISTS (SELECT FROM source WHERE no = source_no)
   OR NOT EXISTS (SELECT FROM meter WHERE no = meter_no)
   OR (company_no <> 0 AND NOT EXISTS (SELECT FROM company WHERE no = company_no))
   OR (domain_no <> 0 AND NOT EXISTS (SELECT FROM domain WHERE no = domain_no))
HAVING count(*) > 0)",
    R"(
SELECT format('%s usage events do not name either a company, or a domain and a day; the first is'
              ' event %s', count(*), min(seq))
FROM usage_event
WHERE (company_no = 0) = (domain_no = 0) OR (domain_no = 0) <> (day = 0)
HAVING count(*) > 0)",
    R"(
SELECT format('%s usage events are marked as those of an import that was not undone; the first is'
              ' event %s', count(*), min(seq))
FROM usage_event WHERE undone <> 0
 AND NOT EXISTS (SELECT FROM import_undo WHERE import = undone)
HAVING count(*) > 0)",
    R"(
SELECT format('void %s is of another event than %s', void.no, void.seq)
FROM void JOIN usage_event AS e ON e.seq = void.seq
WHERE e.source_no <> void.source_no OR e.event_id <> void.event_id OR e.undone <> 0
ORDER BY void.no LIMIT 100)",
    // Lanes, from which writers go on.
    R"(
SELECT format('a total of lane %s is larger than what its row says: %s is more than %s', lane.lane,
              size, largest)
FROM (SELECT bucket, lane, max(abs(quantity::numeric)) AS size
      FROM (SELECT bucket, lane, quantity FROM usage_month
            UNION ALL SELECT bucket, lane, quantity FROM domain_day) AS one
      GROUP BY bucket, lane) AS total JOIN lane USING (bucket, lane)
WHERE size > largest ORDER BY lane.lane)",
    R"(
SELECT format('%s rows are of lane %s, which is not there', count(*), lane)
FROM (SELECT bucket, lane FROM event_batch UNION ALL SELECT bucket, lane FROM usage_month
      UNION ALL SELECT bucket, lane FROM domain_day) AS one
WHERE NOT EXISTS (SELECT FROM lane WHERE lane.bucket = one.bucket AND lane.lane = one.lane)
GROUP BY lane ORDER BY lane)",
    R"(
SELECT format('the row of lane %s ends with batch %s and event %s, its last batch is %s and ends'
              ' with event %s', lane.lane, lane.last_batch, lane.last_seq,
              coalesce(last.no, lane.lane::bigint << 40),
              coalesce(last.last_seq, lane.lane::bigint << 40))
FROM lane LEFT JOIN LATERAL (SELECT no, last_seq, digest, epoch FROM event_batch
                             WHERE bucket = lane.bucket AND lane = lane.lane
                             ORDER BY no DESC LIMIT 1) AS last ON true
WHERE (lane.last_batch, lane.last_seq, lane.digest)
   <> (coalesce(last.no, lane.lane::bigint << 40),
       coalesce(last.last_seq, lane.lane::bigint << 40), coalesce(last.digest, ''))
   OR last.epoch > lane.epoch
ORDER BY lane.lane)",
    R"(
SELECT format('batch %s does not go on where the one before it ends', no)
FROM (SELECT no, lane, first_seq, epoch, lag(no, 1, lane::bigint << 40) OVER of_lane AS no_before,
             lag(last_seq, 1, lane::bigint << 40) OVER of_lane AS seq_before,
             lag(epoch, 1, 0) OVER of_lane AS epoch_before
      FROM event_batch WINDOW of_lane AS (PARTITION BY bucket, lane ORDER BY no)) AS one
WHERE no <> no_before + 1 OR first_seq <> seq_before + 1 OR epoch < epoch_before
ORDER BY no LIMIT 100)",
    // Where closes cut the lanes.
    R"(
SELECT format('the close of month %s cut lane %s at batch %s, and not between epochs', cut.month,
              cut.lane, cut.last_batch)
FROM period_cut AS cut JOIN lane ON lane.bucket = cut.bucket AND lane.lane = cut.lane
WHERE EXISTS (SELECT FROM event_batch AS b WHERE b.bucket = cut.bucket AND b.lane = cut.lane
              AND (b.no <= cut.last_batch) <> (b.epoch <= cut.epoch))
   OR (cut.last_batch <> cut.lane::bigint << 40
       AND NOT EXISTS (SELECT FROM event_batch AS b
                       WHERE b.bucket = cut.bucket AND b.lane = cut.lane AND b.no = cut.last_batch
                       AND b.last_seq = cut.last_seq AND b.digest = cut.digest))
ORDER BY cut.month, cut.lane LIMIT 100)",
};

// Totals: a sum of what is left is never below 0 events, and of none it is 0. What counts is the
// sum over the servers of a ledger.
constexpr const char* total_fault_sqls[] = {
    R"(
SELECT format('the total of company %s, meter %s, month %s has %s events and a quantity of %s',
              coalesce(company.id, 'number ' || company_no),
              coalesce(meter.id, 'number ' || meter_no), month, events, quantity)
FROM (SELECT month, company_no, meter_no, sum(quantity) AS quantity, sum(events) AS events
      FROM usage_month GROUP BY month, company_no, meter_no) AS total
LEFT JOIN company ON company.no = company_no LEFT JOIN meter ON meter.no = meter_no
WHERE events < 0 OR (events = 0 AND quantity <> 0)
   OR (events > 0 AND (company.no IS NULL OR meter.no IS NULL))
ORDER BY month, company_no, meter_no LIMIT 100)",
    R"(
SELECT format('the total of domain %s, meter %s, day %s has %s events and a quantity of %s',
              coalesce(domain.id, 'number ' || domain_no),
              coalesce(meter.id, 'number ' || meter_no), day, events, quantity)
FROM (SELECT day, domain_no, meter_no, sum(quantity) AS quantity, sum(events) AS events
      FROM domain_day GROUP BY day, domain_no, meter_no) AS total
LEFT JOIN domain ON domain.no = domain_no LEFT JOIN meter ON meter.no = meter_no
WHERE events < 0 OR (events = 0 AND quantity <> 0)
   OR (events > 0 AND (domain.no IS NULL OR meter.no IS NULL))
ORDER BY day, domain_no, meter_no LIMIT 100)",
};

// An event that is not where its identity is looked for would be counted again.
void find_misplaced(Connection& connection, std::vector<std::string>& faults) {
  constexpr std::size_t most = 100;
  std::size_t found = 0;
  connection.each(
      "SELECT e.bucket, source.id, e.event_id, e.seq FROM usage_event AS e"
      " JOIN source ON source.no = e.source_no WHERE undone = 0",
      {}, [&](const Row& row) {
        if (row.integer(0) == bucket_of(row.view(1), row.view(2)) || ++found > most) return;
        faults.push_back("event " + std::to_string(row.integer(3)) +
                         " is not where its identity is looked for: " + in_quotes(row.view(2)) +
                         " of source " + in_quotes(row.view(1)));
      });
}

}  // namespace

std::vector<std::string> PostgresStore::faults() {
  std::vector<std::string> found;
  step(Begin::read, [&] {
    found = faults_of_part();
    for (const char* sql : total_fault_sqls)
      for (const Row row : connection_.query(sql)) found.push_back(row.text(0));
  });
  return found;
}

std::vector<std::string> PostgresStore::faults_of_part() {
  std::vector<std::string> found;
  step(Begin::read, [&] {
    found.clear();
    for (const char* sql : fault_sqls)
      for (const Row row : connection_.query(sql)) found.push_back(row.text(0));
    find_misplaced(connection_, found);
  });
  return found;
}

Structure PostgresStore::structure() {
  Structure structure;
  step(Begin::read, [&] { structure = structure_of(connection_); });
  return structure;
}

}  // namespace porto::internal::postgres
