// Lago's usage events: bare, or as its API takes them, in "event" or in the list "events".
#include <array>

#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

constexpr std::array<std::string_view, 1> lago_envelopes = {"events"};

class LagoReader final : public JsonReader {
 public:
  LagoReader(Lines lines, const ReaderOptions& options)
      : JsonReader(std::move(lines), lago_envelopes),
        quantity_from_(options.import.quantity_from, members_),
        company_from_(options.import, "external_subscription_id", members_) {
    members_.unwrap("event");
  }

 private:
  void read(Row& row) override {
    // A transaction id is unique within its subscription.
    id_ = members_.required_text(subscription_);
    id_ += '/';
    id_ += members_.required_text(transaction_);
    row[Field::event_id] = id_;
    row.time = epoch_instant(members_.required_number(timestamp_), "timestamp");
    row[Field::quantity] = quantity_from_.of(members_);
    company_from_.set(row, members_, {});
  }

  QuantityFrom quantity_from_;
  CompanyFrom company_from_;
  JsonMembers::Member subscription_ = members_.want("external_subscription_id");
  JsonMembers::Member transaction_ = members_.want("transaction_id");
  JsonMembers::Member timestamp_ = members_.want("timestamp");
  std::string id_;  // of the row at hand
};

Match looks_like_lago(std::string_view head) {
  const JsonHead json(head);
  return json.has_any({"transaction_id", "event.transaction_id", "events[].transaction_id"})
             ? Match::yes
             : Match::no;
}

std::unique_ptr<Reader> open_lago(Lines lines, const ReaderOptions& options) {
  return std::make_unique<LagoReader>(std::move(lines), options);
}

}  // namespace

extern const Format lago_format = {"lago", looks_like_lago, open_lago};

}  // namespace porto::internal
