// See verify_kept.hpp.
#include "billing/proof/verify_kept.hpp"

#include <algorithm>
#include <map>

namespace porto::internal {
namespace {

constexpr std::string_view batch_record = "batch";
constexpr std::string_view chained_records[] = {"change", "undo", "void"};

using RecordDigests = std::map<std::int64_t, std::string>;  // by number

bool is_record(std::string_view name) {
  return name == batch_record ||
         std::ranges::find(chained_records, name) != std::end(chained_records);
}

bool is_digest(std::string_view text) {
  constexpr std::size_t digits = 64;
  return text.size() == digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

RecordDigests read_record_digests(Store& store, std::string_view record) {
  RecordDigests digests;
  if (record == batch_record)
    store.each_batch([&](const EventBatch& batch) { digests[batch.no] = batch.digest; });
  if (record == "change")
    for (const Change& change : store.changes()) digests[change.no] = change.digest;
  if (record == "void")
    for (const StoredVoid& stored : store.voids()) digests[stored.no] = stored.digest;
  if (record == "undo")
    for (const ImportRecord& import : store.imports())
      if (import.undone) digests[import.undone->no] = import.undone->digest;
  return digests;
}

class VerifyKept {
 public:
  VerifyKept(Store& store, std::span<const ClosedMonth> closed_months, Findings& findings)
      : store_(store), closed_months_(closed_months), findings_(findings) {}

  void check(const KeptDigest& kept) {
    findings_.same(Check::kept, kept.name() + (kept.month ? ": hash" : ": digest"),
                   kept.month ? hash_of(*kept.month) : digest_of(kept), kept.digest);
  }

 private:
  std::string hash_of(Month month) const {
    const auto found = std::ranges::find(closed_months_, month, &ClosedMonth::month);
    return found == closed_months_.end() ? "not closed" : found->hash;
  }
  std::string digest_of(const KeptDigest& kept) {
    const auto [digests, is_new] = digests_.try_emplace(kept.record);
    if (is_new) digests->second = read_record_digests(store_, kept.record);
    const auto found = digests->second.find(kept.number);
    return found == digests->second.end() ? "not there" : found->second;
  }

  Store& store_;
  std::span<const ClosedMonth> closed_months_;
  Findings& findings_;
  std::map<std::string, RecordDigests> digests_;  // of the records that were asked for
};

}  // namespace

void check_expected(std::span<const KeptDigest> expected) {
  for (const KeptDigest& kept : expected) {
    if (!kept.month && (!is_record(kept.record) || kept.number < 1))
      throw Error(ErrorCode::invalid_argument,
                  "there is no record " + in_quotes(kept.name()) +
                      "; digests are kept of batch, change, undo and void, with a number from 1",
                  "expected");
    if (!is_digest(kept.digest))
      throw Error(ErrorCode::invalid_argument,
                  in_quotes(kept.digest) + ", expected of " + kept.name() +
                      ", is no digest; it has 64 hexadecimal digits, 0 to 9 and a to f",
                  "expected");
  }
}

void verify_kept(Store& store, std::span<const ClosedMonth> closed_months,
                 std::span<const KeptDigest> expected, Findings& findings) {
  if (expected.empty()) return;
  VerifyKept verification(store, closed_months, findings);
  for (const KeptDigest& kept : expected)
    findings.attempt(Check::kept, kept.name(), [&] { verification.check(kept); });
  findings.checked(Check::kept, expected.size(),
                   counted(expected.size(), "digest") + " that " +
                       (expected.size() == 1 ? "was" : "were") + " kept elsewhere");
}

std::vector<KeptDigest> to_keep(Store& store, std::span<const ClosedMonth> closed_months) {
  std::vector<KeptDigest> keep;
  const Position position = store.position();
  for (const LaneHead& head : position.lanes)
    keep.push_back({{}, std::string(batch_record), head.last_batch, head.digest});
  for (const ChainHead& head : position.chains)
    keep.push_back({{}, head.chain, head.last, head.digest});
  if (!closed_months.empty())
    keep.push_back({closed_months.back().month, {}, 0, closed_months.back().hash});
  return keep;
}

}  // namespace porto::internal
