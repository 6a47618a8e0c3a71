// See reading.hpp.
#include "metering/reading.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "metering/row_event.hpp"

namespace porto::internal {

// What can be opened again is closed until its turn, so that the number of files has no limit.
void Reading::look() {
  bool sizes_known = true;
  for (const std::string& path : paths_) {
    std::unique_ptr<Reader> reader = open_reader(path, options_);
    if (options_.import.on_file) options_.import.on_file(path, reader->format);
    if (!reader->counting().empty()) counting_.emplace(reader->source, reader->counting());
    sizes_known = sizes_known && reader->lines().size() != 0;
    total_bytes_ += reader->lines().size();
    formats_.push_back(reader->format);
    sizes_.push_back(reader->lines().reopens() ? reader->lines().size() : 0);
    if (reader->lines().reopens()) reader.reset();
    opened_.push_back(std::move(reader));
  }
  if (!sizes_known) total_bytes_ = 0;
}

bool Reading::fill(Batch& batch, const std::stop_token& stop) {
  batch.clear();
  const std::uint64_t start = bytes_read();
  const std::uint64_t enough = enough_bytes();
  while (!batch.full() && !stop.stop_requested()) {
    if (!batch.empty() && bytes_read() - start >= enough) break;
    if (!reader_ && !open_next()) break;
    if (reader_->next(row_))
      add(batch);
    else
      close(batch);
  }
  batch.sort();
  batch.bytes_read = bytes_read();
  return !batch.empty();
}

// Size of the next batch: small at the start so that storing begins early, small at the end so that
// little is left to store.
std::uint64_t Reading::enough_bytes() const {
  const std::uint64_t first = std::max(bytes_read(), first_bytes_);
  if (total_bytes_ == 0) return first;
  const std::uint64_t left = total_bytes_ - std::min(total_bytes_, bytes_read());
  return std::min(first, std::max(left / 2, last_bytes_));
}

std::uint64_t Reading::bytes_read() const {
  return bytes_of_files_ + (reader_ ? reader_->lines().consumed() : 0);
}

bool Reading::open_next() {
  if (next_file_ == paths_.size()) return false;
  reader_ = std::move(opened_[next_file_]);
  if (!reader_) reader_ = open_reader(paths_[next_file_], options_);
  ++next_file_;
  mangled_ = false;
  first_mark_ = 0;
  blank_ids_ = 0;
  totals_.reset();
  if (reader_->format == "csv")
    totals_.emplace(TotalRows::Of::events, options_.import.company);
  else if (reader_->format == "monthly")
    totals_.emplace(TotalRows::Of::monthly_counts, options_.import.company);
  return true;
}

void Reading::close(Batch& batch) {
  std::ranges::move(reader_->notices(), std::back_inserter(batch.notices));
  note_marks(batch);
  note_total(batch);
  note_blank_ids(batch);
  // The end of a file that its format does not need is read too.
  std::string digest = reader_->lines().digest();
  batch.files.push_back({file(), reader_->lines().bytes_read(), std::move(digest)});
  bytes_of_files_ += reader_->lines().consumed();
  reader_.reset();
}

void Reading::add(Batch& batch) {
  ++batch.rows;
  if (first_mark_ == 0 && reader_->lines().marks() != 0) first_mark_ = row_.line;
  if (!row_.not_counted.empty()) {
    ++batch.not_counted[std::string(row_.not_counted)];
    return;
  }
  UsageEvent event;
  DatedEvent dated = {{}, Month(1970, 1)};
  std::optional<Refusal> refusal = row_.refusal;
  if (!refusal) refusal = read_event(row_, judge_.meters(), reader_->source, event);
  if (!refusal && totals_) refusal = totals_->judge(event);
  if (!refusal) refusal = judge_.judge(event, dated);
  if (!refusal && totals_) totals_->add(event, row_.line);
  if (refusal)
    batch.refuse(file(), row_, std::move(*refusal));
  else
    batch.add(file(), row_, reader_->lines().offset_of(row_.bytes), dated);
  if (!mangled_) note_mangled(batch);
  look_at_id();
}

// Without the blank it is another event's identity, and would count again.
void Reading::look_at_id() {
  const std::string_view id = row_[Field::event_id];
  const auto may_be_blank = [](char c) {
    return c == ' ' || static_cast<unsigned char>(c) >= 0x80;
  };
  if (id.empty() || (!may_be_blank(id.front()) && !may_be_blank(id.back()))) return;
  if (without_blanks(id).size() == id.size()) return;
  if (blank_ids_++ == 0) first_blank_id_ = row_.line;
}

void Reading::note_blank_ids(Batch& batch) const {
  if (blank_ids_ == 0) return;
  batch.notices.push_back(
      paths_[file()] + ":" + std::to_string(first_blank_id_) + ": " + std::to_string(blank_ids_) +
      (blank_ids_ == 1 ? " event_id begins or ends" : " event_ids begin or end") +
      " with a blank, which is a part of it: without the blank the"
      " event would count again");
}

// Once per file, when it has been read through.
void Reading::note_marks(Batch& batch) const {
  const std::uint64_t marks = reader_->lines().marks();
  if (marks == 0) return;
  const std::string place = first_mark_ == 0 ? "" : ":" + std::to_string(first_mark_);
  batch.notices.push_back(paths_[file()] + place + ": " + std::to_string(marks) +
                          (marks == 1 ? " byte order mark" : " byte order marks") +
                          " behind the start of the file left out: files were joined here");
}

void Reading::note_total(Batch& batch) const {
  if (!totals_ || totals_->suspect() == 0) return;
  batch.notices.push_back(paths_[file()] + ":" + std::to_string(totals_->suspect()) +
                          ": the last row has as much as the rows before it together; if it is"
                          " their total it is counted twice: void it (porto event void)");
}

// Once per file: if one id is mangled, all long ones are.
void Reading::note_mangled(Batch& batch) {
  for (const Field field : {Field::event_id, Field::company}) {
    if (!looks_mangled(row_[field])) continue;
    batch.notices.push_back(paths_[file()] + ":" + std::to_string(row_.line) + ": " +
                            std::string(field_names[static_cast<std::size_t>(field)]) + " " +
                            in_quotes(row_[field]) +
                            " looks like a number that a spreadsheet rewrote; ids are taken as"
                            " they are, so check the file");
    mangled_ = true;
    return;
  }
}

}  // namespace porto::internal
