// See reading.hpp.
#include "metering/reading.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "metering/row_event.hpp"

namespace porto::internal {

bool Reading::fill(Batch& batch, const std::stop_token& stop) {
  batch.clear();
  const std::uint64_t start = inputs_.bytes_read();
  const std::uint64_t enough = enough_bytes();
  while (!batch.full() && !stop.stop_requested()) {
    if (!batch.empty() && inputs_.bytes_read() - start >= enough) break;
    const Inputs::Met met = inputs_.next(row_, stop);
    if (met == Inputs::Met::end) break;
    if (notes_ == nullptr || noted_file_ != inputs_.file()) notes_ = &notes();
    if (met == Inputs::Met::row)
      add(batch);
    else
      close(batch);
  }
  batch.sort();
  batch.bytes_read = inputs_.bytes_read();
  return !batch.empty();
}

// Size of the next batch: small at the start so that storing begins early, small at the end so that
// little is left to store.
std::uint64_t Reading::enough_bytes() const {
  const std::uint64_t done = inputs_.bytes_read();
  const std::uint64_t first = std::max(done, first_bytes_);
  const std::uint64_t total = inputs_.total_bytes();
  if (total == 0) return first;
  return std::min(first, std::max((total - std::min(total, done)) / 2, last_bytes_));
}

// Of the file that is being read, which may be one of several.
Reading::FileNotes& Reading::notes() {
  noted_file_ = inputs_.file();
  const auto [at, is_new] = files_.try_emplace(noted_file_);
  if (!is_new) return at->second;
  const std::string_view format = inputs_.reader().format;
  if (format == "csv")
    at->second.totals.emplace(TotalRows::Of::events, options_.import.company);
  else if (format == "monthly")
    at->second.totals.emplace(TotalRows::Of::monthly_counts, options_.import.company);
  return at->second;
}

void Reading::close(Batch& batch) {
  std::ranges::move(inputs_.notices(), std::back_inserter(batch.notices));
  note_marks(batch);
  note_total(batch);
  note_blank_ids(batch);
  // The end of a file that its format does not need is read too.
  std::string digest = inputs_.reader().lines().digest();
  batch.files.push_back({inputs_.file(), inputs_.reader().lines().bytes_read(), std::move(digest)});
  files_.erase(noted_file_);
  notes_ = nullptr;
}

void Reading::add(Batch& batch) {
  ++batch.rows;
  const Reader& reader = inputs_.reader();
  if (notes_->first_mark == 0 && reader.lines().marks() != 0) notes_->first_mark = row_.line;
  if (!row_.not_counted.empty()) {
    ++batch.not_counted[std::string(row_.not_counted)];
    return;
  }
  UsageEvent event;
  DatedEvent dated = {{}, Month(1970, 1)};
  std::optional<TotalRows>& totals = notes_->totals;
  std::optional<Refusal> refusal = row_.refusal;
  if (!refusal) refusal = read_event(row_, judge_.meters(), reader.source, event);
  if (!refusal && totals) refusal = totals->judge(event);
  if (!refusal) refusal = judge_.judge(event, dated);
  if (!refusal && totals) totals->add(event, row_.line);
  if (refusal)
    batch.refuse(inputs_.file(), row_, std::move(*refusal));
  else
    batch.add(inputs_.file(), row_, reader.lines().offset_of(row_.bytes), dated);
  if (!notes_->mangled) note_mangled(batch);
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
  if (notes_->blank_ids++ == 0) notes_->first_blank_id = row_.line;
}

void Reading::note_blank_ids(Batch& batch) const {
  const std::uint64_t blank_ids = notes_->blank_ids;
  if (blank_ids == 0) return;
  batch.notices.push_back(
      path() + ":" + std::to_string(notes_->first_blank_id) + ": " + std::to_string(blank_ids) +
      (blank_ids == 1 ? " event_id begins or ends" : " event_ids begin or end") +
      " with a blank, which is a part of it: without the blank the"
      " event would count again");
}

// Once per file, when it has been read through.
void Reading::note_marks(Batch& batch) const {
  const std::uint64_t marks = inputs_.reader().lines().marks();
  if (marks == 0) return;
  const std::string place = notes_->first_mark == 0 ? "" : ":" + std::to_string(notes_->first_mark);
  batch.notices.push_back(path() + place + ": " + std::to_string(marks) +
                          (marks == 1 ? " byte order mark" : " byte order marks") +
                          " behind the start of the file left out: files were joined here");
}

void Reading::note_total(Batch& batch) const {
  const std::optional<TotalRows>& totals = notes_->totals;
  if (!totals || totals->suspect() == 0) return;
  batch.notices.push_back(path() + ":" + std::to_string(totals->suspect()) +
                          ": the last row has as much as the rows before it together; if it is"
                          " their total it is counted twice: void it (porto event void)");
}

// Once per file: if one id is mangled, all long ones are.
void Reading::note_mangled(Batch& batch) {
  for (const Field field : {Field::event_id, Field::company}) {
    if (!looks_mangled(row_[field])) continue;
    batch.notices.push_back(path() + ":" + std::to_string(row_.line) + ": " +
                            std::string(field_names[static_cast<std::size_t>(field)]) + " " +
                            in_quotes(row_[field]) +
                            " looks like a number that a spreadsheet rewrote; ids are taken as"
                            " they are, so check the file");
    notes_->mangled = true;
    return;
  }
}

}  // namespace porto::internal
