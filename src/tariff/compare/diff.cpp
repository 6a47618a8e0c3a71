// The differences of two documents. It compares the texts, not the models read from them, so
// that values are shown as they were written and a new key of the language needs nothing here.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "porto/tariff_tools.hpp"
#include "tariff/compare/boundaries.hpp"
#include "tariff/document/document.hpp"

namespace porto {

using namespace internal;

namespace {

using Kind = TariffChange::Kind;

// A value of a document, and the keys that lead to it: "tier 2 price".
struct DocumentValue {
  std::string field;
  std::string text;
};

std::string joined(const std::string& field, const std::string& more) {
  return field.empty() ? more : field + " " + more;
}

void add_values(const Node& node, const std::string& field, std::vector<DocumentValue>& values) {
  if (node.kind == Node::Kind::table) {
    for (const Node& member : node.children)
      if (member.kind != Node::Kind::array) add_values(member, joined(field, member.key), values);
    for (const Node& member : node.children) {
      if (member.kind != Node::Kind::array) continue;
      const std::string name = joined(field, member.key == "tiers" ? "tier" : member.key);
      for (std::size_t i = 0; i < member.children.size(); ++i)
        add_values(member.children[i], name + " " + std::to_string(i + 1), values);
    }
  } else {
    values.push_back({field, node.text});
  }
}

// The keys of the document itself.
std::vector<DocumentValue> settings_of(const Node& root) {
  std::vector<DocumentValue> values;
  for (const Node& member : root.children)
    if (member.key != "charge" && member.key != "example") add_values(member, member.key, values);
  return values;
}

struct DocumentCharge {
  std::string id;
  std::vector<DocumentValue> values;
};

std::vector<DocumentCharge> charges_of(const Node& root) {
  std::vector<DocumentCharge> charges;
  for (const Node& element : root.find("charge")->children) {
    DocumentCharge& charge = charges.emplace_back();
    add_values(element, "", charge.values);
    const auto id = std::find_if(charge.values.begin(), charge.values.end(),
                                 [](const DocumentValue& value) { return value.field == "id"; });
    charge.id = id->text;
    charge.values.erase(id);
  }
  return charges;
}

const DocumentCharge* find(const std::vector<DocumentCharge>& charges, const std::string& id) {
  const auto found = std::find_if(charges.begin(), charges.end(),
                                  [&](const DocumentCharge& charge) { return charge.id == id; });
  return found == charges.end() ? nullptr : &*found;
}

class Comparison {
 public:
  void add_values(const std::string& charge, const std::vector<DocumentValue>& before,
                  const std::vector<DocumentValue>& after) {
    std::map<std::string_view, std::string_view> left;  // of `after`
    for (const DocumentValue& value : after) left.emplace(value.field, value.text);
    for (const DocumentValue& value : before) {
      const auto same = left.find(value.field);
      if (same == left.end())
        changes_.push_back({Kind::removed, charge, value.field, value.text, {}});
      else
        add_change(charge, value.field, value.text, std::string(same->second));
      if (same != left.end()) left.erase(same);
    }
    for (const DocumentValue& value : after)
      if (left.contains(value.field))
        changes_.push_back({Kind::added, charge, value.field, {}, value.text});
  }

  void add_charges(const std::vector<DocumentCharge>& before,
                   const std::vector<DocumentCharge>& after) {
    for (const DocumentCharge& charge : before) {
      const DocumentCharge* same = find(after, charge.id);
      if (!same) changes_.push_back({Kind::removed, charge.id, "charge", {}, {}});
      add_values(charge.id, charge.values, same ? same->values : std::vector<DocumentValue>());
    }
    for (const DocumentCharge& charge : after) {
      if (find(before, charge.id)) continue;
      changes_.push_back({Kind::added, charge.id, "charge", {}, {}});
      add_values(charge.id, {}, charge.values);
    }
  }

  void add_change(const std::string& charge, const std::string& field, const std::string& before,
                  const std::string& after) {
    if (before != after) changes_.push_back({Kind::changed, charge, field, before, after});
  }

  std::vector<TariffChange> changes() && { return std::move(changes_); }

 private:
  std::vector<TariffChange> changes_;
};

std::string joined(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) list.append(list.empty() ? "" : ", ").append(name);
  return list;
}

std::string sorted_meters(const Tariff& tariff) {
  std::vector<std::string_view> meters = meters_of(tariff);
  std::sort(meters.begin(), meters.end());
  return joined(meters);
}

// The ids of the charges that the other document has as well.
std::string order(const std::vector<DocumentCharge>& charges,
                  const std::vector<DocumentCharge>& others) {
  std::vector<std::string_view> ids;
  for (const DocumentCharge& charge : charges)
    if (find(others, charge.id)) ids.push_back(charge.id);
  return joined(ids);
}

}  // namespace

std::vector<TariffChange> compare_documents(std::string_view before, std::string_view after) {
  const Tariff old_tariff = parse_tariff(before, "before");
  const Tariff new_tariff = parse_tariff(after, "after");
  // Documents that were read have a root, and charges with ids.
  const Node old_root = *parse_document(before).root;
  const Node new_root = *parse_document(after).root;
  const std::vector<DocumentCharge> old_charges = charges_of(old_root);
  const std::vector<DocumentCharge> new_charges = charges_of(new_root);
  Comparison comparison;
  comparison.add_values("", settings_of(old_root), settings_of(new_root));
  comparison.add_change("", "meters", sorted_meters(old_tariff), sorted_meters(new_tariff));
  comparison.add_change("", "charge order", order(old_charges, new_charges),
                        order(new_charges, old_charges));
  comparison.add_charges(old_charges, new_charges);
  return std::move(comparison).changes();
}

}  // namespace porto
