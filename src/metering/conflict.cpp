// See conflict.hpp.
#include "metering/conflict.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "store/corrections.hpp"

namespace porto::internal {
namespace {

// "quantity 3 instead of 2": what the new event has, then what is stored.
void compare(std::string& out, const char* field, const std::string& now, const std::string& then) {
  if (now == then) return;
  out += (out.empty() ? "" : ", ") + std::string(field) + " " + now + " instead of " + then;
}

std::string quantity_text(const std::vector<Meter>& meters, std::string_view meter,
                          std::int64_t quantity) {
  int decimals = 0;
  for (const Meter& known : meters)
    if (known.id == meter) decimals = known.decimals;
  return Decimal::from_scaled(quantity, decimals).to_string();
}

std::string differences(const UsageEvent& event, const StoredEvent& stored,
                        const std::vector<Meter>& meters) {
  const auto named = [](std::string_view company, const char* else_of, std::string_view domain) {
    return company.empty() ? else_of + in_quotes(domain) : in_quotes(company);
  };
  std::string out;
  if (event.company.empty() && stored.company.empty())
    compare(out, "domain", in_quotes(event.domain), in_quotes(stored.domain));
  else
    compare(out, "company", named(event.company, "of domain ", event.domain),
            named(stored.company, "that of domain ", stored.domain));
  compare(out, "meter", in_quotes(event.meter), in_quotes(stored.meter));
  compare(out, "occurred_at", to_rfc3339(event.occurred_at), to_rfc3339(stored.occurred_at));
  compare(out, "quantity", quantity_text(meters, event.meter, event.quantity),
          quantity_text(meters, stored.meter, stored.quantity));
  return out;
}

// A text as the shell takes it for one word.
std::string shell_word(std::string_view text) {
  constexpr std::string_view plain = "-_./:@%+=,";
  const auto is_plain = [&](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           plain.find(c) != plain.npos;
  };
  if (std::ranges::all_of(text, is_plain)) return std::string(text);
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

// "correct m-1 --source mailgun --quantity 12": what to do with a stored event on the command line.
std::string event_command(const std::string& verb, const StoredEvent& stored,
                          const std::string& options = {}) {
  return "porto event " + verb + ' ' + shell_word(stored.event_id) + " --source " +
         shell_word(stored.source) + options + " --actor NAME --reason TEXT";
}

std::string identity_in_words(const UsageEvent& event) {
  return in_quotes(event.event_id) + " of source " + in_quotes(event.source);
}

constexpr const char* kind_of_conflict = "event_id is taken by another event";

}  // namespace

std::optional<StoredEvent> standing_event(Store& store, const UsageEvent& event) {
  std::optional<StoredEvent> stored = store.event(event.source, event.event_id);
  if (stored) stored = last_correction(store, *std::move(stored));
  return stored;
}

bool same_but_quantity(const UsageEvent& event, const StoredEvent& stored) {
  return event.company == stored.company && event.domain == stored.domain &&
         event.meter == stored.meter && event.occurred_at == stored.occurred_at;
}

Refusal why_conflict(const UsageEvent& event, const StoredEvent& standing,
                     const std::vector<Meter>& meters) {
  if (standing.voided)
    return {kind_of_conflict, identity_in_words(event) +
                                  " is voided, and what is voided stays so; if this is to count," +
                                  " give it an id of its own"};
  std::string text = identity_in_words(event) + " has " + differences(event, standing, meters);
  if (standing.event_id != event.event_id)
    text += ", to which it was corrected by " + in_quotes(standing.event_id);
  text += "; the stored event was not changed. ";
  if (same_but_quantity(event, standing))
    return {kind_of_conflict,
            text + "If the new quantity is right: " +
                event_command("correct", standing,
                              " --quantity " + quantity_text(meters, event.meter, event.quantity)) +
                "; for all such rows of a file: import it with --correct"};
  return {kind_of_conflict,
          text + "If the stored event is wrong, void it: " + event_command("void", standing) +
              "; then, or if both are right, give this one an id of its own"};
}

Refusal why_conflict_with_correction(const UsageEvent& event, std::string_view corrected) {
  return {kind_of_conflict, identity_in_words(event) + " was made here, by the correction of " +
                                in_quotes(corrected) +
                                ", and was not sent; if this is another event, give it an id of"
                                " its own"};
}

Refusal why_conflict_with_pruned(const UsageEvent& event) {
  return {kind_of_conflict,
          identity_in_words(event) +
              " was counted before with another owner, meter, time or quantity, and its event has"
              " been pruned since; nothing was changed. If this row is another event, give it an id"
              " of its own; if it is right and the other was not, keep it and settle it with the"
              " company by hand"};
}

Refusal why_conflict_in_import(const UsageEvent& event, const StoredEvent& standing,
                               const std::vector<Meter>& meters) {
  return {"event_id is there twice with other content",
          identity_in_words(event) + " has " + differences(event, standing, meters) +
              " of another row of this import; nothing was changed by this row: keep the one that"
              " is right, or give each an id of its own"};
}

bool PrunedEvents::counts_so(const DatedEvent& dated) {
  read_corrections();
  std::pair identity(std::string(dated.event.source), std::string(dated.event.event_id));
  auto correction = corrections_.find(identity);
  if (correction == corrections_.end()) return false;
  // A damaged ledger may have a circle of them.
  for (std::size_t left = corrections_.size(); correction != corrections_.end() && left > 0;
       --left) {
    identity.second = correction->second;
    correction = corrections_.find(identity);
  }
  DatedEvent last = dated;
  last.event.event_id = identity.second;  // empty, which no event has, if the last is voided
  return store_.find({&last, 1}).front() == Outcome::duplicate;
}

std::string PrunedEvents::corrected_by(const UsageEvent& event) {
  read_corrections();
  const auto corrected = corrected_.find({std::string(event.source), std::string(event.event_id)});
  return corrected == corrected_.end() ? std::string() : corrected->second;
}

void PrunedEvents::read_corrections() {
  if (std::exchange(is_read_, true)) return;
  for (const StoredVoid& stored : store_.voids()) {
    const Void& what = stored.what;
    corrections_[{what.source, what.event_id}] = stored.replaced_by;
    if (!stored.replaced_by.empty()) corrected_[{what.source, stored.replaced_by}] = what.event_id;
  }
}

}  // namespace porto::internal
