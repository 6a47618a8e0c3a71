// See number_marks.hpp.
#include "records/values/number_marks.hpp"

#include <array>

#include "base/text.hpp"

namespace porto::internal {
namespace {

std::size_t digits_at_front(std::string_view text) noexcept {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

// The length of the thousands mark at the front, 0 if there is none.
std::size_t mark_at_front(std::string_view text, const std::string& mark) noexcept {
  static constexpr std::array<std::string_view, 3> spaces = {" ", "\xC2\xA0", "\xE2\x80\xAF"};
  if (mark.empty()) return 0;
  if (mark != " ") return text.starts_with(mark) ? mark.size() : 0;
  for (const std::string_view space : spaces)
    if (text.starts_with(space)) return space.size();
  return 0;
}

// Takes "1 355" or "1355" from the front: groups are of three digits, the first may be shorter.
bool take_whole(std::string_view& rest, const std::string& mark, std::string& plain) {
  std::size_t count = digits_at_front(rest);
  if (count == 0) return false;
  const bool may_be_grouped = count <= 3;
  for (;;) {
    plain += rest.substr(0, count);
    rest.remove_prefix(count);
    const std::size_t length = mark_at_front(rest, mark);
    if (length == 0) return true;
    rest.remove_prefix(length);
    count = digits_at_front(rest);
    if (!may_be_grouped || count != 3) return false;
  }
}

std::string hint(const NumberMarks& marks) {
  std::string text = "write digits";
  if (!marks.thousands.empty()) text += ", " + in_quotes(marks.thousands) + " between thousands";
  if (marks.decimal != '\0')
    return text + ", " + in_quotes({&marks.decimal, 1}) + " before decimals";
  return text +
         "; if it has decimals or marks between thousands, say which they are (decimal_mark,"
         " thousands_mark)";
}

}  // namespace

std::optional<Refusal> read_number(std::string_view text, const NumberMarks& marks,
                                   std::string& plain) {
  if (text.empty()) return Refusal{"quantity is empty", "write a number such as 1"};
  plain.clear();
  std::string_view rest = text;
  if (rest.front() == '-') {
    plain = '-';
    rest.remove_prefix(1);
  }
  bool good = take_whole(rest, marks.thousands, plain);
  if (good && marks.decimal != '\0' && rest.starts_with(marks.decimal)) {
    const std::size_t count = digits_at_front(rest.substr(1));
    good = count != 0;
    plain += '.';
    plain += rest.substr(1, count);
    rest.remove_prefix(count + 1);
  }
  if (good && rest.empty()) return {};
  const bool blanks = without_blanks(text).size() != text.size();
  return Refusal{"quantity is not a number",
                 in_quotes(text) + "; " + hint(marks) +
                     (blanks ? "; leave out the blanks around it (trim = true)" : "")};
}

}  // namespace porto::internal
