// See appending.hpp.
#include "store/postgres/appending.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/short_text.hpp"
#include "store/errors.hpp"
#include "store/postgres/identity.hpp"

namespace porto::internal::postgres {
namespace {

constexpr std::int32_t unknown_name = -1;

// OFFSET 0: an index look-up for each, whatever the statistics of a new table say. Arrays that
// stand in FROM would be written to a file first.
constexpr const char* ask_sql =
    "SELECT k.place - 1, e.company_no, e.domain_no, e.meter_no, e.occurred_at,"
    " e.quantity, e.seq"
    " FROM (SELECT generate_subscripts($1::smallint[], 1) AS place, unnest($1::smallint[]) AS "
    "bucket,"
    " unnest($2::integer[]) AS source_no, unnest($3::text[]) AS event_id) AS k,"
    " LATERAL (SELECT * FROM usage_event WHERE usage_event.bucket = k.bucket"
    " AND usage_event.source_no = k.source_no AND usage_event.event_id = k.event_id COLLATE \"C\""
    " AND undone = 0 OFFSET 0) AS e";

constexpr const char* ask_pruned_sql =
    "SELECT (k.place - 1)::integer, p.content"
    " FROM unnest($1::smallint[], $2::text[]) WITH ORDINALITY AS k (bucket, identity, place),"
    " LATERAL (SELECT * FROM pruned_identity WHERE pruned_identity.bucket = k.bucket"
    " AND pruned_identity.identity = decode(k.identity, 'hex') OFFSET 0) AS p";

constexpr const char* copied_columns =
    "(seq, occurred_at, quantity, source_no, company_no, domain_no, meter_no, day, bucket,"
    " event_id)";

std::string insert_sql(const char* end) {
  return std::string("INSERT INTO usage_event ") + copied_columns +
         " SELECT unnest($1::bigint[]), unnest($2::bigint[]), unnest($3::bigint[]),"
         " unnest($4::integer[]), unnest($5::integer[]), unnest($6::integer[]),"
         " unnest($7::integer[]), unnest($8::integer[]), unnest($9::smallint[]),"
         " unnest($10::text[])" +
         end;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value >> 4];
    text += digits[value & 15];
  }
  return text;
}

bool same_content(const UsageEvent& a, const UsageEvent& b) {
  return a.company == b.company && a.domain == b.domain && a.meter == b.meter &&
         a.occurred_at == b.occurred_at && a.quantity == b.quantity;
}

}  // namespace

Appending::Appending(std::span<const DatedEvent> events, NamesMemory& names,
                     const IdentityKey& identity_key)
    : events_(events),
      names_(names),
      identity_key_(identity_key),
      order_(events),
      known_(events.size()),
      outcomes_(events.size(), Outcome::stored),
      seqs_(events.size()) {
  take_numbers();
}

bool Appending::knows_names() const {
  return std::ranges::none_of(numbers_, [](const EventNumbers& one) {
    return one.source_no == unknown_name || one.company_no == unknown_name ||
           one.domain_no == unknown_name || one.meter_no == unknown_name;
  });
}

void Appending::look_up_names(Connection& connection) {
  const auto look_up = [&](Names& names, std::int32_t EventNumbers::*number,
                           BorrowedText UsageEvent::*name) {
    std::vector<std::string_view> unknown;
    for (std::size_t i = 0; i < events_.size(); ++i)
      if (numbers_[i].*number == unknown_name) unknown.push_back(event(i).*name);
    if (unknown.empty()) return;
    names.look_up(connection, unknown);
    set_numbers(names, number, name);
  };
  look_up(names_.sources, &EventNumbers::source_no, &UsageEvent::source);
  look_up(names_.companies, &EventNumbers::company_no, &UsageEvent::company);
  look_up(names_.domains, &EventNumbers::domain_no, &UsageEvent::domain);
  look_up(names_.meters, &EventNumbers::meter_no, &UsageEvent::meter);
}

void Appending::take_numbers() {
  numbers_.assign(events_.size(), {unknown_name, unknown_name, unknown_name, unknown_name});
  set_numbers(names_.sources, &EventNumbers::source_no, &UsageEvent::source);
  set_numbers(names_.companies, &EventNumbers::company_no, &UsageEvent::company);
  set_numbers(names_.domains, &EventNumbers::domain_no, &UsageEvent::domain);
  set_numbers(names_.meters, &EventNumbers::meter_no, &UsageEvent::meter);
}

void Appending::set_numbers(const Names& names, std::int32_t EventNumbers::*number,
                            BorrowedText UsageEvent::*name) {
  // Events in a row mostly have names in common.
  std::string_view last;
  std::int32_t last_number = 0;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (numbers_[i].*number != unknown_name) continue;
    const std::string_view id = event(i).*name;
    if (!same_text(id, last)) {
      last = id;
      const std::int32_t known = id.empty() ? 0 : names.number(id);
      last_number = known == 0 && !id.empty() ? unknown_name : known;
    }
    numbers_[i].*number = last_number;
  }
}

void Appending::ask(Connection::Pipeline& pipeline) const {
  std::vector<std::int16_t> buckets;
  std::vector<std::int32_t> sources;
  std::vector<std::string_view> ids;
  for (const std::size_t i : order_.indexes()) {
    buckets.push_back(order_.bucket(i));
    sources.push_back(numbers_[i].source_no);
    ids.push_back(event(i).event_id);
  }
  pipeline.add(ask_sql, buckets, sources, ids);
}

Outcome Appending::compared(std::size_t index, const Row& row) const {
  const EventNumbers& numbers = numbers_[index];
  const bool same = row.integer(1) == numbers.company_no && row.integer(2) == numbers.domain_no &&
                    row.integer(3) == numbers.meter_no &&
                    row.integer(4) == event(index).occurred_at.unix_us &&
                    row.integer(5) == event(index).quantity;
  return same ? Outcome::duplicate : Outcome::conflict;
}

// Which event a row of the answer to ask() is of.
std::size_t Appending::asked(const Row& row) const {
  return order_.indexes()[static_cast<std::size_t>(row.number(0))];
}

void Appending::take_known(const Rows& rows) {
  for (const Row row : rows) {
    const std::size_t index = asked(row);
    known_[index] = compared(index, row);
  }
}

void Appending::look_up_pruned(Connection& connection) {
  std::vector<std::int16_t> buckets;
  std::vector<std::string> identities;
  std::vector<IdentityHash> hashes;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    hashes.push_back(identity_key_.hash(numbers_[i].source_no, event(i).event_id));
    buckets.push_back(bucket_of(hashes.back()));
    identities.push_back(hex(bytes_of(hashes.back())));
  }
  for (const Row row : connection.query(ask_pruned_sql, buckets, identities)) {
    const auto index = static_cast<std::size_t>(row.number(0));
    const bool same = row.integer(1) == content_hash(identity_key_, hashes[index], event(index));
    known_[index] = same ? Outcome::duplicate : Outcome::conflict;
  }
}

std::vector<std::string_view> Appending::unknown_meters() const {
  std::vector<std::string_view> unknown;
  for (std::size_t i = 0; i < events_.size(); ++i)
    if (numbers_[i].meter_no == unknown_name && std::ranges::count(unknown, event(i).meter) == 0)
      unknown.push_back(event(i).meter);
  return unknown;
}

void Appending::tell(Head& head) {
  if (!new_companies_.empty()) new_companies_ = head.add_companies(new_companies_);
}

void Appending::admit(const Admission& admission) {
  for (std::size_t i = 0; i < events_.size(); ++i)
    if (!admission.takes(events_[i].month)) outcomes_[i] = Outcome::rejected;
}

void Appending::check() const {
  for (std::size_t i = 0; i < events_.size(); ++i) {
    const bool of_domain = !event(i).domain.empty();
    if (of_domain != event(i).company.empty() || of_domain != events_[i].day.has_value())
      throw store_error::event_without_owner();
    if (numbers_[i].meter_no == unknown_name) throw store_error::unknown_meter(event(i).meter);
  }
}

// An identity that is met twice is that of the event that comes first.
void Appending::choose_fresh() {
  for (std::size_t place = 0; place < events_.size();) {
    const auto same = order_.indexes().subspan(place, order_.count_same(place));
    place += same.size();
    if (known_[same.front()]) {
      for (const std::size_t i : same) outcomes_[i] = known_[i].value();
      continue;
    }
    const auto first =
        std::ranges::find(same, Outcome::stored, [&](auto i) { return outcomes_[i]; });
    if (first == same.end()) continue;  // its month takes none
    fresh_.push_back(*first);
    for (const std::size_t i : same)
      if (i != *first)
        outcomes_[i] =
            same_content(event(*first), event(i)) ? Outcome::duplicate : Outcome::conflict;
  }
}

// One by one, so that their numbers are in the order in which they are met: events are numbered in
// the order of these.
void Appending::add_sources(Connection& connection) {
  std::vector<std::size_t> in_order = fresh_;
  std::ranges::sort(in_order);
  for (const std::size_t i : in_order)
    if (numbers_[i].source_no == unknown_name && names_.sources.number(event(i).source) == 0)
      names_.sources.add(connection, {event(i).source});
}

void Appending::add_names(Connection& connection) {
  std::vector<std::string_view> companies;
  std::vector<std::string_view> domains;
  bool has_new_source = false;
  for (const std::size_t i : fresh_) {
    if (numbers_[i].company_no == unknown_name) companies.push_back(event(i).company);
    if (numbers_[i].domain_no == unknown_name) domains.push_back(event(i).domain);
    if (numbers_[i].source_no == unknown_name) has_new_source = true;
  }
  if (has_new_source) {
    add_sources(connection);
    set_numbers(names_.sources, &EventNumbers::source_no, &UsageEvent::source);
  }
  if (!companies.empty()) {
    new_companies_ = names_.companies.add(connection, companies);
    set_numbers(names_.companies, &EventNumbers::company_no, &UsageEvent::company);
  }
  if (!domains.empty()) {
    names_.domains.add(connection, domains);
    set_numbers(names_.domains, &EventNumbers::domain_no, &UsageEvent::domain);
  }
}

void Appending::number(Connection& connection, std::int64_t first_seq) {
  choose_fresh();
  if (!fresh_.empty()) add_names(connection);
  sort_by_number();
  first_seq_ = first_seq;
  last_seq_ = first_seq - 1;
  for (const std::size_t i : fresh_) seqs_[i] = ++last_seq_;
}

// In the order of the numbers of sources, and of the ids of each.
void Appending::sort_by_number() {
  struct Key {
    std::int32_t source_no;
    std::uint64_t head;
    std::size_t index;
  };
  std::vector<Key> keys;
  keys.reserve(fresh_.size());
  for (const std::size_t i : fresh_)
    keys.push_back({numbers_[i].source_no, text_head(event(i).event_id), i});
  std::sort(keys.begin(), keys.end(), [this](const Key& a, const Key& b) {
    if (a.source_no != b.source_no) return a.source_no < b.source_no;
    if (a.head != b.head) return a.head < b.head;
    return event(a.index).event_id < event(b.index).event_id;
  });
  std::ranges::transform(keys, fresh_.begin(), &Key::index);
}

Connection::Copy Appending::copy(Connection& connection) const {
  constexpr std::int16_t columns = 10;
  constexpr std::size_t piece = std::size_t{1} << 16;
  Connection::Copy copy(connection, std::string("SAVEPOINT before_copy; COPY usage_event ") +
                                        copied_columns + " FROM STDIN (FORMAT binary)");
  std::string rows;
  for (const std::size_t i : order_.indexes()) {
    if (seqs_[i] == 0) continue;
    const UsageEvent& usage = event(i);
    const EventNumbers& numbers = numbers_[i];
    const std::optional<Day>& day = events_[i].day;
    put(rows, columns);
    put_field(rows, seqs_[i]);
    put_field(rows, usage.occurred_at.unix_us);
    put_field(rows, usage.quantity);
    put_field(rows, numbers.source_no);
    put_field(rows, numbers.company_no);
    put_field(rows, numbers.domain_no);
    put_field(rows, numbers.meter_no);
    put_field(rows, static_cast<std::int32_t>(day ? day->number() : 0));
    put_field(rows, order_.bucket(i));
    put_field(rows, usage.event_id);
    if (rows.size() < piece) continue;
    copy.put(rows);
    rows.clear();
  }
  copy.put(rows);
  copy.end();
  return copy;
}

void Appending::take_back_copy(Connection& connection) {
  connection.execute("ROLLBACK TO SAVEPOINT before_copy");
}

Connection::Pipeline& Appending::add_insert(Connection::Pipeline& pipeline,
                                            const std::string& sql) const {
  std::vector<std::int64_t> seqs;
  std::vector<std::int64_t> times;
  std::vector<std::int64_t> quantities;
  std::vector<std::int32_t> sources;
  std::vector<std::int32_t> companies;
  std::vector<std::int32_t> domains;
  std::vector<std::int32_t> meters;
  std::vector<std::int32_t> days;
  std::vector<std::int16_t> buckets;
  std::vector<std::string_view> ids;
  for (const std::size_t i : order_.indexes()) {
    if (seqs_[i] == 0) continue;
    const UsageEvent& usage = event(i);
    const EventNumbers& numbers = numbers_[i];
    const std::optional<Day>& day = events_[i].day;
    seqs.push_back(seqs_[i]);
    times.push_back(usage.occurred_at.unix_us);
    quantities.push_back(usage.quantity);
    sources.push_back(numbers.source_no);
    companies.push_back(numbers.company_no);
    domains.push_back(numbers.domain_no);
    meters.push_back(numbers.meter_no);
    days.push_back(day ? day->number() : 0);
    buckets.push_back(order_.bucket(i));
    ids.push_back(usage.event_id);
  }
  return pipeline.add(sql, seqs, times, quantities, sources, companies, domains, meters, days,
                      buckets, ids);
}

void Appending::insert(Connection::Pipeline& pipeline) const {
  add_insert(pipeline, insert_sql(""));
}

void Appending::insert_around_others(Connection& connection) {
  Connection::Pipeline pipeline(connection);
  const std::int64_t stored =
      add_insert(pipeline, insert_sql(" ON CONFLICT DO NOTHING")).run().front().changed();
  if (stored == static_cast<std::int64_t>(fresh_.size())) return;
  // What others stored is there by now. Its numbers stay unused.
  Connection::Pipeline again(connection);
  ask(again);
  const std::vector<Rows> rows = again.run();
  for (const Row row : rows.front()) {
    const std::size_t index = asked(row);
    const bool is_own = first_seq_ <= row.integer(6) && row.integer(6) <= last_seq_;
    if (is_own) continue;
    outcomes_[index] = compared(index, row);
    seqs_[index] = 0;
  }
  std::erase_if(fresh_, [&](std::size_t i) { return seqs_[i] == 0; });
  if (stored != static_cast<std::int64_t>(fresh_.size()))
    throw Error(ErrorCode::busy, "another writer removed what it had stored meanwhile: try again");
}

EventBatch Appending::batch(const Lane& lane) {
  EventBatch batch{.no = lane.last_batch + 1,
                   .first_seq = lane.last_seq + 1,
                   .last_seq = last_seq_,
                   .events = static_cast<std::int64_t>(fresh_.size())};
  batch.first_at = event(fresh_.front()).occurred_at;
  batch.last_at = batch.first_at;
  BatchDigest digest;
  for (const std::size_t i : fresh_) {
    const auto& [usage, month, day] = events_[i];
    batch.first_at = std::min(batch.first_at, usage.occurred_at);
    batch.last_at = std::max(batch.last_at, usage.occurred_at);
    digest.add(seqs_[i], usage, month, day);
  }
  batch.digest = batch_digest(lane.digest, batch, digest.parts());
  return batch;
}

LaneTotals Appending::totals() const {
  LaneTotals totals;
  for (const std::size_t i : fresh_) {
    const auto& [usage, month, day] = events_[i];
    const EventNumbers& numbers = numbers_[i];
    Sum& sum = day ? totals.days[{day->number(), numbers.domain_no, numbers.meter_no}]
                   : totals.months[{month.number(), numbers.company_no, numbers.meter_no}];
    sum.quantity += usage.quantity;
    ++sum.events;
  }
  return totals;
}

void Appending::add_late(Connection::Pipeline& pipeline, const Lane& lane) const {
  std::set<std::pair<std::int32_t, std::int32_t>> months;
  std::set<std::pair<std::int32_t, std::int32_t>> days;
  for (const std::size_t i : fresh_) {
    const auto& [usage, month, day] = events_[i];
    if (month.number() > lane.fenced) continue;
    if (day)
      days.emplace(day->number(), numbers_[i].domain_no);
    else
      months.emplace(month.number(), numbers_[i].company_no);
  }
  const auto add = [&](const char* sql, const auto& marks) {
    if (marks.empty()) return;
    std::vector<std::int32_t> times;
    std::vector<std::int32_t> owners;
    for (const auto& [time, owner] : marks) {
      times.push_back(time);
      owners.push_back(owner);
    }
    pipeline.add(sql, lane.lane, lane.epoch, times, owners);
  };
  add("INSERT INTO late_month (lane, epoch, month, company_no)"
      " SELECT $1, $2, late.* FROM unnest($3::integer[], $4::integer[]) AS late"
      " ON CONFLICT DO NOTHING",
      months);
  add("INSERT INTO late_day (lane, epoch, day, domain_no)"
      " SELECT $1, $2, late.* FROM unnest($3::integer[], $4::integer[]) AS late"
      " ON CONFLICT DO NOTHING",
      days);
}

AppendResult Appending::result() {
  AppendResult result{.outcomes = std::move(outcomes_), .new_companies = std::move(new_companies_)};
  if (!fresh_.empty()) result.stored = {{first_seq_, last_seq_}};
  return result;
}

}  // namespace porto::internal::postgres
