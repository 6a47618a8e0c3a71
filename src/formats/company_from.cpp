// See company_from.hpp.
#include "formats/company_from.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view tag_rule = "tag";
constexpr std::string_view tag_prefix_rule = "tag:";
constexpr std::string_view domain_rule = "domain";

// The bytes that may be in a domain, in lower case; 0 for others.
constexpr std::array<char, 256> domain_bytes = [] {
  std::array<char, 256> bytes{};
  for (std::size_t i = ' ' + 1; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i);
  for (const char c : std::string_view("<>()[],;:\\\"@\x7F"))
    bytes[static_cast<std::size_t>(c)] = 0;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) bytes[c] = static_cast<char>(c - 'A' + 'a');
  return bytes;
}();

// Empty if it is no name of a domain.
void read_name(std::string_view name, std::string& domain) {
  domain.clear();
  if (name.ends_with('.')) name.remove_suffix(1);
  constexpr std::size_t longest = 253;
  if (name.size() > longest) return;
  domain.resize(name.size());
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((domain[i] = domain_bytes[static_cast<unsigned char>(name[i])]) == 0) return domain.clear();
}

bool is_whole_number(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view only_tag(std::span<const std::string_view> tags, std::string_view prefix) {
  std::string_view found;
  for (const std::string_view tag : tags) {
    if (!tag.starts_with(prefix) || tag.size() == prefix.size()) continue;
    const std::string_view named = tag.substr(prefix.size());
    if (!found.empty() && found != named)
      throw Refusal{"company is ambiguous",
                    "the tags name " + in_quotes(found) + " and " + in_quotes(named) +
                        "; tell them apart by how the tag begins, --company-from tag:PREFIX"};
    found = named;
  }
  return found;
}

std::string_view member_company(const JsonMembers& members, JsonMembers::Member member) {
  const JsonValue& value = members[member];
  switch (value.kind) {
    case JsonKind::absent:
    case JsonKind::null:
      return {};
    case JsonKind::text:
      return value.text;
    case JsonKind::number:
      if (is_whole_number(value.text)) return value.text;
      break;
    case JsonKind::array:
      if (value.items == 0) return {};
      if (value.items == 1 && !members.items(member)[0].empty()) return members.items(member)[0];
      break;
    default:
      break;
  }
  throw Refusal{"company cannot be read from a member",
                in_quotes(members.path(member)) + " is neither text nor a whole number"};
}

}  // namespace

std::string mail_domain(std::string_view address) {
  std::string domain;
  read_mail_domain(address, domain);
  return domain;
}

void read_mail_domain(std::string_view address, std::string& domain) {
  if (const std::size_t open = address.rfind('<'); open != std::string_view::npos) {
    address.remove_prefix(open + 1);
    address = address.substr(0, address.find('>'));
  }
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return domain.clear();
  read_name(address.substr(at + 1), domain);
}

void read_domain(std::string_view text, std::string& domain) {
  if (text.find_first_of("<@") != std::string_view::npos) return read_mail_domain(text, domain);
  read_name(text, domain);
}

CompanyFrom::CompanyFrom(const ImportOptions& options, std::string_view usual, JsonMembers& members)
    : fallback_(options.company) {
  std::vector<std::string> texts = options.company_from;
  if (texts.empty() && fallback_.empty() && !usual.empty()) texts.emplace_back(usual);
  for (const std::string& text : texts) {
    rules_.push_back(parse(text, members));
    tried_ += (tried_.empty() ? "" : ", ") + text;
  }
}

CompanyFrom::Rule CompanyFrom::parse(std::string_view text, JsonMembers& members) const {
  if (text == domain_rule) return {Kind::domain};
  if (text == tag_rule) return {Kind::tag};
  const bool empty = text.empty() || text == tag_prefix_rule || text.front() == '.' ||
                     text.back() == '.' || text.find("..") != std::string_view::npos;
  if (empty)
    throw Error(ErrorCode::invalid_argument,
                "the place " + in_quotes(text) +
                    " cannot name a company; use a member (user-variables.company), tag,"
                    " tag:PREFIX or domain",
                "company_from");
  if (text.starts_with(tag_prefix_rule))
    return {Kind::tag, 0, std::string(text.substr(tag_prefix_rule.size()))};
  return {Kind::member, members.want(text)};
}

std::string_view CompanyFrom::company(const Rule& rule, const JsonMembers& members,
                                      std::span<const std::string_view> tags) const {
  if (rule.kind == Kind::member) return member_company(members, rule.member);
  return only_tag(tags, rule.prefix);
}

void CompanyFrom::set(Row& row, const JsonMembers& members, const Hints& hints) const {
  std::string_view& named = row[Field::company];
  for (const Rule& rule : rules_) {
    if (rule.kind == Kind::domain) {
      row.domain = hints.domain;
      if (!row.domain.empty()) return;
      continue;
    }
    named = company(rule, members, hints.tags);
    if (!named.empty()) return;
  }
  named = fallback_;
  if (named.empty())
    throw Refusal{"company is not named",
                  "the event " +
                      (tried_.empty() ? "is of a format without a field for it"
                                      : "has nothing at " + tried_) +
                      "; use --company-from, or --company for the whole file"};
}

}  // namespace porto::internal
