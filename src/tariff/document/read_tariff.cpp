// The whole document: its own keys, charges and examples.
#include <limits>
#include <map>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "tariff/document/reading.hpp"
#include "tariff/language.hpp"

namespace porto {

using namespace internal;

namespace {

// A tariff that is being read; what has no sensible start value is missing until it is read.
struct TariffDraft {
  std::string id;
  std::optional<int> version;
  std::optional<Month> effective;
  std::string name;
  std::optional<Currency> currency;
  std::string language = "en";
  std::optional<int> round_decimals;
  RoundingMode round_mode = RoundingMode::half_up;
  RoundPer round_per = RoundPer::line;
  bool prorate_days = false;
  std::optional<Decimal> minimum;
  std::optional<Decimal> maximum;
  std::vector<Charge> charges;

  Scale scale() const {
    if (round_decimals || !currency) return {round_decimals, currency};
    return {currency->decimals(), currency};
  }
};

constexpr Word<RoundingMode> rounding_words[] = {
    {"half_up", RoundingMode::half_up},     {"half_even", RoundingMode::half_even},
    {"half_down", RoundingMode::half_down}, {"up", RoundingMode::up},
    {"down", RoundingMode::down},           {"ceiling", RoundingMode::ceiling},
    {"floor", RoundingMode::floor}};
constexpr Word<RoundPer> per_words[] = {{"line", RoundPer::line}, {"total", RoundPer::total}};
constexpr Word<bool> prorate_words[] = {{"days", true}, {"none", false}};

void read_effective(const Value& value, TariffDraft& draft) {
  const std::string hint = "write the first month as text: effective = \"2024-02\"";
  if (value.node().kind != Node::Kind::text) {
    value.refuse("\"effective\" must be a month in quotes", hint);
    return;
  }
  try {
    draft.effective = Month::parse(value.node().text);
  } catch (const Error&) {
    value.refuse("\"effective\" is not a month: " + in_quotes(value.node().text), hint);
  }
}

void read_currency(const Value& value, TariffDraft& draft) {
  const auto code = value.text();
  if (!code) return;
  try {
    draft.currency = Currency(*code);
  } catch (const Error& error) {
    value.refuse(error);
  }
}

void read_language(const Value& value, TariffDraft& draft) {
  std::vector<Word<std::string_view>> words;
  for (std::string_view code : language_codes()) words.push_back({code, code});
  if (const auto code = value.one_of<std::string_view>(words)) draft.language = *code;
}

constexpr Key<TariffDraft> round_keys[] = {
    {"decimals", "2",
     [](const Value& v, TariffDraft& d) {
       d.round_decimals = v.whole(0, d.currency ? d.currency->decimals() : 4);
     }},
    {"mode", "\"half_up\"",
     [](const Value& v, TariffDraft& d) {
       if (const auto mode = v.one_of<RoundingMode>(rounding_words)) d.round_mode = *mode;
     }},
    {"per", "\"total\"",
     [](const Value& v, TariffDraft& d) {
       if (const auto per = v.one_of<RoundPer>(per_words)) d.round_per = *per;
     }},
};

void read_round(const Value& value, TariffDraft& draft) {
  if (!value.is_table()) return;
  Table table(value, names_of(round_keys));
  table.read(round_keys, draft);
}

void read_charges(const Value& value, TariffDraft& draft) {
  std::map<std::string, int> lines;  // of the ids
  const std::vector<Value> elements = value.elements("{ id = \"epost\", fee = 500 }");
  if (elements.empty() && value.node().kind == Node::Kind::array)
    value.refuse("a tariff has a charge or more",
                 "write [[charge]], and below it its id and price");
  for (const Value& element : elements) {
    const Charge& charge = draft.charges.emplace_back(read_charge(element, draft.scale()));
    const Node* id = element.node().find("id");
    if (charge.id.empty() || !id) continue;
    const auto [first, is_new] = lines.emplace(charge.id, id->at.line);
    if (!is_new)
      value.mistakes().error(id->at,
                             "there is a charge " + in_quotes(charge.id) + " already, in line " +
                                 std::to_string(first->second),
                             "give each charge an id of its own");
  }
}

// `charge` and `example` come last: they look at what the other keys said.
constexpr Key<TariffDraft> tariff_keys[] = {
    {"id", "\"vitec-epost\"", [](const Value& v, TariffDraft& d) { d.id = v.id().value_or(""); },
     true},
    {"version", "1",
     [](const Value& v, TariffDraft& d) {
       d.version = v.whole(1, std::numeric_limits<int>::max());
     },
     true},
    {"effective", "\"2024-02\"", read_effective, true},
    {"name", "\"E-post via Mailgun\"",
     [](const Value& v, TariffDraft& d) { d.name = v.line_text().value_or(""); }},
    {"currency", "\"SEK\"", read_currency, true},
    {"language", "\"sv\"", read_language},
    {"round", "{ decimals = 2, mode = \"half_up\" }", read_round},
    {"prorate", "\"days\"",
     [](const Value& v, TariffDraft& d) {
       d.prorate_days = v.one_of<bool>(prorate_words).value_or(false);
     }},
    {"minimum", "20", [](const Value& v, TariffDraft& d) { d.minimum = v.not_negative(); }},
    {"maximum", "900", [](const Value& v, TariffDraft& d) { d.maximum = v.not_negative(); }},
    {"charge", "[[charge]], and below it its id, meter and price", read_charges, true},
};

constexpr Key<Tariff> examples_key[] = {
    {"example", "[[example]], and below it usage and total",
     [](const Value& v, Tariff& tariff) {
       ExampleReader reader(tariff);
       for (const Value& element : v.elements("{ usage = { messages = 40000 }, total = 860 }"))
         tariff.examples.push_back(reader.read(element));
     }},
};

// The number of a node; none if it is not one, which is reported where it was read.
std::optional<Decimal> number_at(const Node* node) {
  if (!node || (node->kind != Node::Kind::text && node->kind != Node::Kind::integer)) return {};
  try {
    return Decimal::parse(node->text);
  } catch (const Error&) {
    return {};
  }
}

// A value that could not be read has a default here, so that the examples can be read; a document
// with such a mistake gives no tariff.
Tariff tariff_of(const TariffDraft& draft) {
  const Currency currency = draft.currency.value_or(Currency("SEK"));
  return {draft.id,
          draft.version.value_or(1),
          draft.effective.value_or(Month(1, 1)),
          draft.name,
          currency,
          draft.language,
          {draft.scale().decimals.value_or(currency.decimals()), draft.round_mode, draft.round_per},
          draft.charges,
          draft.minimum,
          draft.maximum,
          draft.prorate_days,
          {}};
}

}  // namespace

void internal::check_limits(const Node& table, const Scale& scale, Mistakes& mistakes) {
  if (!scale.decimals) return;
  for (std::string_view key : {"minimum", "maximum"}) {
    const Node* limit = table.find(key);
    const std::optional<Decimal> value = number_at(limit);
    if (!value || value->decimals() <= *scale.decimals) continue;
    const Decimal right = value->round(*scale.decimals, RoundingMode::half_up);
    mistakes.error(
        limit->at,
        in_quotes(key) + " " + value->to_string() + " is finer than the lines, which have " +
            std::to_string(*scale.decimals) + " decimals",
        "write " + std::string(key) + " = \"" + right.to_string_fixed(*scale.decimals) + "\"");
  }
}

void internal::check_amounts(const Node& table, const Scale& scale, Mistakes& mistakes) {
  if (!scale.currency) return;
  const Decimal most =
      Decimal::from_scaled(std::numeric_limits<std::int64_t>::max(), scale.currency->decimals());
  for (std::string_view key : {"fee", "minimum", "maximum"}) {
    const Node* amount = table.find(key);
    const std::optional<Decimal> value = number_at(amount);
    if (!value || *value <= most) continue;
    mistakes.error(amount->at,
                   in_quotes(key) + " " + value->to_string() + " is more than a line can have: " +
                       most.to_string() + " " + std::string(scale.currency->code()),
                   "write a smaller amount");
  }
  if (const Node* then = table.find("then")) check_amounts(*then, scale, mistakes);
  if (const Node* tiers = table.find("tiers"))
    for (const Node& tier : tiers->children) check_amounts(tier, scale, mistakes);
}

TariffReading read_tariff(std::string_view toml) {
  Document document = parse_document(toml);
  if (document.mistake) return {{}, {*document.mistake}};
  Mistakes mistakes;
  Table table(Value(*document.root, "", mistakes), names_of(tariff_keys, examples_key));
  TariffDraft draft;
  table.read(tariff_keys, draft);
  check_order(table, draft.minimum, draft.maximum);
  check_limits(table.node(), draft.scale(), mistakes);
  check_amounts(table.node(), draft.scale(), mistakes);
  warn_of_limits(table, draft.maximum);
  Tariff tariff = tariff_of(draft);
  table.read(examples_key, tariff);
  TariffReading reading{{}, mistakes.sorted()};
  if (!mistakes.has_errors()) reading.tariff = std::move(tariff);
  return reading;
}

Tariff parse_tariff(std::string_view toml, std::string_view file_name) {
  TariffReading reading = read_tariff(toml);
  if (reading.tariff) return *std::move(reading.tariff);
  std::string message;
  for (const Mistake& mistake : reading.mistakes) {
    if (mistake.severity != Mistake::Severity::error) continue;
    if (!message.empty()) message += '\n';
    message += mistake.to_string(file_name);
  }
  throw Error(ErrorCode::bad_tariff, message, std::string(file_name));
}

std::string Mistake::to_string(std::string_view file) const {
  return std::string(file) + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " +
         (severity == Severity::warning ? "warning: " : "") + what + "; " + hint;
}

}  // namespace porto
