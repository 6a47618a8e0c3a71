// Mailgun: pages of the Events API and of the Logs API, webhook payloads, and bare events, in any
// mix. docs/reference/formats.md says what is counted and what makes an event the same.
#include <sodium.h>

#include <array>
#include <string>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "calendar/microseconds.hpp"
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

constexpr std::array<std::string_view, 1> mailgun_envelopes = {"items"};
using counting::accepted;
using counting::delivered;
using counting::processed;
constexpr std::string_view failed = "failed";

// The day of an instant in UTC, "2026-03-01". The last days are remembered: events come in any
// order, and writing a day takes as long as reading a time.
class UtcDay {
 public:
  const std::string& of(Instant instant) {
    const std::int64_t day = instant.unix_us / us_per_day;
    Known& known = known_[static_cast<std::uint64_t>(day) % known_.size()];
    if (known.day != day) known = {day, to_rfc3339({day * us_per_day}).substr(0, 10)};
    return known.text;
  }

 private:
  struct Known {
    std::int64_t day = -1;  // since 1970; none
    std::string text;
  };
  std::array<Known, 128> known_;
};

// Checks who sent a webhook: HMAC-SHA256 of timestamp and token. The event itself is not signed.
class Signature {
 public:
  Signature(std::string key, JsonMembers& members)
      : key_(std::move(key)),
        timestamp_(members.want("signature.timestamp")),
        token_(members.want("signature.token")),
        signature_(members.want("signature.signature")) {}

  void verify(const JsonMembers& members) const {
    if (key_.empty()) return;
    const std::string_view given = members.text(signature_);
    if (given.empty() || members.text(token_).empty())
      throw Refusal{"signature is missing", "with a signing key only signed webhooks are taken"};
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes(key_), key_.size());
    for (const std::string_view part : {members.required_number(timestamp_), members.text(token_)})
      crypto_auth_hmacsha256_update(&state, bytes(part), part.size());
    crypto_auth_hmacsha256_final(&state, mac.data());
    std::array<char, 2 * mac.size() + 1> hex;
    sodium_bin2hex(hex.data(), hex.size(), mac.data(), mac.size());
    if (given.size() != hex.size() - 1 ||
        sodium_memcmp(given.data(), hex.data(), given.size()) != 0)
      throw Refusal{"signature is wrong",
                    "the webhook is not from Mailgun, or the signing key is not"
                    " the domain's"};
  }

 private:
  static const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
  }

  std::string key_;
  JsonMembers::Member timestamp_;
  JsonMembers::Member token_;
  JsonMembers::Member signature_;
};

class MailgunReader final : public JsonReader {
 public:
  MailgunReader(Lines lines, const ReaderOptions& options)
      : JsonReader(std::move(lines), mailgun_envelopes),
        rule_(counting_rule(options.import, "mailgun", {processed, delivered, accepted})),
        signature_(options.import.signing_key, members_),
        company_from_(options.import, "domain", members_) {
    members_.unwrap("event-data");
  }

  std::string_view counting() const override { return rule_; }

 private:
  void read(Row& row) override {
    const std::string_view type = members_.text(event_);
    if (type.empty())
      throw Refusal{"row is not a Mailgun event", "it has no member event, nor event-data"};
    signature_.verify(members_);
    row.not_counted = not_counted(type);
    if (!row.not_counted.empty()) return;
    row.time = time();
    identify(type, *row.time);
    row[Field::event_id] = id_;
    row[Field::quantity] = "1";
    read_sending_domain();
    company_from_.set(row, members_, {members_.items(tags_), domain_});
  }

  bool has_flag(JsonMembers::Member flag) const { return members_[flag].text == "true"; }

  // What an event that is no usage is called in the report; empty for one that is.
  std::string_view not_counted(std::string_view type) const {
    if (type == accepted) return rule_ == accepted ? std::string_view{} : accepted;
    if (type == delivered) return rule_ == accepted ? delivered : std::string_view{};
    if (type != failed) return event_type(type);
    const std::string_view severity = members_.text(severity_);
    const bool permanent = severity == "permanent";
    if (severity == "temporary") return "failed temporary";
    if (has_flag(delayed_bounce_))
      return permanent ? "failed permanent, delayed bounce" : "failed, delayed bounce";
    if (has_flag(callback_))
      return permanent ? "failed permanent, failed callback" : "failed, failed callback";
    if (rule_ != processed) return permanent ? "failed permanent" : "failed";
    if (!permanent)
      throw Refusal{"severity is unknown", in_quotes(members_.required_text(severity_)) +
                                               "; it should be permanent or temporary"};
    return {};
  }

  // Floored to milliseconds, which is all that the Logs API has: the same event has one time
  // wherever it comes from.
  Instant time() const {
    const bool of_logs = members_[timestamp_].kind == JsonKind::absent;
    Instant at = of_logs ? rfc3339_instant(members_.required_text(log_time_), "@timestamp")
                         : epoch_instant(members_.required_number(timestamp_), "timestamp");
    constexpr std::int64_t us_per_ms = 1'000;
    at.unix_us -= (at.unix_us % us_per_ms + us_per_ms) % us_per_ms;
    return at;
  }

  void identify(std::string_view type, Instant at) {
    const JsonValue& id = members_[event_id_];
    if (id.kind != JsonKind::absent && id.kind != JsonKind::null) {
      id_ = day_.of(at);  // ids are unique within a day
      id_ += '/';
      id_ += members_.required_text(event_id_);
    } else {
      identify_by_message(type);
    }
    id_ += '/';
    id_ += type;
  }

  // A message is delivered to a recipient, or fails for good, once. It may be accepted more often.
  void identify_by_message(std::string_view type) {
    const std::string_view message = members_.text(message_id_);
    const std::string_view recipient = members_.text(recipient_);
    if (type == accepted || message.empty() || recipient.empty())
      throw Refusal{"id is missing",
                    "without it, only an event delivered or failed with"
                    " message.headers.message-id and recipient has an identity"};
    id_ = "message/";
    id_ += sha256_hex(message).substr(0, 32);
    id_ += '/';
    id_ += recipient_mark(message, recipient);
  }

  void read_sending_domain() {
    read_domain(members_.text(domain_name_), domain_);
    if (domain_.empty()) read_mail_domain(members_.text(sender_), domain_);
    if (domain_.empty()) read_mail_domain(members_.text(from_), domain_);
  }

  std::string_view rule_;
  Signature signature_;
  CompanyFrom company_from_;
  JsonMembers::Member event_ = members_.want("event");
  JsonMembers::Member event_id_ = members_.want("id");
  JsonMembers::Member timestamp_ = members_.want("timestamp");
  JsonMembers::Member log_time_ = members_.want("@timestamp");
  JsonMembers::Member severity_ = members_.want("severity");
  JsonMembers::Member delayed_bounce_ = members_.want("flags.is-delayed-bounce");
  JsonMembers::Member callback_ = members_.want("flags.is-callback");
  JsonMembers::Member recipient_ = members_.want("recipient");
  JsonMembers::Member message_id_ = members_.want("message.headers.message-id");
  JsonMembers::Member from_ = members_.want("message.headers.from");
  JsonMembers::Member sender_ = members_.want("envelope.sender");
  JsonMembers::Member domain_name_ = members_.want("domain.name");
  JsonMembers::Member tags_ = members_.want("tags");
  UtcDay day_;
  std::string id_;      // of the row at hand
  std::string domain_;  // of the row at hand
};

Match looks_like_mailgun(std::string_view head) {
  const JsonHead json(head);
  if (json.has("items[].event.specversion")) return Match::no;  // OpenMeter's list answer
  if (json.has("event-data") || json.has("items[].event")) return Match::yes;
  if (json.has("items")) return json.has_any({"paging", "pagination"}) ? Match::yes : Match::no;
  const bool bare = json.has("event") && json.has_any({"timestamp", "@timestamp"}) &&
                    json.has_any({"id", "log-level", "message", "recipient"}) &&
                    !json.has_any({"email", "MessageID", "message-id"});
  return bare ? Match::yes : Match::no;
}

std::unique_ptr<Reader> open_mailgun(Lines lines, const ReaderOptions& options) {
  return std::make_unique<MailgunReader>(std::move(lines), options);
}

}  // namespace

extern const Format mailgun_format = {"mailgun", looks_like_mailgun, open_mailgun};

}  // namespace porto::internal
