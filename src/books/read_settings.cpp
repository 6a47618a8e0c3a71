// The tables of a books file. A key is a row of the table that it stands in.
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "books/read_parties.hpp"
#include "books/settings.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr Word<const char*> category_words[] = {{"S", "S"}, {"Z", "Z"}, {"E", "E"}, {"AE", "AE"},
                                                {"K", "K"}, {"G", "G"}, {"O", "O"}};

void read_articles(const Value& value, Vat& vat) {
  for (const Value& element : value.elements("\"BOK\""))
    if (auto article = element.id()) vat.articles.push_back(std::move(*article));
}

constexpr Key<Vat> vat_keys[] = {
    {"id", "\"standard\"", [](const Value& v, Vat& t) { t.id = v.id().value_or(""); }, true},
    {"category", "\"S\"",
     [](const Value& v, Vat& t) {
       t.category = v.one_of<const char*>(category_words).value_or("S");
     },
     true},
    {"rate", "25", [](const Value& v, Vat& t) { t.rate = v.not_negative().value_or(0); }},
    {"account", "2611", [](const Value& v, Vat& t) { t.account = v.account().value_or(""); }},
    {"reason", "\"Omvänd betalningsskyldighet\"",
     [](const Value& v, Vat& t) { t.reason = v.line_text().value_or(""); }},
    {"articles", "[\"BOK\"]", read_articles},
};

// EN 16931: BR-S-05 and its like for the rates, BR-S-10 and its like for the reasons.
void check_vat(const Table& table, const Vat& vat) {
  const bool is_standard = vat.category == "S";
  const bool has_reason = vat.category != "S" && vat.category != "Z";
  if (is_standard && vat.rate <= 0)
    table.mistakes().error(table.at("rate"), "category \"S\" has a rate above 0",
                           "write rate = 25, or another category");
  if (!is_standard && vat.rate != 0)
    table.mistakes().error(table.at("rate"), "category " + in_quotes(vat.category) + " has no rate",
                           "leave out \"rate\"");
  if (has_reason && vat.reason.empty())
    table.mistakes().error(table.at("reason"),
                           "category " + in_quotes(vat.category) + " needs a reason",
                           "write why there is no VAT: reason = \"...\"");
  if (!has_reason && !vat.reason.empty())
    table.mistakes().error(table.at("reason"),
                           "category " + in_quotes(vat.category) + " has no reason",
                           "leave out \"reason\"");
}

Vat read_vat(const Value& value) {
  Vat vat;
  if (!value.is_table()) return vat;
  Table table(value, names_of(vat_keys), &near_key);
  table.read(vat_keys, vat);
  check_vat(table, vat);
  return vat;
}

void read_vats(const Value& value, BooksSettings& settings) {
  std::set<std::string> ids;
  std::set<std::pair<std::string, Decimal>> kinds;
  std::map<std::string, std::string> articles;  // to the id that has it
  for (const Value& element :
       value.elements("{ id = \"standard\", category = \"S\", rate = 25 }")) {
    const Vat& vat = settings.vats.emplace_back(read_vat(element));
    if (!vat.id.empty() && !ids.insert(vat.id).second)
      element.refuse("there is a vat " + in_quotes(vat.id) + " already", "give each its own id");
    if (!kinds.emplace(vat.category, vat.rate).second)
      element.refuse("there is a vat of this category and rate already",
                     "an invoice has one sum of each: name its articles there");
    for (const std::string& article : vat.articles)
      if (!articles.emplace(article, vat.id).second)
        element.refuse("article " + in_quotes(article) + " is taxed by " +
                           in_quotes(articles[article]) + " already",
                       "name it once");
  }
}

constexpr Key<NumberSettings> number_keys[] = {
    {"series", "\"2026\"",
     [](const Value& v, NumberSettings& n) { n.series = v.id().value_or("1"); }},
    {"prefix", "\"E-\"",
     [](const Value& v, NumberSettings& n) { n.prefix = v.line_text().value_or(""); }},
    {"first", "1001",
     [](const Value& v, NumberSettings& n) {
       n.first = v.whole(1, std::numeric_limits<int>::max()).value_or(1);
     }},
    {"days", "30",
     [](const Value& v, NumberSettings& n) { n.days = v.whole(0, most_due_days).value_or(0); }},
};

constexpr Key<PostingDefaults> default_keys[] = {
    {"article", "\"EPOST\"",
     [](const Value& v, PostingDefaults& d) { d.article = v.id().value_or(""); }},
    {"account", "3041",
     [](const Value& v, PostingDefaults& d) { d.account = v.account().value_or(""); }},
    {"item_article", "\"OVRIGT\"",
     [](const Value& v, PostingDefaults& d) { d.item_article = v.id().value_or(""); }},
    {"item_account", "3990",
     [](const Value& v, PostingDefaults& d) { d.item_account = v.account().value_or(""); }},
};

constexpr int most_row_decimals = 18;
constexpr Key<OrderRowSettings> row_keys[] = {
    {"price_decimals", "2",
     [](const Value& v, OrderRowSettings& r) {
       r.price_decimals = v.whole(0, most_row_decimals).value_or(0);
     }},
    {"quantity_decimals", "2",
     [](const Value& v, OrderRowSettings& r) {
       r.quantity_decimals = v.whole(0, most_row_decimals).value_or(0);
     }},
};

constexpr Word<bool> voucher_words[] = {{"invoices", false}, {"accrual", true}};
constexpr Key<VoucherSettings> voucher_keys[] = {
    {"vouchers", "\"invoices\"",
     [](const Value& v, VoucherSettings& s) {
       s.accrues = v.one_of<bool>(voucher_words).value_or(false);
     }},
    {"series", "\"F\"", [](const Value& v, VoucherSettings& s) { s.series = v.id().value_or(""); }},
    {"receivables", "1510",
     [](const Value& v, VoucherSettings& s) { s.receivables = v.account().value_or(""); }},
    {"accrued", "1790",
     [](const Value& v, VoucherSettings& s) { s.accrued = v.account().value_or(""); }},
    {"reverse", "false",
     [](const Value& v, VoucherSettings& s) { s.reverses = v.yes_or_no().value_or(true); }},
};

template <class Part, std::size_t N>
void read_table(const Value& value, const Key<Part> (&keys)[N], Part& into) {
  if (!value.is_table()) return;
  Table table(value, names_of(keys), &near_key);
  table.read(keys, into);
}

constexpr Key<BooksSettings> books_keys[] = {
    {"seller", "{ name = \"Exempelpost AB\" }",
     [](const Value& v, BooksSettings& s) { s.seller = read_seller(v); }},
    {"numbers", "{ first = 1001, days = 30 }",
     [](const Value& v, BooksSettings& s) { read_table(v, number_keys, s.numbers); }},
    {"vat", "[[vat]], and below it id, category and rate", read_vats},
    {"defaults", "{ article = \"EPOST\", account = 3041 }",
     [](const Value& v, BooksSettings& s) { read_table(v, default_keys, s.defaults); }},
    {"rows", "{ price_decimals = 2 }",
     [](const Value& v, BooksSettings& s) { read_table(v, row_keys, s.rows); }},
    {"sie", "{ series = \"F\" }",
     [](const Value& v, BooksSettings& s) { read_table(v, voucher_keys, s.vouchers); }},
    {"buyer", "[[buyer]], and below it the company",
     [](const Value& v, BooksSettings& s) { s.buyers = read_buyers(v); }},
};

// A buyer names a [[vat]] that is there.
void check_buyers(const Node& root, const BooksSettings& settings, Mistakes& mistakes) {
  const Node* buyers = root.find("buyer");
  if (!buyers || buyers->kind != Node::Kind::array) return;
  for (const Node& buyer : buyers->children) {
    const Node* vat = buyer.find("vat");
    if (!vat || vat->kind != Node::Kind::text) continue;
    if (std::ranges::find(settings.vats, vat->text, &Vat::id) == settings.vats.end())
      mistakes.error(vat->at, "there is no vat " + in_quotes(vat->text),
                     "write the id of a [[vat]], or add it");
  }
}

[[noreturn]] void refuse_books(const std::vector<Mistake>& mistakes, const std::string& file_name) {
  std::string message;
  for (const Mistake& mistake : mistakes)
    message += (message.empty() ? "" : "\n") + mistake.to_string(file_name);
  throw Error(ErrorCode::bad_input, message, file_name);
}

}  // namespace

BooksSettings read_books(std::string_view toml, std::string_view file_name) {
  BooksSettings settings{.file_name = std::string(file_name)};
  Document document = parse_document(toml);
  if (document.mistake) refuse_books({*document.mistake}, settings.file_name);
  Mistakes mistakes;
  read_table(Value(*document.root, "", mistakes), books_keys, settings);
  check_buyers(*document.root, settings, mistakes);
  if (mistakes.has_errors()) refuse_books(mistakes.sorted(), settings.file_name);
  return settings;
}

}  // namespace porto::internal
