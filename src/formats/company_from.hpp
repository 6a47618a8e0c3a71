// The company of an event: the members that the caller named, tried in order.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/reader.hpp"
#include "records/json/value.hpp"

namespace porto::internal {

/// The domain of a mail address, "a@example.com" or "Name <a@example.com>", in lower case; empty if
/// there is none.
std::string mail_domain(std::string_view address);
/// The same, into a text whose memory is used again: one row after the other.
void read_mail_domain(std::string_view address, std::string& domain);
/// Of a text that is a domain, or else an address at one.
void read_domain(std::string_view text, std::string& domain);

class CompanyFrom {
 public:
  /// What an event says of its sender, as its format has it.
  struct Hints {
    std::span<const std::string_view> tags{};
    std::string_view domain{};  ///< the sending domain, in lower case
  };

  /// `usual`: the member in which events of the format name their company, tried if the caller
  /// named neither a member nor a company. Error invalid_argument.
  CompanyFrom(const ImportOptions& options, std::string_view usual, JsonMembers& members);

  /// Gives the row its company, or the domain that tells it. Throws Refusal if nothing does. The
  /// hints must live as long as the row.
  void set(Row& row, const JsonMembers& members, const Hints& hints) const;

 private:
  enum class Kind : std::uint8_t { member, tag, domain };
  struct Rule {
    Kind kind;
    JsonMembers::Member member = 0;
    std::string prefix{};  // of the tag
  };

  Rule parse(std::string_view text, JsonMembers& members) const;
  std::string_view company(const Rule& rule, const JsonMembers& members,
                           std::span<const std::string_view> tags) const;

  std::vector<Rule> rules_;
  std::string fallback_;
  std::string tried_;  // the rules, for messages
};

}  // namespace porto::internal
