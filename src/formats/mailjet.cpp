// Mailjet's event API: an event for each call, or an array of them.
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

class MailjetReader final : public JsonReader {
 public:
  MailjetReader(Lines lines, const ReaderOptions& options)
      : JsonReader(std::move(lines), {}),
        rule_(counting_rule(options.import, "mailjet", {"delivered"})),
        company_from_(options.import, {}, members_) {}

  std::string_view counting() const override { return rule_; }

 private:
  void read(Row& row) override {
    const std::string_view type = members_.required_text(event_);
    if (type != "sent") {  // the recipient's server has taken it
      row.not_counted = event_type(type);
      return;
    }
    const std::string_view message = members_.required_number(message_id_);
    id_ = message;
    id_ += "/sent/";
    id_ += recipient_mark(message, members_.required_text(email_));
    row[Field::event_id] = id_;
    row[Field::quantity] = "1";
    row.time = epoch_instant(members_.required_number(time_), "time");
    company_from_.set(row, members_, {});
  }

  std::string_view rule_;
  CompanyFrom company_from_;
  JsonMembers::Member event_ = members_.want("event");
  JsonMembers::Member message_id_ = members_.want("MessageID");
  JsonMembers::Member email_ = members_.want("email");
  JsonMembers::Member time_ = members_.want("time");
  std::string id_;  // of the row at hand
};

Match looks_like_mailjet(std::string_view head) {
  const JsonHead json(head);
  return json.has("event") && json.has_any({"MessageID", "Message_GUID", "mj_campaign_id"})
             ? Match::yes
             : Match::no;
}

std::unique_ptr<Reader> open_mailjet(Lines lines, const ReaderOptions& options) {
  return std::make_unique<MailjetReader>(std::move(lines), options);
}

}  // namespace

extern const Format mailjet_format = {"mailjet", looks_like_mailjet, open_mailjet};

}  // namespace porto::internal
