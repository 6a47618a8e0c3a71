// Amazon SES: event publishing and feedback notifications, out of whatever wraps them (unwrap.hpp).
#include "base/digest.hpp"
#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

using counting::delivered;
using counting::processed;

class SesReader final : public JsonReader {
 public:
  SesReader(Lines lines, const ReaderOptions& options)
      : JsonReader(std::move(lines), {}),
        rule_(counting_rule(options.import, "ses", {processed, delivered})),
        company_from_(options.import, "domain", members_) {}

  std::string_view counting() const override { return rule_; }

 private:
  void read(Row& row) override {
    std::string_view type = members_.text(event_type_);
    if (type.empty()) type = members_.text(notification_type_);
    if (type.empty())
      throw Refusal{"row is not an SES event",
                    "it has no member eventType or notificationType, nor wraps one that has"};
    const bool counts = type == (rule_ == processed ? "Send" : "Delivery");
    if (!counts) {
      row.not_counted = event_type(type);
      return;
    }
    id_ = members_.required_text(message_id_);
    id_ += '/';
    id_ += type;
    if (rule_ == processed) {
      count(row, destination_, mail_time_);
    } else {
      count(row, recipients_, delivery_time_);
      id_ += '/' + recipients_mark();  // a message may be delivered in several events
    }
    row[Field::event_id] = id_;
    domain_ = sending_domain();
    company_from_.set(row, members_, {{}, domain_});
  }

  void count(Row& row, JsonMembers::Member recipients, JsonMembers::Member time) {
    if (members_[recipients].items == 0)
      throw Refusal{members_.path(recipients) + " is missing", "its length is what is counted"};
    quantity_ = std::to_string(members_[recipients].items);
    row[Field::quantity] = quantity_;
    row.time = rfc3339_instant(members_.required_text(time), members_.path(time));
  }

  std::string recipients_mark() const {
    std::string all;
    for (const std::string_view recipient : members_.items(recipients_)) {
      all += recipient;
      all += '\n';
    }
    return recipient_mark(members_.text(message_id_), all);
  }

  std::string sending_domain() const {
    std::string domain = mail_domain(members_.text(mail_source_));
    if (domain.empty() && members_[from_domain_].items == 1)
      read_domain(members_.items(from_domain_)[0], domain);
    if (!domain.empty()) return domain;
    const std::string_view arn = members_.text(source_arn_);  // arn:...:identity/example.com
    const std::string_view identity = arn.substr(arn.rfind('/') + 1);
    read_domain(identity, domain);
    return domain;
  }

  std::string_view rule_;
  CompanyFrom company_from_;
  JsonMembers::Member event_type_ = members_.want("eventType");
  JsonMembers::Member notification_type_ = members_.want("notificationType");
  JsonMembers::Member message_id_ = members_.want("mail.messageId");
  JsonMembers::Member mail_time_ = members_.want("mail.timestamp");
  JsonMembers::Member destination_ = members_.want("mail.destination");
  JsonMembers::Member mail_source_ = members_.want("mail.source");
  JsonMembers::Member source_arn_ = members_.want("mail.sourceArn");
  JsonMembers::Member from_domain_ = members_.want("mail.tags.ses:from-domain");
  JsonMembers::Member delivery_time_ = members_.want("delivery.timestamp");
  JsonMembers::Member recipients_ = members_.want("delivery.recipients");
  std::string id_;  // of the row at hand, as the next two
  std::string quantity_;
  std::string domain_;
};

Match looks_like_ses(std::string_view head) {
  const JsonHead json(head);
  if (json.has("mail") && json.has_any({"eventType", "notificationType"})) return Match::yes;
  // A notification of Amazon SNS that tells of no format: SES confirms its topics by them.
  return json.has("Type") && json.has("TopicArn") ? Match::maybe : Match::no;
}

std::unique_ptr<Reader> open_ses(Lines lines, const ReaderOptions& options) {
  return std::make_unique<SesReader>(std::move(lines), options);
}

}  // namespace

extern const Format ses_format = {"ses", looks_like_ses, open_ses};

}  // namespace porto::internal
