// CloudEvents 1.0 in the JSON format: single events, batches, a stream of either. OpenMeter's
// events are these.
#include <algorithm>

#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "records/json/base64.hpp"
#include "records/json/head.hpp"

namespace porto::internal {

extern const Format azure_format;  // azure.cpp

namespace {

constexpr std::string_view data_path = "data.";

// Members of the data are looked for in `data`, or in the JSON that `data_base64` holds.
std::string_view path_in_data(std::string_view quantity_from) {
  return quantity_from.starts_with(data_path) ? quantity_from.substr(data_path.size())
                                              : std::string_view{};
}

// "text/plain", "application/json; charset=utf-8"
bool is_media_type(std::string_view text) noexcept {
  const std::string_view essence = text.substr(0, text.find(';'));
  const std::size_t slash = essence.find('/');
  return slash != std::string_view::npos && slash != 0 && slash + 1 < essence.size();
}

void check_extension(std::string_view name) {
  const bool good = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  if (!good)
    throw Refusal{"attribute has a bad name",
                  in_quotes(name) + "; CloudEvents names have lower-case letters and digits only"};
}

class CloudEventsReader final : public JsonReader {
 public:
  CloudEventsReader(Lines lines, const ReaderOptions& options)
      : JsonReader(std::move(lines), {}),
        quantity_from_(options.import.quantity_from, members_),
        path_in_data_(path_in_data(options.import.quantity_from)),
        quantity_in_base64_(path_in_data_, decoded_members_),
        company_from_(options.import, "subject", members_) {
    members_.on_other = [](std::string_view name) {
      check_extension(name);
      return false;
    };
  }

 private:
  void read(Row& row) override {
    if (const std::string_view version = members_.required_text(specversion_); version != "1.0")
      throw Refusal{"specversion is unknown", in_quotes(version) + "; porto reads 1.0"};
    row[Field::event_id] = members_.required_text(id_);
    row[Field::source] = members_.required_text(source_);
    members_.required_text(type_);
    check_optional();
    row.time = rfc3339_instant(members_.required_text(time_), "time");
    row[Field::quantity] = quantity();
    company_from_.set(row, members_, {});
  }

  // Attributes that may be absent or null, but not empty.
  void check_optional() const {
    for (const JsonMembers::Member member : {datacontenttype_, dataschema_, subject_})
      if (is_there(member) && members_.text(member).empty())
        throw Refusal{members_.path(member) + " is no text",
                      "an attribute that is not needed is left out, not empty"};
    const std::string_view type = members_.text(datacontenttype_);
    if (!type.empty() && !is_media_type(type))
      throw Refusal{"datacontenttype is no media type",
                    in_quotes(type) + "; write one such as application/json"};
    if (is_there(data_) && is_there(data_base64_))
      throw Refusal{"data is given twice", "an event has data or data_base64"};
  }

  bool is_there(JsonMembers::Member member) const {
    const JsonKind kind = members_[member].kind;
    return kind != JsonKind::absent && kind != JsonKind::null;
  }

  std::string_view quantity() {
    if (path_in_data_.empty() || !is_there(data_base64_)) return quantity_from_.of(members_);
    decode(members_.required_text(data_base64_));
    return quantity_in_base64_.of(decoded_members_);
  }

  void decode(std::string_view base64) {
    if (!decode_base64(base64, decoded_))
      throw Refusal{"data_base64 is not base64", in_quotes(base64)};
    decoded_members_.read(decoded_);
  }

  JsonMembers decoded_members_;
  std::string decoded_;
  QuantityFrom quantity_from_;
  std::string path_in_data_;
  QuantityFrom quantity_in_base64_;
  CompanyFrom company_from_;
  JsonMembers::Member specversion_ = members_.want("specversion");
  JsonMembers::Member id_ = members_.want("id");
  JsonMembers::Member source_ = members_.want("source");
  JsonMembers::Member type_ = members_.want("type");
  JsonMembers::Member subject_ = members_.want("subject");
  JsonMembers::Member time_ = members_.want("time");
  JsonMembers::Member datacontenttype_ = members_.want("datacontenttype");
  JsonMembers::Member dataschema_ = members_.want("dataschema");
  JsonMembers::Member data_ = members_.want("data");
  JsonMembers::Member data_base64_ = members_.want("data_base64");
};

// It stands back where a format knows what events of these mean: not each of them is usage.
Match looks_like_cloudevents(std::string_view head) {
  if (!JsonHead(head).has("specversion")) return Match::no;
  return azure_format.detect(head) == Match::yes ? Match::maybe : Match::yes;
}

std::unique_ptr<Reader> open_cloudevents(Lines lines, const ReaderOptions& options) {
  return std::make_unique<CloudEventsReader>(std::move(lines), options);
}

}  // namespace

extern const Format cloudevents_format = {"cloudevents", looks_like_cloudevents, open_cloudevents};

}  // namespace porto::internal
