// Azure Communication Services: e-mail delivery reports through Azure Event Grid, in its own schema
// or in that of CloudEvents.
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view delivery_report = "Microsoft.Communication.EmailDeliveryReportReceived";

bool is_azure_text(std::string_view head) {
  return head.find("\"Microsoft.Communication.Email") != head.npos;
}

class AzureReader final : public JsonReader {
 public:
  AzureReader(Lines lines, const ReaderOptions& options)
      : JsonReader(std::move(lines), {}),
        rule_(counting_rule(options.import, "azure", {"delivered"})),
        company_from_(options.import, "domain", members_) {}

  std::string_view counting() const override { return rule_; }

 private:
  void read(Row& row) override {
    const bool is_cloud_event = members_[event_type_].kind == JsonKind::absent;
    const std::string_view type = members_.required_text(is_cloud_event ? type_ : event_type_);
    if (type != delivery_report) {  // a validation of the subscription, an engagement
      row.not_counted = event_type(type);
      return;
    }
    const std::string_view status = members_.required_text(status_);
    if (status != "Delivered") {
      row.not_counted = event_type(status);
      return;
    }
    row[Field::event_id] = members_.required_text(id_);
    row[Field::quantity] = "1";
    row.time = time();
    domain_ = mail_domain(members_.text(sender_));
    company_from_.set(row, members_, {{}, domain_});
  }

  // Azure writes the member both ways.
  Instant time() const {
    const bool small_s = members_[attempt_time_].kind == JsonKind::absent;
    const JsonMembers::Member member = small_s ? attempt_timestamp_ : attempt_time_;
    return rfc3339_instant(members_.required_text(member), members_.path(member));
  }

  std::string_view rule_;
  CompanyFrom company_from_;
  JsonMembers::Member id_ = members_.want("id");
  JsonMembers::Member event_type_ = members_.want("eventType");
  JsonMembers::Member type_ = members_.want("type");
  JsonMembers::Member status_ = members_.want("data.status");
  JsonMembers::Member sender_ = members_.want("data.sender");
  JsonMembers::Member attempt_time_ = members_.want("data.deliveryAttemptTimeStamp");
  JsonMembers::Member attempt_timestamp_ = members_.want("data.deliveryAttemptTimestamp");
  std::string domain_;  // of the row at hand
};

// Azure's schema, or that of CloudEvents with a type of Azure's.
Match looks_like_azure(std::string_view head) {
  const JsonHead json(head);
  if (json.has("specversion") && is_azure_text(head)) return Match::yes;
  return json.has("eventType") && json.has("data") &&
                 json.has_any({"topic", "dataVersion", "metadataVersion"})
             ? Match::yes
             : Match::no;
}

std::unique_ptr<Reader> open_azure(Lines lines, const ReaderOptions& options) {
  return std::make_unique<AzureReader>(std::move(lines), options);
}

}  // namespace

extern const Format azure_format = {"azure", looks_like_azure, open_azure};

}  // namespace porto::internal
