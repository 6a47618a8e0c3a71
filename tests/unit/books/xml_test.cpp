// XML: what is escaped, left out and refused.
#include "books/xml.hpp"

#include <doctest/doctest.h>

#include "porto/error.hpp"

using namespace porto;
using namespace porto::internal;

TEST_CASE("elements one in another, with every text escaped") {
  Xml xml;
  xml.open("a", {{"x", "<\"&>"}});
  xml.within("b", [&] {
    xml.element("c", "1 < 2 & \"3\" > ' ]]>", {{"unit", "H87"}});
    xml.element("d", "");
  });
  xml.close();
  CHECK(xml.text() ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<a x=\"&lt;&quot;&amp;&gt;\">\n"
        "  <b>\n"
        "    <c unit=\"H87\">1 &lt; 2 &amp; &quot;3&quot; &gt; ' ]]&gt;</c>\n"
        "  </b>\n"
        "</a>\n");
}

TEST_CASE("what XML 1.0 cannot carry is refused by name") {
  for (const char* text : {"a\x01z", "a\nb", "\xEF\xBF\xBF", "\xC3", "\xED\xA0\x80"}) {
    Xml xml;
    try {
      xml.element("cbc:Name", text);
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_input);
      CHECK(error.where() == "cbc:Name");
    }
  }
}
