// Brevo's webhooks for transactional mail: an event for each call, or an array of them.
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

using counting::accepted;
using counting::delivered;

class BrevoReader final : public JsonReader {
 public:
  BrevoReader(Lines lines, const ReaderOptions& options)
      : JsonReader(std::move(lines), {}),
        rule_(counting_rule(options.import, "brevo", {delivered, accepted})),
        company_from_(options.import, "domain", members_) {}

  std::string_view counting() const override { return rule_; }

 private:
  void read(Row& row) override {
    const std::string_view type = members_.required_text(event_);
    if (type != (rule_ == delivered ? delivered : "request")) {
      row.not_counted = event_type(type);
      return;
    }
    const std::string_view message = members_.required_text(message_id_);
    id_ = message;
    id_ += '/';
    id_ += type;
    id_ += '/';
    id_ += recipient_mark(message, members_.required_text(email_));
    row[Field::event_id] = id_;
    row[Field::quantity] = "1";
    row.time = epoch_instant(members_.required_number(time_), "ts_event");
    domain_ = mail_domain(members_.text(sender_));
    company_from_.set(row, members_, {members_.items(tags_), domain_});
  }

  std::string_view rule_;
  CompanyFrom company_from_;
  JsonMembers::Member event_ = members_.want("event");
  JsonMembers::Member message_id_ = members_.want("message-id");
  JsonMembers::Member email_ = members_.want("email");
  JsonMembers::Member time_ = members_.want("ts_event");
  JsonMembers::Member tags_ = members_.want("tags");
  JsonMembers::Member sender_ = members_.want("sender_email");
  std::string id_;      // of the row at hand
  std::string domain_;  // of the row at hand
};

Match looks_like_brevo(std::string_view head) {
  const JsonHead json(head);
  return json.has("event") && json.has("email") && json.has_any({"message-id", "ts_event"})
             ? Match::yes
             : Match::no;
}

std::unique_ptr<Reader> open_brevo(Lines lines, const ReaderOptions& options) {
  return std::make_unique<BrevoReader>(std::move(lines), options);
}

}  // namespace

extern const Format brevo_format = {"brevo", looks_like_brevo, open_brevo};

}  // namespace porto::internal
