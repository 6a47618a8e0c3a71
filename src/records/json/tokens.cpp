// See tokens.hpp.
#include "records/json/tokens.hpp"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <new>

#include "base/text.hpp"
#include "input/lines.hpp"

namespace porto::internal {
namespace {

static_assert(padding_bytes >= simdjson::SIMDJSON_PADDING);

// RFC 8259 section 6: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_json_number(std::string_view text) noexcept {
  std::size_t at = 0;
  const auto accept = [&](std::string_view any) {
    const bool there = at < text.size() && any.find(text[at]) != std::string_view::npos;
    if (there) ++at;
    return there;
  };
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > start;
  };
  accept("-");
  if (!accept("0") && !digits()) return false;
  if (accept(".") && !digits()) return false;
  if (accept("eE")) {
    accept("+-");
    if (!digits()) return false;
  }
  return at == text.size();
}

}  // namespace

// Finding tokens is the first of the two stages of simdjson's parser, which has no interface of its
// own; unescaping a text is of its On-Demand interface.
struct JsonTokens::Simdjson {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> finder;
  simdjson::ondemand::parser unescaper;
};

JsonTokens::JsonTokens() : simdjson_(std::make_unique<Simdjson>()) {}

JsonTokens::~JsonTokens() = default;

void JsonTokens::begin(std::string_view record) {
  record_ = record;
  next_ = end_ = nullptr;
  auto& [finder, unescaper] = *simdjson_;
  if (!finder || finder->capacity() < record.size()) {
    const std::size_t capacity = std::bit_ceil(record.size());
    unescaped_texts_ = std::make_unique_for_overwrite<unsigned char[]>(capacity + padding_bytes);
    if (const auto error = unescaper.allocate(0)) refuse(error, nullptr);
    if (const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
            capacity, simdjson::DEFAULT_MAX_DEPTH, finder))
      refuse(error, nullptr);
  }
  if (const auto error = finder->stage1(reinterpret_cast<const std::uint8_t*>(record.data()),
                                        record.size(), simdjson::stage1_mode::regular))
    refuse(error, nullptr);
  next_ = finder->structural_indexes.get();
  end_ = next_ + finder->n_structural_indexes;
  escape_ = record.find('\\');
  unescaped_end_ = unescaped_texts_.get();
}

void JsonTokens::expect_last(char first) const {
  if (record_[end_[-1]] != first) refuse(simdjson::INCOMPLETE_ARRAY_OR_OBJECT, next_);
}

JsonKind JsonTokens::number_kind() const {
  if (ended() || (record_[*next_] != '-' && !is_digit(record_[*next_]))) refuse_structure();
  return JsonKind::number;
}

std::string_view JsonTokens::number() {
  const std::string_view text = take();
  if (!is_json_number(text)) throw Refusal{"row is not JSON", "bad number " + in_quotes(text)};
  return text;
}

std::string_view JsonTokens::boolean() {
  const Position place = next_;
  const std::string_view text = take();
  if (text != "true" && text != "false") refuse(simdjson::INCORRECT_TYPE, place);
  return text;
}

void JsonTokens::null() {
  const Position place = next_;
  if (take() != "null") refuse(simdjson::INCORRECT_TYPE, place);
}

std::string_view JsonTokens::unescaped(std::string_view token) {
  std::string_view text;
  if (const auto error =
          simdjson_->unescaper
              .unescape(reinterpret_cast<const std::uint8_t*>(token.data() + 1), unescaped_end_)
              .get(text))
    refuse(error, next_);
  escape_ = record_.find('\\', *next_);
  return text;
}

void JsonTokens::refuse_structure() const { refuse(simdjson::TAPE_ERROR, next_); }

// Says how far reading came in a record of several lines: "in its line 3, ".
void JsonTokens::refuse(int error, Position reached) const {
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  std::string where;
  if (reached != nullptr && record_.find('\n') != std::string_view::npos) {
    const auto lines = std::count(record_.begin(), record_.begin() + *reached, '\n');
    where = "in its line " + std::to_string(lines + 1) + ", ";
  }
  throw Refusal{"row is not JSON",
                where + simdjson::error_message(static_cast<simdjson::error_code>(error))};
}

}  // namespace porto::internal
