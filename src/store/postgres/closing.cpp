// Closing: the lanes are cut, one after the other, while others go on to record. What is tagged
// with an epoch of before can never change again, so that it is read at leisure.
#include <utility>

#include "store/errors.hpp"
#include "store/postgres/implementation.hpp"

namespace porto::internal::postgres {
namespace {

constexpr const char* cut_sql =
    "UPDATE lane SET epoch = epoch + 1, fenced = greatest(fenced, $2)"
    " WHERE bucket = 0 AND lane = $1"
    " RETURNING lane, epoch - 1, fenced, pruned, map, last_batch, last_seq, digest, '0'::text, 0";

// The other chains, by name, and where they are.
constexpr const char* chains_sql =
    "SELECT 'change', no, digest FROM (SELECT no, digest FROM change ORDER BY no DESC LIMIT 1) c"
    " UNION ALL SELECT 'undo', no, digest"
    " FROM (SELECT no, digest FROM import_undo ORDER BY no DESC LIMIT 1) u"
    " UNION ALL SELECT 'void', no, digest"
    " FROM (SELECT no, digest FROM void ORDER BY no DESC LIMIT 1) v ORDER BY 1";

constexpr const char* last_cut =
    " LEFT JOIN (SELECT bucket, lane, max(epoch) AS epoch FROM period_cut GROUP BY bucket, lane)"
    " AS last ON last.bucket = late.bucket AND last.lane = late.lane";

}  // namespace

// A condition is to follow: " WHERE true", and what was written before the cut alone.
std::string PostgresStore::within_cut(const std::string& table) const {
  if (!has_cut_) return " WHERE true";
  return " JOIN lane AS cut_lane ON cut_lane.bucket = " + table +
         ".bucket AND cut_lane.lane = " + table + ".lane WHERE " + table +
         ".epoch < cut_lane.epoch";
}

bool PostgresStore::is_within_cut(std::int64_t seq) const {
  if (!has_cut_) return true;
  const std::int64_t lane = lane_of(seq) - first_lane_;
  return lane >= 0 && lane < std::ssize(cut_) &&
         seq <= cut_[static_cast<std::size_t>(lane)].last_seq;
}

void PostgresStore::cut(std::optional<Month> closing) {
  writable();
  const std::int32_t fence = closing ? closing->number() : 0;
  cut_.clear();
  for (int number = 0; number < lanes_; ++number) {
    const auto lane = static_cast<std::int16_t>(first_lane_ + number);
    if (number == 0 && own_lane_) {  // which this transaction holds
      cut_.push_back(read_lane(connection_.query(cut_sql, lane, fence)[0]));
      ++own_lane_->epoch;
      continue;
    }
    cutting_.begin(Begin::write);
    try {
      // It is on disk with what commits after it, the close last.
      cutting_.execute("SET LOCAL synchronous_commit = off");
      const Rows rows = cutting_.query(cut_sql, lane, fence);
      if (rows.empty()) throw Error(ErrorCode::corrupt, "a lane of the ledger is missing");
      cut_.push_back(read_lane(rows[0]));
      cutting_.commit();
    } catch (...) {
      cutting_.roll_back();
      throw;
    }
  }
  has_cut_ = true;
}

void PostgresStore::insert_cut(Month closed) {
  if (!has_cut_) cut(closed);
  std::vector<std::int16_t> lanes;
  std::vector<std::int32_t> epochs;
  std::vector<std::int64_t> batches;
  std::vector<std::int64_t> seqs;
  std::vector<std::string> digests;
  for (const std::vector<Lane>* of_server : {&cut_, &cut_elsewhere_})
    for (const Lane& lane : *of_server) {
      lanes.push_back(lane.lane);
      epochs.push_back(lane.epoch);
      batches.push_back(lane.last_batch);
      seqs.push_back(lane.last_seq);
      digests.push_back(lane.digest);
    }
  connection_.query(
      "INSERT INTO period_cut (month, bucket, lane, epoch, last_batch, last_seq, digest)"
      " SELECT $1, 0, cut.* FROM unnest($2::smallint[], $3::integer[], $4::bigint[],"
      " $5::bigint[], $6::text[]) AS cut",
      closed, lanes, epochs, batches, seqs, digests);
  if (own_lane_) own_lane_->closed = closed.number();
  forget_cut();  // what the transaction does after the close is of now
}

void PostgresStore::forget_cut() {
  cut_.clear();
  cut_elsewhere_.clear();
  has_cut_ = false;
}

Position PostgresStore::position() {
  std::vector<LaneHead> heads;
  const auto add = [&](const LaneHead& head) {
    if (number_in_lane(head.last_batch) != 0) heads.push_back(head);
  };
  for (const Lane& lane : cut_) add(lane.head());
  if (!has_cut_)
    for (const Row row :
         read("SELECT last_seq, last_batch, digest FROM lane WHERE bucket = 0 ORDER BY lane"))
      add({row.integer(0), row.integer(1), row.text(2)});
  Position position = position_of(heads);
  for (const Row row : read(chains_sql))
    position.chains.push_back({row.text(0), row.integer(1), row.text(2)});
  return position;
}

ClosedState PostgresStore::closed_state(Month closed) {
  ClosedState state;
  for (const Row row :
       read("SELECT chain, last, digest FROM period_chain WHERE month = $1 ORDER BY chain", closed))
    state.chains.push_back({row.text(0), row.integer(1), row.text(2)});
  for (const Row row : read("SELECT usage_month, days, digest FROM period_domains"
                            " WHERE month = $1 ORDER BY usage_month",
                            closed))
    state.domains.push_back({row.month(0), row.integer(1), row.text(2)});
  for (const Row row : read("SELECT last_seq, last_batch, digest FROM period_cut"
                            " WHERE month = $1 ORDER BY bucket, lane",
                            closed))
    if (number_in_lane(row.integer(1)) != 0)
      state.lanes.push_back({row.integer(0), row.integer(1), row.text(2)});
  return state;
}

std::vector<CompanyMonth> PostgresStore::changed(const std::optional<std::string>& company) {
  const std::string since_last = " AND late.epoch > coalesce(last.epoch, 0)";
  const std::string sql =
      "SELECT month, company FROM (SELECT month, company FROM changed"
      " UNION SELECT late.month, company.id FROM late_month AS late" +
      std::string(last_cut) + " JOIN company ON company.no = company_no" + within_cut("late") +
      since_last + " AND late.month <= (SELECT max(month) FROM period)" +
      " UNION SELECT late.day / 100, claim.company FROM late_day AS late" + last_cut +
      " JOIN domain ON domain.no = domain_no JOIN sending_domain AS claim"
      " ON claim.domain = domain.id AND late.day BETWEEN coalesce(from_day, 0)"
      " AND coalesce(through_day, 99999999)" +
      within_cut("late") + since_last + " AND late.day / 100 <= (SELECT max(month) FROM period)" +
      ") AS marks WHERE " + (company ? "company = $1" : "$1::text IS NULL") +
      " ORDER BY month, company";
  std::vector<CompanyMonth> all;
  for (const Row row : read(sql, company)) all.push_back({row.month(0), row.text(1)});
  return all;
}

std::vector<Month> PostgresStore::changed_domains() {
  std::vector<Month> months;
  for (const Row row : read("SELECT DISTINCT late.month FROM changed_domains AS late" +
                            std::string(last_cut) + within_cut("late") +
                            " AND late.epoch > coalesce(last.epoch, 0)"
                            " AND late.month <= (SELECT max(month) FROM period) ORDER BY 1"))
    months.push_back(row.month(0));
  return months;
}

}  // namespace porto::internal::postgres
