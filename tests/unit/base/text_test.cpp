// The text tools: what may be shown, what was probably meant, what can be an id.
#include "base/text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace porto {

using namespace internal;
namespace text_test {
namespace {

using namespace std::string_literals;

TEST_CASE("in_quotes shows what is readable and escapes the rest") {
  const struct {
    std::string text, shown;
  } rows[] = {
      {"", R"("")"},
      {"bolag-17", R"("bolag-17")"},
      {"Malmö €", R"("Malmö €")"},
      {"a\nb\tc", R"("a\x0Ab\x09c")"},
      {"\0"s, R"("\x00")"},
      {"\x7F", R"("\x7F")"},
      {"\xFF\xC3", R"("\xFF\xC3")"},
      {"\xC3(", R"("\xC3(")"},
      {"\xED\xA0\x80", R"("\xED\xA0\x80")"},  // a surrogate
      {"a\u0085b\u009B", R"("a\xC2\x85b\xC2\x9B")"},
      {"1\u202Efdp.exe", R"("1\xE2\x80\xAEfdp.exe")"},  // else what follows is read backwards
      {"\u2066x\u2069", R"("\xE2\x81\xA6x\xE2\x81\xA9")"},
      {"\u200Eא\u00A0", "\"\u200Eא\u00A0\""},
  };
  for (const auto& row : rows) CHECK(in_quotes(row.text) == row.shown);
}

TEST_CASE("in_quotes cuts long text between characters") {
  const std::string shown = in_quotes(std::string(1000, 'x'));
  CHECK(shown.size() < 70);
  CHECK(shown.ends_with("...\""));
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ö";
  CHECK(is_utf8(in_quotes(umlauts)));
  CHECK(in_quotes(umlauts).ends_with("ö...\""));
  CHECK(in_quotes(std::string(60, 'x')) == "\"" + std::string(60, 'x') + "\"");
}

TEST_CASE("escaped gives all of it, as UTF-8 on one line; escaped_lines on as many as there were") {
  const std::string text =
      "a\xFF"
      "b\nc\x1B[2J\u0085\u202Eå" +
      std::string(100, 'x');
  const std::string end = "\\x1B[2J\\xC2\\x85\\xE2\\x80\\xAEå" + std::string(100, 'x');
  CHECK(escaped(text) ==
        "a\\xFF"
        "b\\x0Ac" +
            end);
  CHECK(escaped_lines(text) ==
        "a\\xFF"
        "b\nc" +
            end);
  CHECK(escaped("") == "");
  CHECK(escaped_lines("\n\r\n") == "\n\\x0D\n");
}

TEST_CASE("what turns the direction of writing is no text, and what belongs to a language is") {
  for (const char* text : {"\u202Aa", "a\u202E.exe", "\u2066", "a\u2069"})
    CHECK(std::string_view(why_not_text(text)).find("direction") != std::string_view::npos);
  for (const char* text : {"a\u200Eb", "\u200F", "\u2029", "\u202F", "\u2065", "\u206A", "\u2010"})
    CHECK(why_not_text(text) == nullptr);
}

TEST_CASE("nearest finds the name that was probably meant") {
  const std::vector<std::string_view> known = {"quantity", "unit", "price", "included", "text"};
  const struct {
    std::string_view name, meant;
  } rows[] = {
      {"quantity", "quantity"},
      {"qantity", "quantity"},
      {"quanttiy", "quantity"},
      {"prise", "price"},
      {"prcie", "price"},  // a swap is one slip
      {"nuit", "unit"},
      {"tinu", ""},
      {"txt", "text"},
      {"includd", "included"},
      {"id", ""},
      {"zzzzzz", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(nearest(row.name, known) == row.meant);
  }
  CHECK(nearest("unit", {}).empty());
  CHECK(nearest(std::string(100'000, 'x'), known).empty());
}

TEST_CASE("is_utf8 takes exactly the well-formed sequences of RFC 3629") {
  for (const char* good : {"", "abc", "å", "€", "𐍈", "\xF4\x8F\xBF\xBF", "\xEF\xBF\xBF",
                           "\xED\x9F\xBF", "\xEE\x80\x80", "\xC2\x80", "\xE0\xA0\x80"}) {
    CAPTURE(good);
    CHECK(is_utf8(good));
  }
  const char* bad[] = {
      "\x80",              // continuation alone
      "\xC3",              // cut short
      "\xC0\xAF",          // overlong
      "\xC1\xBF",          // overlong
      "\xE0\x80\xAF",      // overlong
      "\xF0\x80\x80\xAF",  // overlong
      "\xED\xA0\x80",      // surrogate
      "\xED\xBF\xBF",      // surrogate
      "\xF4\x90\x80\x80",  // above U+10FFFF
      "\xF5\x80\x80\x80",  // no such lead byte
      "\xE2\x82",          // cut short
      "a\xFF",             // never in UTF-8
  };
  for (const char* text : bad) {
    CAPTURE(in_quotes(text));
    CHECK_FALSE(is_utf8(text));
  }
}

TEST_CASE("an id is 1 to 255 bytes of UTF-8 without control characters") {
  for (const std::string& good :
       {"a"s, "0010"s, "1.23E+15"s, "bolag 17"s, "Malmö"s, std::string(255, 'x')}) {
    CAPTURE(good);
    CHECK(why_not_id(good) == nullptr);
  }
  const struct {
    std::string text, reason;
  } rows[] = {
      {"", "empty"},       {std::string(256, 'x'), "longer than 255"},
      {"a\xFF", "UTF-8"},  {"a\nb", "control"},
      {"\x7F", "control"}, {"a\0b"s, "control"},
      {"\x1F", "control"},
  };
  for (const auto& row : rows) {
    CAPTURE(in_quotes(row.text));
    const char* reason = why_not_id(row.text);
    REQUIRE(reason != nullptr);
    CHECK(std::string(reason).find(row.reason) != std::string::npos);
  }
}

TEST_CASE("texts that XML cannot write are told, and why") {
  CHECK(why_not_text("") == nullptr);
  CHECK(why_not_text("E-post \u00E5 \U0001F4E7 \uFFFD") == nullptr);
  for (const char* text : {"a\n", "\t", "\x7F", "\u00E5\x01"})
    CHECK(std::string_view(why_not_text(text)) == "it has a control character");
  CHECK(std::string_view(why_not_text({"a\0b", 3})) == "it has a control character");
  CHECK(std::string_view(why_not_text("a\u0085b")) == "it has a control character");
  CHECK(std::string_view(why_not_text("\u009F")) == "it has a control character");
  CHECK(why_not_text("\u00A0\u00E5") == nullptr);
  for (const char* text : {"\xEF\xBF\xBE", "a\xEF\xBF\xBF"}) {
    CHECK(std::string_view(why_not_text(text)) ==
          "it has U+FFFE or U+FFFF, which XML cannot write");
    CHECK(why_not_id(text) != nullptr);
  }
  CHECK(std::string_view(why_not_text("\xE5")) == "it is not UTF-8");
}

TEST_CASE("well-formed UTF-8 is counted up to the first byte that is not") {
  CHECK(utf8_length("") == 0);
  CHECK(utf8_length("a\u00E5b") == 4);
  CHECK(utf8_length("a\u00E5\xE5") == 3);
  CHECK(first_character("\u2212"
                        "5") == "\u2212");
  CHECK(first_character("\xE5 b") == "\xE5");
  CHECK(lower_case("KrÅ") == "krÅ");
}

}  // namespace
}  // namespace text_test

}  // namespace porto
