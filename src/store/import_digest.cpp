// See import_digest.hpp.
#include "store/import_digest.hpp"

#include "store/event_digest.hpp"

namespace porto::internal {
namespace {

// Fields of a record, each list behind the number of its items, so that no two records give the
// same bytes.
class RecordHash {
 public:
  RecordHash& count(std::uint64_t number) {
    hash_.number(static_cast<std::int64_t>(number));
    return *this;
  }
  RecordHash& number(std::int64_t number) {
    hash_.number(number);
    return *this;
  }
  RecordHash& text(std::string_view text) {
    hash_.text(text);
    return *this;
  }
  std::string hex() { return hash_.hex(); }

 private:
  FieldHash hash_;
};

}  // namespace

std::string import_digest(const ImportRecord& record) {
  RecordHash hash;
  hash.number(record.no).number(record.begun_at ? 1 : 0);
  hash.number(record.begun_at.value_or(Instant{}).unix_us).number(record.finished ? 1 : 0);
  hash.count(record.files.size());
  for (const ImportedFile& file : record.files)
    hash.text(file.path).text(file.format).count(file.size).text(file.digest);
  hash.count(record.options.size());
  for (const ImportOption& option : record.options) hash.text(option.name).text(option.value);
  for (const std::uint64_t rows : {record.rows, record.stored, record.duplicate, record.conflict,
                                   record.rejected, record.not_counted, record.corrected})
    hash.count(rows);
  hash.count(record.stored_by_month.size());
  for (const auto& [month, events] : record.stored_by_month)
    hash.number(month.number()).count(events);
  hash.count(record.events.size());
  for (const EventRange& range : record.events) hash.number(range.first).number(range.last);
  return hash.hex();
}

std::string undo_digest(std::string_view previous, std::string_view record,
                        const ImportUndo& undo) {
  RecordHash hash;
  hash.text(previous).number(undo.no).number(undo.import).text(record);
  hash.text(undo.actor).text(undo.reason).number(undo.undone_at.unix_us);
  hash.number(undo.voided).number(undo.kept);
  return hash.hex();
}

}  // namespace porto::internal
