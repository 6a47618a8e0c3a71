// See restoring.hpp.
#include "store/postgres/restoring.hpp"

#include <map>
#include <unordered_map>
#include <vector>

#include "porto/error.hpp"
#include "store/postgres/connection/connection.hpp"
#include "store/postgres/identity.hpp"
#include "store/postgres/restored_rows.hpp"
#include "store/postgres/schema/schema.hpp"
#include "store/postgres/table_copy.hpp"
#include "store/store.hpp"

namespace porto::internal {

using namespace postgres;

namespace {

constexpr std::size_t totals_at_a_time = 10'000;

std::string text_of(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text ? *text : std::string();
}

std::int64_t number_of(const Cell& cell) {
  const auto* number = std::get_if<std::int64_t>(&cell);
  return number ? *number : 0;
}

// Sums on their way to the server.
struct Sums {
  std::vector<std::int32_t> times{};
  std::vector<std::int32_t> owners{};
  std::vector<std::int32_t> meters{};
  std::vector<std::int64_t> quantities{};
  std::vector<std::int64_t> events{};
};

class PostgresRestoring final : public Restoring {
 public:
  PostgresRestoring(const std::string& url, const CopiedLedger& ledger, const OpenOptions& open)
      : connection_(location_of(url), open, nullptr) {
    connection_.begin(Begin::write);
    create_schema(connection_, ledger.options, ledger.identity_key);
  }
  ~PostgresRestoring() override { connection_.roll_back(); }
  PostgresRestoring(const PostgresRestoring&) = delete;
  PostgresRestoring& operator=(const PostgresRestoring&) = delete;

  void add_row(const CopiedTable& table, std::span<const Cell> row) override {
    note_names(table.name, row);
    if (is_first_meter(table, row)) return;
    std::vector<Cell> cells(row.begin(), row.end());
    for (Cell& more : cells_of_server(table.name, row)) cells.push_back(std::move(more));
    copy_of(table).add(cells);
  }

  void add_event(const CopiedEvent& event) override {
    if (!events_) {
      flush();
      events_.emplace(
          connection_, "usage_event",
          std::vector<std::string>{"seq", "occurred_at", "quantity", "source_no", "company_no",
                                   "domain_no", "meter_no", "day", "undone", "bucket", "event_id"});
    }
    const Cell cells[] = {event.seq,
                          event.occurred_at,
                          event.quantity,
                          event.source_no,
                          event.company_no,
                          event.domain_no,
                          event.meter_no,
                          event.day,
                          event.undone,
                          std::int64_t{bucket_of(source(event.source_no), event.event_id)},
                          std::string(event.event_id)};
    events_->add(cells);
  }

  void add_pruned(const IdentityEntry& identity) override {
    if (!pruned_)
      pruned_.emplace(connection_, "pruned_identity",
                      std::vector<std::string>{"bucket", "identity", "content"});
    const Cell cells[] = {std::int64_t{bucket_of(identity.hash)}, bytes_of(identity.hash),
                          identity.value};
    pruned_->add(cells);
  }

  void add_total(const MonthUsage& total) override {
    add_sum(months_, total.month.number(), number("company", total.company), total.meter,
            total.quantity, total.events);
    if (months_.times.size() == totals_at_a_time) write_months();
  }

  void add_domain_day(const DomainDay& day) override {
    add_sum(days_, day.day.number(), number("domain", day.domain), day.meter, day.quantity,
            day.events);
    if (days_.times.size() == totals_at_a_time) write_days();
  }

  void finish() override {
    flush();
    if (events_) events_->flush();
    if (pruned_) pruned_->flush();
    write_months();
    write_days();
    complete_restored(connection_);
    connection_.commit();
  }

 private:
  // By id, and sources by number too.
  void note_names(std::string_view table, std::span<const Cell> row) {
    if (table == "period") ++closed_;
    if (table != "company" && table != "meter" && table != "domain" && table != "source") return;
    const std::int64_t no = number_of(row[0]);
    if (table == "source") sources_[no] = text_of(row[1]);
    numbers_[std::string(table)][text_of(row[1])] = static_cast<std::int32_t>(no);
  }

  const std::string& source(std::int64_t no) const {
    const auto known = sources_.find(no);
    if (known == sources_.end())
      throw Error(ErrorCode::corrupt, "the ledger lacks the source with number " +
                                          std::to_string(no) + ": restore it from a backup");
    return known->second;
  }

  std::int32_t number(const std::string& table, const std::string& id) {
    const std::unordered_map<std::string, std::int32_t>& of = numbers_[table];
    const auto known = of.find(id);
    if (known == of.end())
      throw Error(ErrorCode::corrupt,
                  "the ledger has a total of a " + table + " that it lacks: restore a backup");
    return known->second;
  }

  static std::vector<std::string> columns_of_server(std::string_view table) {
    if (table == "event_batch") return {"lane"};
    if (table == "changed_domains") return {"lane", "epoch"};
    if (table == "void") return {"event_bucket"};
    return {};
  }
  std::vector<Cell> cells_of_server(std::string_view table, std::span<const Cell> row) const {
    constexpr std::size_t source_of_void = 2;
    constexpr std::size_t event_of_void = 3;
    if (table == "event_batch") return {std::int64_t{0}};
    if (table == "changed_domains") return {std::int64_t{0}, closed_ + 1};
    if (table != "void") return {};
    return {std::int64_t{
        bucket_of(source(number_of(row[source_of_void])), text_of(row[event_of_void]))}};
  }

  TableCopy& copy_of(const CopiedTable& table) {
    if (copied_ != table.name) {
      flush();
      std::vector<std::string> columns(table.columns.begin(), table.columns.end());
      for (std::string& more : columns_of_server(table.name)) columns.push_back(std::move(more));
      copy_.emplace(connection_, table.name, columns);
      copied_ = table.name;
    }
    return *copy_;
  }
  void flush() {
    if (copy_) copy_->flush();
  }

  void add_sum(Sums& sums, int time, std::int32_t owner, const std::string& meter,
               std::int64_t quantity, std::int64_t events) {
    sums.times.push_back(time);
    sums.owners.push_back(owner);
    sums.meters.push_back(number("meter", meter));
    sums.quantities.push_back(quantity);
    sums.events.push_back(events);
  }
  void write_months() {
    write(months_,
          "INSERT INTO usage_month (lane, epoch, month, company_no, meter_no, quantity,"
          " events)");
  }
  void write_days() {
    write(days_,
          "INSERT INTO domain_day (lane, epoch, day, domain_no, meter_no, quantity, events)");
  }
  void write(Sums& sums, const char* insert) {
    if (!sums.times.empty())
      connection_.query(std::string(insert) +
                            " SELECT 0, $1, t.* FROM unnest($2::integer[], $3::integer[],"
                            " $4::integer[], $5::bigint[], $6::bigint[]) AS t",
                        static_cast<std::int32_t>(closed_ + 1), sums.times, sums.owners,
                        sums.meters, sums.quantities, sums.events);
    sums = {};
  }

  Connection connection_;
  std::string copied_{};             // the table whose rows come
  std::optional<TableCopy> copy_{};  // of that
  std::optional<TableCopy> events_{};
  std::optional<TableCopy> pruned_{};
  std::unordered_map<std::int64_t, std::string> sources_{};
  std::map<std::string, std::unordered_map<std::string, std::int32_t>> numbers_{};
  Sums months_{};
  Sums days_{};
  std::int64_t closed_ = 0;  // months
};

}  // namespace

std::unique_ptr<Restoring> restore_postgres_store(const std::string& url,
                                                  const CopiedLedger& ledger,
                                                  const OpenOptions& open) {
  if (!location_of(url).servers.empty())
    throw Error(
        ErrorCode::invalid_argument,
        "a ledger is copied to one server: where its events are on several is chosen as they "
        "are recorded",
        "to");
  return std::make_unique<PostgresRestoring>(url, ledger, open);
}

}  // namespace porto::internal
