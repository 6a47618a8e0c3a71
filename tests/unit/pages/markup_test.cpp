// What texts become in markup.
#include "pages/markup.hpp"

#include <doctest/doctest.h>

using namespace porto::internal;

TEST_CASE("no text can be taken for markup, or is none") {
  CHECK(escaped_markup("<script>alert('a' & \"b\")</script>") ==
        "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)&lt;/script&gt;");
  CHECK(escaped_markup("Åse 日本 \u200F").starts_with("Åse 日本 "));
  CHECK(escaped_markup("a\x01"
                       "b\x7F"
                       "c\u0085") ==
        "a\uFFFD"
        "b\uFFFD"
        "c\uFFFD");
  CHECK(escaped_markup("a\u202Eb\u2066") ==
        "a\uFFFD"
        "b\uFFFD");
  CHECK(escaped_markup("\uFFFE") == "\uFFFD");
  CHECK(escaped_markup("a\xC3") == "a\uFFFD");
  CHECK(escaped_markup("\xFF\xC3\xA5") == "\uFFFDå");
}

TEST_CASE("cells and names") {
  CHECK(Markup().cell("<1>", "number").take() == "<td class=\"number\">&lt;1&gt;</td>");
  CHECK(Markup().head_cell("a").take() == "<th scope=\"col\">a</th>");
  CHECK(Markup().name("&").take() == "<bdi>&amp;</bdi>");
  CHECK(page_head("sv", "a<b").find("<title>a&lt;b</title>") != std::string::npos);
}
