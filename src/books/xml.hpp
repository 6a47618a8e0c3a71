// XML as it is written: elements one in another, every text escaped.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace porto::internal {

using XmlAttributes = std::vector<std::pair<std::string_view, std::string>>;

/// Writes an XML 1.0 document in UTF-8, an element a line. Error bad_input, which names the
/// element, for a text with a character that XML 1.0 cannot carry.
class Xml {
 public:
  Xml() : text_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

  void open(const std::string& name, const XmlAttributes& attributes = {});
  void close();
  /// An element of a text. Without a text it is left out: Peppol has no empty elements.
  void element(std::string_view name, std::string_view text, const XmlAttributes& attributes = {});
  /// An open element that is closed after what `body` writes.
  template <class Body>
  void within(const std::string& name, Body&& body) {
    open(name);
    body();
    close();
  }

  const std::string& text() const noexcept { return text_; }

 private:
  void indent();
  void begin(std::string_view name, const XmlAttributes& attributes);
  void escape(std::string_view name, std::string_view text);

  std::string text_;
  std::vector<std::string> open_;
};

}  // namespace porto::internal
