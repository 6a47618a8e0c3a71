// See inputs.hpp.
#include "metering/inputs.hpp"

#include <algorithm>
#include <iterator>

namespace porto::internal {

// What can be opened again is closed until its turn, so that the number of files has no limit.
void Inputs::look() {
  bool sizes_known = true;
  std::vector<bool> logs;
  for (std::uint32_t file = 0; file < inputs_.size(); ++file) {
    std::unique_ptr<Reader> reader = open_reader(inputs_[file], options_);
    if (options_.import.on_file && !reader->format.empty())
      options_.import.on_file(inputs_[file].name, reader->format);
    if (!reader->counting().empty()) counting_.emplace(reader->source, reader->counting());
    sizes_known = sizes_known && (reader->lines().size() != 0 || reader->format.empty());
    total_bytes_ += reader->lines().size();
    formats_.push_back(reader->format);
    layouts_.push_back({reader->format, reader->table()});
    sizes_.push_back(reader->lines().reopens() ? reader->lines().size() : 0);
    const bool is_log = LogStream::takes(*reader);
    logs.push_back(is_log);
    if (reader->lines().reopens()) {
      if (is_log && inputs_.size() > 1)
        log(reader->format).stream.add(file, inputs_[file], *reader);
      reader.reset();
    }
    opened_.push_back(std::move(reader));
  }
  if (!sizes_known) total_bytes_ = 0;
  join_logs(logs);
  judge_empty(logs);
}

// An empty file among logs is a log, of the first one's format.
void Inputs::judge_empty(const std::vector<bool>& is_log) {
  const auto log = std::ranges::find(is_log, true);
  for (std::uint32_t file = 0; file < inputs_.size(); ++file) {
    if (!formats_[file].empty()) continue;
    if (log == is_log.end()) refuse_empty(inputs_[file].name);
    formats_[file] = formats_[static_cast<std::size_t>(log - is_log.begin())];
    layouts_[file].format = formats_[file];
    if (options_.import.on_file) options_.import.on_file(inputs_[file].name, formats_[file]);
  }
}

Inputs::Log& Inputs::log(std::string_view format) {
  return logs_.try_emplace(format, options_).first->second;
}

// Pipes come last: they may keep the one who looks how they begin waiting.
void Inputs::join_logs(const std::vector<bool>& is_log) {
  log_of_.resize(inputs_.size());
  for (std::uint32_t file = 0; file < inputs_.size(); ++file) {
    if (!is_log[file] || std::ranges::count(formats_, formats_[file]) == 1) continue;
    log_of_[file] = &log(formats_[file]);
    if (opened_[file]) log_of_[file]->stream.add(file, inputs_[file], std::move(opened_[file]));
  }
  for (auto& [format, log] : logs_)
    if (log.stream.files() > 1) log.stream.begin();
}

Inputs::Met Inputs::next(Row& row, const std::stop_token& stop) {
  if (std::exchange(ended_, false)) reader_.reset();
  for (;;) {
    if (!reader_ && stream_ == nullptr && !open_next()) return Met::end;
    if (stream_ == nullptr) break;
    const LogStream::Met met = stream_->next(row, stop);
    if (met == LogStream::Met::end) {
      if (stop.stop_requested()) return Met::end;
      stream_ = nullptr;
      continue;
    }
    file_ = stream_->number();
    count_bytes();
    return met == LogStream::Met::row ? Met::row : Met::end_of_file;
  }
  ended_ = !reader_->next(row);
  count_bytes();
  return ended_ ? Met::end_of_file : Met::row;
}

// False if there is none. A stream begins where the first of its files was named.
bool Inputs::open_next() {
  while (next_file_ != inputs_.size()) {
    file_ = next_file_++;
    if (Log* const log = log_of_[file_]) {
      if (std::exchange(log->begun, true)) continue;
      stream_ = &log->stream;
      return true;
    }
    reader_ = std::move(opened_[file_]);
    if (!reader_) reader_ = open_reader(inputs_[file_], options_);
    return true;
  }
  return false;
}

void Inputs::count_bytes() {
  const std::uint64_t bytes = reader().lines().consumed();
  bytes_read_ += bytes - counted_bytes_[file_];
  counted_bytes_[file_] = bytes;
}

std::vector<std::string> Inputs::notices() {
  std::vector<std::string> notices = reader().notices();
  if (stream_ != nullptr) std::ranges::move(stream_->notices(), std::back_inserter(notices));
  return notices;
}

}  // namespace porto::internal
