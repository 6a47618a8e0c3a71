// SendGrid's event webhook: an array of events.
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

using counting::delivered;
using counting::processed;

class SendgridReader final : public JsonReader {
 public:
  SendgridReader(Lines lines, const ReaderOptions& options)
      : JsonReader(std::move(lines), {}),
        rule_(counting_rule(options.import, "sendgrid", {processed, delivered})),
        company_from_(options.import, {}, members_) {}

  std::string_view counting() const override { return rule_; }

 private:
  void read(Row& row) override {
    const std::string_view type = members_.required_text(event_);
    if (type != rule_) {
      row.not_counted = event_type(type);
      return;
    }
    const std::string_view time = members_.required_number(timestamp_);
    row.time = epoch_instant(time, "timestamp");
    identify(type, time);
    row[Field::event_id] = id_;
    row[Field::quantity] = "1";
    const std::string_view only[] = {members_.text(category_)};
    const bool is_list = members_[category_].kind == JsonKind::array;
    company_from_.set(row, members_, {is_list ? members_.items(category_) : only});
  }

  // sg_event_id is another one when SendGrid sends an event again.
  void identify(std::string_view type, std::string_view time) {
    const std::string_view message = members_.required_text(message_id_);
    id_ = message;
    id_ += '/';
    id_ += type;
    id_ += '/';
    id_ += time;
    id_ += '/';
    id_ += recipient_mark(message, members_.required_text(email_));
  }

  std::string_view rule_;
  CompanyFrom company_from_;
  JsonMembers::Member event_ = members_.want("event");
  JsonMembers::Member timestamp_ = members_.want("timestamp");
  JsonMembers::Member message_id_ = members_.want("sg_message_id");
  JsonMembers::Member email_ = members_.want("email");
  JsonMembers::Member category_ = members_.want("category");
  std::string id_;  // of the row at hand
};

Match looks_like_sendgrid(std::string_view head) {
  const JsonHead json(head);
  return json.has_any({"sg_event_id", "sg_message_id"}) ? Match::yes : Match::no;
}

std::unique_ptr<Reader> open_sendgrid(Lines lines, const ReaderOptions& options) {
  return std::make_unique<SendgridReader>(std::move(lines), options);
}

}  // namespace

extern const Format sendgrid_format = {"sendgrid", looks_like_sendgrid, open_sendgrid};

}  // namespace porto::internal
