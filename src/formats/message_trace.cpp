// Microsoft 365 message traces: the downloaded report, whose rows pack all recipients of a message
// into one field, and what Get-MessageTraceV2 exports, a row per recipient. See
// docs/reference/formats-text.md.
#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "formats/owner.hpp"
#include "records/csv/records.hpp"
#include "records/values/time_layout.hpp"

namespace porto::internal {

extern const Format message_trace_format;  // at the end

namespace {

constexpr std::uint64_t report_limit = 5000;  // rows that a report has at most
constexpr std::string_view report_column = "recipient_status";
constexpr std::string_view trace_column = "MessageTraceId";

std::string_view trimmed(std::string_view text) noexcept {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

// Takes the text before a separator from the front.
std::string_view take_until(std::string_view& rest, std::string_view separator) noexcept {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + separator.size(), rest.size()));
  return trimmed(part);
}

std::string in_lower_case(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

// Windows PowerShell writes "#TYPE ..." before the header unless it is told not to.
CsvStyle style_of(const ImportOptions& options) { return {options.delimiter, '#'}; }

class TraceReader final : public Reader {
 public:
  TraceReader(Lines lines, const ReaderOptions& options)
      : options_(options.import),
        rule_(counting_rule(options.import, message_trace_format.name, {"delivered"})),
        records_(std::move(lines), style_of(options.import)) {
    check_company_from(options.import, message_trace_format.name);
    records_.read_header("the columns of a message trace");
    packed_ = records_.has_column(report_column) || records_.has_column("Recipient_status");
    if (packed_)
      find_report_columns();
    else
      find_trace_columns();
    records_.demand_rows();
  }

  bool next(Row& row) override {
    while (recipients_.empty()) {
      if (!records_.next(record_)) return false;
      if (record_.not_counted.empty()) ++rows_;
      if (record_.is_settled() || !read_record()) {
        row = record_;
        return true;
      }
    }
    row = record_;
    read_recipient(row);
    return true;
  }

  const Lines& lines() const override { return records_.lines(); }
  std::optional<CsvLayout> table() const override { return records_.layout(); }
  std::string_view counting() const override { return rule_; }

  std::vector<std::string> notices() const override {
    std::vector<std::string> notices;
    if (rows_ == report_limit)
      notices.push_back(lines().path() +
                        ": the trace has exactly 5000 rows, as many as a report may have: it may"
                        " be cut; make reports of fewer days");
    if (!packed_)
      notices.push_back(
          lines().path() +
          ": this export does not say which messages went out: what came in counts"
          " for the domain that sent it, and is unassigned until a company has that domain");
    return notices;
  }

 private:
  void find_report_columns() {
    const auto either = [this](std::string_view name, std::string_view other) {
      return records_.column(records_.has_column(other) ? other : name);
    };
    time_ = either("origin_timestamp", "origin_timestamp_utc");
    sender_ = records_.column("sender_address");
    recipient_ = either(report_column, "Recipient_status");
    id_column_ = records_.column("network_message_id");
    direction_ = records_.column("directionality");
  }

  void find_trace_columns() {
    time_ = records_.column("Received");
    sender_ = records_.column("SenderAddress");
    recipient_ = records_.column("RecipientAddress");
    status_ = records_.column("Status");
    id_column_ = records_.column(trace_column);
  }

  std::string_view field(std::size_t column) const { return records_.fields()[column]; }

  // Reads what all recipients share. False if the record as a whole is refused or not counted: the
  // row then says why.
  bool read_record() {
    if (packed_ && !goes_out()) return false;
    if (field(id_column_).empty())
      return refuse({"message id is empty", "it identifies the message"});
    if (!read_time()) return false;
    const std::string_view sender = trimmed(field(sender_));
    if (sender.empty() || sender == "<>") {
      record_.not_counted = "null sender";
      return false;
    }
    domain_ = mail_domain(sender);
    if (domain_.empty()) return refuse({"sender has no domain", in_quotes(sender)});
    name_owner(record_, domain_, options_);
    recipients_ = trimmed(field(recipient_));
    if (recipients_.empty()) return refuse({"recipient is empty", "every message has one"});
    one_recipient_ = !packed_ || recipients_.find(';') == recipients_.npos;
    return true;
  }

  bool refuse(Refusal why) {
    record_.refusal = std::move(why);
    return false;
  }

  bool goes_out() {
    const std::string direction = in_lower_case(trimmed(field(direction_)));
    if (direction == "2" || direction == "outbound" || direction == "originating") return true;
    if (direction != "1" && direction != "inbound" && direction != "incoming")
      return refuse({"directionality is unknown",
                     in_quotes(field(direction_)) + "; it is 1 (inbound) or 2 (outbound)"});
    record_.not_counted = "inbound";
    return false;
  }

  // Both kinds have UTC, and may leave the offset out.
  bool read_time() {
    static const TimeLayout iso("iso");
    ClockTime clock;
    std::string why = iso.read(field(time_), clock);
    if (!why.empty())
      return refuse({"time is malformed",
                     why + "; export it so: @{n='Received';e={$_.Received.ToString('s')}}"});
    record_.time = Instant{clock.local_us - clock.offset_us.value_or(0)};
    return true;
  }

  // The next recipient: "<address>##<status>, <status>;..." or all of the field.
  void read_recipient(Row& row) {
    std::string_view recipient = take_until(recipients_, packed_ ? ";" : "\n");
    recipients_ = trimmed(recipients_);
    if (!one_recipient_) row.bytes = record_of(recipient);  // not all of them with each of them
    const std::string_view whole = recipient;
    std::string_view statuses = packed_ ? recipient : field(status_);
    if (packed_) recipient = take_until(statuses, "##");
    if (recipient.empty() || statuses.empty()) {
      row.refusal =
          Refusal{"recipient cannot be read", in_quotes(whole) + "; it is address##status, status"};
      return;
    }
    if (!arrived(statuses)) {
      set_not_counted(row, last_status_);
      return;
    }
    const std::string_view message = field(id_column_);
    id_ = std::string(message) + '/' + recipient_mark(message, in_lower_case(recipient));
    row[Field::event_id] = id_;
    row[Field::quantity] = "1";
  }

  // The record with one of its recipients.
  std::string_view record_of(std::string_view recipient) {
    bytes_.clear();
    const char delimiter = records_.layout().delimiter;
    for (std::size_t i = 0; i < records_.fields().size(); ++i) {
      if (i != 0) bytes_ += delimiter;
      bytes_ += '"';
      for (const char c : i == recipient_ ? recipient : records_.fields()[i]) {
        if (c == '"') bytes_ += '"';
        bytes_ += c;
      }
      bytes_ += '"';
    }
    return bytes_;
  }

  // Whether the message left or was delivered; the status that came last tells what else it did.
  bool arrived(std::string_view statuses) {
    static constexpr std::array<std::string_view, 3> good = {"send", "deliver", "delivered"};
    bool found = false;
    while (!statuses.empty()) {
      last_status_ = in_lower_case(take_until(statuses, ","));
      found = found || std::ranges::find(good, last_status_) != good.end();
    }
    return found;
  }

  const ImportOptions& options_;
  std::string_view rule_;
  CsvRecords records_;
  bool packed_ = false;  // the report
  std::size_t time_ = 0;
  std::size_t sender_ = 0;
  std::size_t recipient_ = 0;
  std::size_t status_ = 0;
  std::size_t id_column_ = 0;
  std::size_t direction_ = 0;
  std::uint64_t rows_ = 0;

  Row record_;                   // what its recipients share
  std::string_view recipients_;  // those that are still to come
  bool one_recipient_ = true;
  std::string domain_;
  std::string id_;
  std::string bytes_;  // of a record with one recipient
  std::string last_status_;
};

Match looks_like_trace(std::string_view head) {
  std::string_view first = first_line(head);
  if (first.starts_with("#TYPE"))
    first = first_line(head.substr(std::min(head.find('\n'), head.size())));
  const std::string names = in_lower_case(first);
  const auto has = [](std::string_view text, std::string_view name) {
    return text.find(name) != text.npos;
  };
  const bool report = has(names, report_column) && has(names, "network_message_id");
  const bool trace = has(first, trace_column) && has(first, "RecipientAddress");
  return report || trace ? Match::yes : Match::no;
}

std::unique_ptr<Reader> open_trace(Lines lines, const ReaderOptions& options) {
  return std::make_unique<TraceReader>(std::move(lines), options);
}

}  // namespace

const Format message_trace_format = {"message-trace", looks_like_trace, open_trace};

}  // namespace porto::internal
