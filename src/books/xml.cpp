// See xml.hpp.
#include "books/xml.hpp"

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {

void Xml::indent() { text_.append(2 * open_.size(), ' '); }

void Xml::begin(std::string_view name, const XmlAttributes& attributes) {
  indent();
  text_.append("<").append(name);
  for (const auto& [key, value] : attributes) {
    text_.append(" ").append(key).append("=\"");
    escape(name, value);
    text_ += '"';
  }
  text_ += '>';
}

void Xml::escape(std::string_view name, std::string_view text) {
  if (const char* why = is_utf8(text) ? why_not_text(text) : "it is not UTF-8")
    throw Error(
        ErrorCode::bad_input,
        in_quotes(text) + " cannot stand in " + std::string(name) + " of an invoice: " + why,
        std::string(name));
  for (const char c : text) {
    if (c == '&')
      text_ += "&amp;";
    else if (c == '<')
      text_ += "&lt;";
    else if (c == '>')
      text_ += "&gt;";
    else if (c == '"')
      text_ += "&quot;";
    else
      text_ += c;
  }
}

void Xml::open(const std::string& name, const XmlAttributes& attributes) {
  begin(name, attributes);
  text_ += '\n';
  open_.push_back(name);
}

void Xml::close() {
  const std::string name = open_.back();
  open_.pop_back();
  indent();
  text_.append("</").append(name).append(">\n");
}

void Xml::element(std::string_view name, std::string_view text, const XmlAttributes& attributes) {
  if (text.empty()) return;
  begin(name, attributes);
  escape(name, text);
  text_.append("</").append(name).append(">\n");
}

}  // namespace porto::internal
