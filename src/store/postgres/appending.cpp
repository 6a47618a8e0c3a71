// See appending.hpp.
#include "store/postgres/appending.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "store/errors.hpp"
#include "store/postgres/identity.hpp"

namespace porto::internal::postgres {
namespace {

constexpr std::int32_t unknown_name = -1;

// OFFSET 0: an index look-up for each, whatever the statistics of a new table say.
constexpr const char* ask_sql =
    "SELECT (k.place - 1)::integer, e.company_no, e.domain_no, e.meter_no, e.occurred_at,"
    " e.quantity, e.seq"
    " FROM unnest($1::smallint[], $2::integer[], $3::text[])"
    " WITH ORDINALITY AS k (bucket, source_no, event_id, place),"
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
         " SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::integer[],"
         " $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::smallint[], "
         "$10::text[])" +
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

template <class Of>
std::vector<std::string_view> texts_of(std::span<const DatedEvent> events, Of of) {
  std::vector<std::string_view> texts;
  std::string_view last;
  for (const DatedEvent& dated : events) {
    const std::string_view text = of(dated.event);
    if (text.empty() || text == last) continue;
    texts.push_back(text);
    last = text;
  }
  return texts;
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
      numbers_(events.size()),
      known_(events.size()),
      outcomes_(events.size(), Outcome::stored) {}

bool Appending::remembers_names() {
  set_numbers();
  return std::ranges::none_of(numbers_, [](const EventNumbers& one) {
    return one.source_no == unknown_name || one.company_no == unknown_name ||
           one.domain_no == unknown_name || one.meter_no == unknown_name;
  });
}

void Appending::look_up_names(Connection& connection) {
  names_.sources.look_up(connection, texts_of(events_, [](auto& one) { return one.source; }));
  names_.companies.look_up(connection, texts_of(events_, [](auto& one) { return one.company; }));
  names_.domains.look_up(connection, texts_of(events_, [](auto& one) { return one.domain; }));
  names_.meters.look_up(connection, texts_of(events_, [](auto& one) { return one.meter; }));
  set_numbers();
}

void Appending::set_numbers() {
  const auto number = [](const Names& names, std::string_view id) {
    if (id.empty()) return 0;
    const std::int32_t known = names.number(id);
    return known == 0 ? unknown_name : known;
  };
  for (std::size_t i = 0; i < events_.size(); ++i)
    numbers_[i] = {.bucket = bucket_of(event(i).source, event(i).event_id),
                   .source_no = number(names_.sources, event(i).source),
                   .company_no = number(names_.companies, event(i).company),
                   .domain_no = number(names_.domains, event(i).domain),
                   .meter_no = number(names_.meters, event(i).meter)};
}

void Appending::ask(Connection::Pipeline& pipeline) const {
  std::vector<std::int16_t> buckets;
  std::vector<std::int32_t> sources;
  std::vector<std::string_view> ids;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    buckets.push_back(numbers_[i].bucket);
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

void Appending::take_known(const Rows& rows) {
  for (const Row row : rows) {
    const auto index = static_cast<std::size_t>(row.number(0));
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
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> first;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (known_[i]) {
      outcomes_[i] = *known_[i];
      continue;
    }
    if (outcomes_[i] == Outcome::rejected) continue;
    const auto [of, is_new] = first.try_emplace({event(i).source, event(i).event_id}, i);
    if (is_new)
      fresh_.push_back({i, 0});
    else
      outcomes_[i] =
          same_content(event(of->second), event(i)) ? Outcome::duplicate : Outcome::conflict;
  }
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (outcomes_[i] != Outcome::rejected || known_[i]) continue;
    const auto of = first.find({event(i).source, event(i).event_id});
    if (of != first.end())
      outcomes_[i] =
          same_content(event(of->second), event(i)) ? Outcome::duplicate : Outcome::conflict;
  }
}

// One by one, so that their numbers are in the order in which they are met: events are numbered in
// the order of these.
void Appending::add_sources(Connection& connection) {
  for (const Fresh& one : fresh_)
    if (names_.sources.number(event(one.index).source) == 0)
      names_.sources.add(connection, {event(one.index).source});
}

void Appending::add_names(Connection& connection) {
  std::vector<std::string_view> companies;
  std::vector<std::string_view> domains;
  for (const Fresh& one : fresh_) {
    if (numbers_[one.index].company_no == unknown_name)
      companies.push_back(event(one.index).company);
    if (numbers_[one.index].domain_no == unknown_name) domains.push_back(event(one.index).domain);
  }
  add_sources(connection);
  if (!companies.empty()) new_companies_ = names_.companies.add(connection, companies);
  if (!domains.empty()) names_.domains.add(connection, domains);
  set_numbers();
}

void Appending::number(Connection& connection, std::int64_t first_seq) {
  choose_fresh();
  if (!fresh_.empty()) add_names(connection);
  std::sort(fresh_.begin(), fresh_.end(), [this](const Fresh& a, const Fresh& b) {
    return std::tuple(numbers_[a.index].source_no, event(a.index).event_id) <
           std::tuple(numbers_[b.index].source_no, event(b.index).event_id);
  });
  first_seq_ = first_seq;
  last_seq_ = first_seq - 1;
  for (Fresh& one : fresh_) one.seq = ++last_seq_;
}

// Two transactions that store the same identities in this order never wait for each other in a
// ring.
std::vector<Appending::Fresh> Appending::in_order_of_key() const {
  std::vector<Fresh> ordered = fresh_;
  std::stable_sort(ordered.begin(), ordered.end(), [this](const Fresh& a, const Fresh& b) {
    return numbers_[a.index].bucket < numbers_[b.index].bucket;
  });
  return ordered;
}

void Appending::copy(Connection& connection) const {
  constexpr std::int16_t columns = 10;
  constexpr std::size_t row_bytes = 128;
  std::string rows;
  rows.reserve(fresh_.size() * row_bytes);
  for (const Fresh& one : in_order_of_key()) {
    const UsageEvent& usage = event(one.index);
    const EventNumbers& numbers = numbers_[one.index];
    const std::optional<Day>& day = events_[one.index].day;
    put(rows, columns);
    put_field(rows, one.seq);
    put_field(rows, usage.occurred_at.unix_us);
    put_field(rows, usage.quantity);
    put_field(rows, numbers.source_no);
    put_field(rows, numbers.company_no);
    put_field(rows, numbers.domain_no);
    put_field(rows, numbers.meter_no);
    put_field(rows, static_cast<std::int32_t>(day ? day->number() : 0));
    put_field(rows, numbers.bucket);
    put_field(rows, usage.event_id);
  }
  connection.copy_in(
      std::string("COPY usage_event ") + copied_columns + " FROM STDIN (FORMAT binary)", rows);
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
  for (const Fresh& one : in_order_of_key()) {
    const UsageEvent& usage = event(one.index);
    const EventNumbers& numbers = numbers_[one.index];
    const std::optional<Day>& day = events_[one.index].day;
    seqs.push_back(one.seq);
    times.push_back(usage.occurred_at.unix_us);
    quantities.push_back(usage.quantity);
    sources.push_back(numbers.source_no);
    companies.push_back(numbers.company_no);
    domains.push_back(numbers.domain_no);
    meters.push_back(numbers.meter_no);
    days.push_back(day ? day->number() : 0);
    buckets.push_back(numbers.bucket);
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
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> taken;
  for (const Row row : rows.front()) {
    const auto index = static_cast<std::size_t>(row.number(0));
    const bool is_own = first_seq_ <= row.integer(6) && row.integer(6) <= last_seq_;
    if (is_own) continue;
    outcomes_[index] = compared(index, row);
    taken.emplace(std::pair(event(index).source, event(index).event_id), index);
  }
  std::erase_if(fresh_, [&](const Fresh& one) {
    return taken.contains({event(one.index).source, event(one.index).event_id});
  });
  if (stored != static_cast<std::int64_t>(fresh_.size()))
    throw Error(ErrorCode::busy, "another writer removed what it had stored meanwhile: try again");
}

EventBatch Appending::batch(const Lane& lane) {
  EventBatch batch{.no = lane.last_batch + 1,
                   .first_seq = lane.last_seq + 1,
                   .last_seq = last_seq_,
                   .events = static_cast<std::int64_t>(fresh_.size())};
  batch.first_at = event(fresh_.front().index).occurred_at;
  batch.last_at = batch.first_at;
  BatchDigest digest;
  for (const Fresh& one : fresh_) {
    const auto& [usage, month, day] = events_[one.index];
    batch.first_at = std::min(batch.first_at, usage.occurred_at);
    batch.last_at = std::max(batch.last_at, usage.occurred_at);
    digest.add(one.seq, usage, month, day);
  }
  batch.digest = batch_digest(lane.digest, batch, digest.parts());
  return batch;
}

LaneTotals Appending::totals() const {
  LaneTotals totals;
  for (const Fresh& one : fresh_) {
    const auto& [usage, month, day] = events_[one.index];
    const EventNumbers& numbers = numbers_[one.index];
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
  for (const Fresh& one : fresh_) {
    const auto& [usage, month, day] = events_[one.index];
    if (month.number() > lane.fenced) continue;
    if (day)
      days.emplace(day->number(), numbers_[one.index].domain_no);
    else
      months.emplace(month.number(), numbers_[one.index].company_no);
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
