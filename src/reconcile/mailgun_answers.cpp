// See mailgun_answers.hpp.
#include "reconcile/mailgun_answers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "porto/error.hpp"
#include "reconcile/mailgun_metric.hpp"
#include "reconcile/mailgun_pages.hpp"
#include "reconcile/mailgun_time.hpp"
#include "records/json/elements.hpp"
#include "records/json/value.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_answers_bytes = std::size_t{256} << 20;
constexpr std::array<std::string_view, 3> known_dimensions = {"time", "domain", "subaccount"};
constexpr std::array<std::string_view, 3> resolutions = {"hour", "day", "month"};

// Counts the lines of a text up to places that lie ever further behind.
class LineCount {
 public:
  explicit LineCount(std::string_view text) : at_(text.data()) {}

  std::uint64_t at(std::string_view part) {
    line_ += static_cast<std::uint64_t>(std::count(at_, part.data(), '\n'));
    at_ = part.data();
    return line_;
  }

 private:
  const char* at_;
  std::uint64_t line_ = 1;
};

// The dimensions of an item: what its numbers are of.
struct ItemDimensions {
  std::string_view time;
  std::string domain;
  std::string subaccount;
};

class AnswersReader {
 public:
  AnswersReader(Lines lines, std::string_view metric, std::string_view counting)
      : lines_(std::move(lines)), metric_(metric, counting) {
    answers_.path = lines_.path();
  }

  MailgunAnswers read() {
    lines_.fill(max_answers_bytes + 1);
    const std::string_view text = lines_.unread();
    if (text.size() > max_answers_bytes)
      throw Error(ErrorCode::bad_input,
                  "the file has more than 256 MiB; are these answers of Mailgun's statistics?",
                  answers_.path);
    line_count_.emplace(text);
    try {
      read_documents(JsonElements::of_documents(text));
    } catch (const Refusal& refusal) {
      throw Error(ErrorCode::bad_input, refusal.text(),
                  answers_.path + ":" + std::to_string(line_));
    }
    pages_.judge(answers_.path);
    return std::move(answers_);
  }

 private:
  void begin(std::string_view part) { line_ = line_count_->at(part); }

  // As JsonElements, whose faults have no place yet.
  bool next(JsonElements& values) {
    try {
      if (!values.next()) return false;
    } catch (const Refusal&) {
      begin(values.rest());
      throw;
    }
    begin(values.text());
    return true;
  }

  void read_documents(JsonElements documents) {
    while (next(documents)) {
      if (documents.text().starts_with('['))
        read_documents(JsonElements::of_array(documents.text()));
      else
        read_answer(documents.text());
    }
  }

  void read_answer(std::string_view text) {
    answer_.read(text);
    const bool is_stats = answer_[stats_].kind == JsonKind::array;
    if (!is_stats &&
        (answer_[items_].kind != JsonKind::array || answer_[dimensions_].kind != JsonKind::array))
      throw Refusal{"row is no answer of Mailgun's Metrics or Stats",
                    "Metrics have the members start, end, resolution, dimensions and items, Stats"
                    " start, end, resolution and stats; events are for porto import"};
    judge_kind(is_stats ? MailgunKind::stats : MailgunKind::metrics);
    const Instant start = time_.read("start", required(answer_, start_));
    span_ = {start, time_.read("end", required(answer_, end_))};
    if (span_.end < span_.start) throw Refusal{"end is before start", "an answer is of a time"};
    answers_.spans.push_back(span_);
    const std::uint64_t items = is_stats ? read_stats() : read_items();
    if (!is_stats) note_page(items);
  }

  // What is summed up together must be alike: a month and its days are the same messages.
  void judge_kind(MailgunKind kind) {
    const std::string resolution(required(answer_, resolution_));
    if (std::ranges::find(resolutions, resolution) == resolutions.end())
      throw Refusal{"resolution is unknown",
                    in_quotes(resolution) + "; it should be hour, day or month"};
    std::set<std::string> dimensions;
    if (kind == MailgunKind::metrics)
      for (const std::string_view name : answer_.items(dimensions_)) dimensions.emplace(name);
    if (kind_ && (*kind_ != kind || resolution != resolution_of_file_ || dimensions != by_))
      throw Refusal{"answers are unlike",
                    "resolution and dimensions must be those of the answer in line " +
                        std::to_string(first_line_) + ", or messages would count twice"};
    if (kind_) return;
    for (const std::string& name : dimensions)
      if (std::ranges::find(known_dimensions, name) == known_dimensions.end())
        throw Refusal{"dimension cannot be compared",
                      in_quotes(name) +
                          "; a message may be in several of its counts, or in none;"
                          " ask for time, domain and subaccount only"};
    if (kind == MailgunKind::metrics && !dimensions.contains("time"))
      throw Refusal{"dimension is missing", "without time, counts are of no month"};
    kind_ = kind;
    resolution_of_file_ = resolution;
    by_ = std::move(dimensions);
    first_line_ = line_;
    answers_.of_domains = by_.contains("domain");
    const std::string path = metric_.path(kind);
    number_ = element_.want(kind == MailgunKind::metrics ? "metrics." + path : path);
  }

  std::uint64_t read_items() {
    std::uint64_t items = 0;
    JsonElements list = JsonElements::of_array(answer_[items_].text);
    for (; next(list); ++items) {
      element_.read(list.text());
      if (element_[metrics_].kind != JsonKind::object)
        throw Refusal{"item has no metrics", "its member metrics should be an object"};
      const ItemDimensions of = read_dimensions();
      add(of, metric_.read(element_[number_], *kind_, element_[metrics_].text));
    }
    return items;
  }

  std::uint64_t read_stats() {
    std::uint64_t items = 0;
    JsonElements list = JsonElements::of_array(answer_[stats_].text);
    for (; next(list); ++items) {
      element_.read(list.text());
      add({.time = required(element_, time_of_stats_), .domain = {}, .subaccount = {}},
          metric_.read(element_[number_], *kind_, list.text()));
    }
    return items;
  }

  ItemDimensions read_dimensions() {
    if (element_[item_dimensions_].kind != JsonKind::array)
      throw Refusal{"item has no dimensions", "its member dimensions should be an array"};
    ItemDimensions of;
    std::set<std::string> found;
    JsonElements list = JsonElements::of_array(element_[item_dimensions_].text);
    while (list.next()) {
      dimension_.read(list.text());
      const std::string name(required(dimension_, name_));
      if (!by_.contains(name) || !found.insert(name).second)
        throw Refusal{"dimension is unexpected",
                      in_quotes(name) + "; an item has each dimension of its answer once"};
      if (name == "time") {
        item_time_ = required(dimension_, value_);
        of.time = item_time_;
      } else if (name == "domain") {
        of.domain = domain_of(dimension_.text(value_));
      } else {
        of.subaccount = dimension_[value_].text;
      }
    }
    if (found != by_)
      throw Refusal{"dimension is missing", "an item has each dimension of its answer once"};
    return of;
  }

  static std::string domain_of(std::string_view text) {
    std::string domain;
    read_domain(text, domain);
    if (domain.empty())
      throw Refusal{"domain is malformed", in_quotes(text) + " is not one, such as example.com"};
    return domain;
  }

  void add(const ItemDimensions& of, const Decimal& quantity) {
    MailgunCount count{.start = time_.read("time", of.time),
                       .end = time_.end_of(resolution_of_file_),
                       .domain = of.domain,
                       .quantity = quantity,
                       .line = line_,
                       .answer_end = span_.end};
    const auto [before, is_new] =
        lines_of_.try_emplace({count.start.unix_us, of.domain, of.subaccount}, line_);
    if (!is_new)
      throw Refusal{"count is there twice",
                    in_quotes(of.time) + " is in line " + std::to_string(before->second) +
                        " too, of the same dimensions; give each answer once"};
    answers_.counts.push_back(std::move(count));
  }

  void note_page(std::uint64_t items) {
    if (answer_[total_].kind == JsonKind::absent) return;
    pages_.add(span_.start, span_.end, items, whole_number(skip_), whole_number(total_));
  }

  // 0 if it is not there.
  std::uint64_t whole_number(JsonMembers::Member member) const {
    const JsonValue& value = answer_[member];
    if (value.kind == JsonKind::absent) return 0;
    std::uint64_t number = 0;
    const char* end = value.text.data() + value.text.size();
    const auto [last, error] = std::from_chars(value.text.data(), end, number);
    if (value.kind != JsonKind::number || error != std::errc() || last != end)
      throw Refusal{answer_.path(member) + " is malformed",
                    in_quotes(value.text) + " is not a whole number"};
    return number;
  }

  static std::string_view required(const JsonMembers& members, JsonMembers::Member member) {
    const JsonValue& value = members[member];
    if (value.kind == JsonKind::text && !value.text.empty()) return value.text;
    throw Refusal{members.path(member) + " is missing", "it should be a text in quotes"};
  }

  Lines lines_;
  MailgunMetric metric_;
  MailgunAnswers answers_;
  MailgunTime time_;
  std::optional<LineCount> line_count_;
  std::uint64_t line_ = 1;  // of what is being read

  JsonMembers answer_;
  JsonMembers::Member start_ = answer_.want("start");
  JsonMembers::Member end_ = answer_.want("end");
  JsonMembers::Member resolution_ = answer_.want("resolution");
  JsonMembers::Member dimensions_ = answer_.want("dimensions");
  JsonMembers::Member skip_ = answer_.want("pagination.skip");
  JsonMembers::Member total_ = answer_.want("pagination.total");
  JsonMembers::Member items_ = answer_.want("items");
  JsonMembers::Member stats_ = answer_.want("stats");

  JsonMembers element_;  // of items or stats
  JsonMembers::Member item_dimensions_ = element_.want("dimensions");
  JsonMembers::Member metrics_ = element_.want("metrics");
  JsonMembers::Member time_of_stats_ = element_.want("time");
  JsonMembers::Member number_ = 0;  // that is compared

  JsonMembers dimension_;  // of an item
  JsonMembers::Member name_ = dimension_.want("dimension");
  JsonMembers::Member value_ = dimension_.want("value");
  std::string item_time_;

  // What the first answer is, and all others must be.
  std::optional<MailgunKind> kind_;
  std::string resolution_of_file_;
  std::set<std::string> by_;
  std::uint64_t first_line_ = 0;

  MailgunSpan span_;  // of the answer at hand
  std::map<std::tuple<std::int64_t, std::string, std::string>, std::uint64_t> lines_of_;
  MailgunPages pages_;
};

}  // namespace

MailgunAnswers read_mailgun_answers(Lines lines, std::string_view metric,
                                    std::string_view counting) {
  return AnswersReader(std::move(lines), metric, counting).read();
}

}  // namespace porto::internal
