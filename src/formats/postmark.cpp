// Postmark's webhooks: an object for each call. Those of mail that came in have no RecordType.
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

class PostmarkReader final : public JsonReader {
 public:
  PostmarkReader(Lines lines, const ReaderOptions& options)
      : JsonReader(std::move(lines), {}),
        rule_(counting_rule(options.import, "postmark", {"delivered"})),
        company_from_(options.import, {}, members_) {}

  std::string_view counting() const override { return rule_; }

 private:
  void read(Row& row) override {
    const bool is_inbound = members_[record_type_].kind == JsonKind::absent &&
                            members_[from_full_].kind == JsonKind::object;
    const std::string_view type = is_inbound ? "Inbound" : members_.required_text(record_type_);
    if (type != "Delivery") {
      row.not_counted = event_type(type);
      return;
    }
    const std::string_view message = members_.required_text(message_id_);
    id_ = message;
    id_ += "/Delivery/";
    id_ += recipient_mark(message, members_.required_text(recipient_));
    row[Field::event_id] = id_;
    row[Field::quantity] = "1";
    row.time = rfc3339_instant(members_.required_text(delivered_at_), "DeliveredAt");
    const std::string_view tag = members_.text(tag_);
    company_from_.set(row, members_, {{&tag, 1}});
  }

  std::string_view rule_;
  CompanyFrom company_from_;
  JsonMembers::Member record_type_ = members_.want("RecordType");
  JsonMembers::Member from_full_ = members_.want("FromFull");
  JsonMembers::Member message_id_ = members_.want("MessageID");
  JsonMembers::Member recipient_ = members_.want("Recipient");
  JsonMembers::Member delivered_at_ = members_.want("DeliveredAt");
  JsonMembers::Member tag_ = members_.want("Tag");
  std::string id_;  // of the row at hand
};

Match looks_like_postmark(std::string_view head) {
  const JsonHead json(head);
  if (json.has("RecordType")) return Match::yes;
  return json.has("FromFull") && json.has("MessageID") ? Match::maybe : Match::no;
}

std::unique_ptr<Reader> open_postmark(Lines lines, const ReaderOptions& options) {
  return std::make_unique<PostmarkReader>(std::move(lines), options);
}

}  // namespace

extern const Format postmark_format = {"postmark", looks_like_postmark, open_postmark};

}  // namespace porto::internal
