// See log_stream.hpp.
#include "formats/log_stream.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// Their buffers are what a stream takes of memory.
constexpr std::size_t most_open_logs = 100;
constexpr std::size_t open_log_chunk_bytes = std::size_t{1} << 16;

// Days from one to another, forward through the end of the year.
int days_forward(int from, int to) noexcept { return (to - from + days_in_year) % days_in_year; }

// Whether each of the days, in their order, comes after the one before, all within a year.
bool goes_forward_once(const std::vector<int>& days) noexcept {
  int sum = 0;
  for (std::size_t i = 1; i < days.size(); ++i) sum += days_forward(days[i - 1], days[i]);
  return sum < days_in_year;
}

// The day in front of which is the longest gap, if that is of more than half a year; else 0.
int day_behind_gap(std::vector<int> days) {
  std::ranges::sort(days);
  int before = days.back();
  for (const int day : days) {
    const int gap = days_forward(before, day);
    if (gap > half_a_year || (gap == 0 && days.front() == days.back())) return day;
    before = day;
  }
  return 0;
}

std::unique_ptr<LogReader> as_log(std::unique_ptr<Reader> reader, const std::string& path) {
  auto* log = dynamic_cast<LogReader*>(reader.get());
  if (log == nullptr)
    throw Error(ErrorCode::io,
                in_quotes(path) +
                    " was a log when it was looked at, and is none now; a file must"
                    " stay as it is while it is imported",
                path);
  static_cast<void>(reader.release());
  return std::unique_ptr<LogReader>(log);
}

}  // namespace

LogStream::LogStream(const ReaderOptions& options)
    : options_(options), memory_(std::make_shared<LogMemory>()) {
  options_.chunk_bytes = std::min(options_.chunk_bytes, open_log_chunk_bytes);
}

bool LogStream::takes(const Reader& reader) noexcept {
  return dynamic_cast<const LogReader*>(&reader) != nullptr;
}

void LogStream::add(std::uint32_t number, const ImportInput& input, Reader& reader) {
  File& file = files_.emplace_back();
  file.number = number;
  file.input = &input;
  file.beginning = dynamic_cast<LogReader&>(reader).beginning();
}

void LogStream::add(std::uint32_t number, const ImportInput& input,
                    std::unique_ptr<Reader> reader) {
  add(number, input, *reader);
  files_.back().kept = std::move(reader);
}

void LogStream::begin() {
  std::ranges::sort(files_, {}, &File::number);
  memory_->first_day = first_day();
  for (File& file : files_) {
    LogClock clock(options_.import);
    clock.count_years_from(memory_->first_day);
    clock.pass(file.beginning.time);
    file.first = clock.place();
    file.begins_in_either = clock.moment().last && !clock.moment().certain;
  }
  // By content as far as it goes: the order in which the files were named must not matter.
  std::ranges::sort(files_, [](const File& a, const File& b) {
    return std::tie(a.first, a.beginning.line, a.path(), a.number) <
           std::tie(b.first, b.beginning.line, b.path(), b.number);
  });
}

// The day of the earliest line of all, among times that have no year; 0 if there are none. Files of
// more than half a year leave no gap that tells: then those who name them must know their order.
int LogStream::first_day() const {
  std::vector<int> days;
  for (const File& file : files_)
    if (const int day = day_in_year(file.beginning.time); day != 0) days.push_back(day);
  if (days.empty()) return 0;
  if (const int day = day_behind_gap(days); day != 0) return day;
  if (goes_forward_once(days)) return days.front();
  std::ranges::reverse(days);
  if (goes_forward_once(days)) return days.front();
  throw Error(ErrorCode::bad_input,
              "the times of these logs have no year, and as the files begin all over the year they"
              " do not tell which is the oldest; name them oldest first (ls -tr), or import them in"
              " parts of less than half a year, each with its --year",
              files_.front().path());
}

LogStream::Met LogStream::next(Row& row, const std::stop_token& stop) {
  if (std::exchange(ended_, false)) end_turn();
  while (!stop.stop_requested()) {
    if (!chosen_) {
      if (open_.empty() && opened_ == files_.size()) return Met::end;
      choose();
    }
    File& file = files_[current_];
    if (!file.reader->take()) {
      file.reader->finish();
      file.last = file.reader->place();
      ended_ = true;
      return Met::end_of_file;
    }
    if (turn(current_) > until_)
      chosen_ = false;
    else if (file.reader->read_record(row))
      return Met::row;
  }
  return Met::end;
}

void LogStream::end_turn() {
  std::erase(open_, current_);
  files_[current_].reader.reset();
  chosen_ = false;
}

// The file whose next line is the earliest, and until where it goes on. A file that has come to its
// end is the earliest too: it is to be told.
void LogStream::choose() {
  constexpr Turn never = {std::numeric_limits<std::int64_t>::max(),
                          std::numeric_limits<std::size_t>::max()};
  for (;;) {
    Turn first = never;
    until_ = never;
    for (const std::size_t file : open_) {
      const Turn its = files_[file].reader->take() ? turn(file) : Turn{LogClock::no_place, file};
      until_ = std::min(until_, std::max(its, first));
      first = std::min(first, its);
    }
    const bool all = opened_ == files_.size();
    const Turn coming = all ? never : Turn{files_[opened_].first, opened_};
    if (coming < first || open_.empty()) {
      open(opened_++);
      continue;
    }
    until_ = std::min(until_, coming);
    current_ = first.second;
    chosen_ = true;
    return;
  }
}

void LogStream::open(std::size_t file) {
  File& opened = files_[file];
  if (open_.size() == most_open_logs)
    throw Error(ErrorCode::bad_input,
                "more than " + std::to_string(most_open_logs) +
                    " of these logs have lines of the same time, as this one has; import fewer at"
                    " a time: those between which no mail goes need not know of each other",
                opened.path());
  opened.reader = as_log(
      opened.kept ? std::move(opened.kept) : open_reader(*opened.input, options_), opened.path());
  opened.reader->join(memory_, static_cast<std::uint32_t>(file));
  open_.push_back(file);
}

// A host has no two logs of one time, unless they have the same lines, are of different years, or
// of the two hours that clocks showed alike, one of each.
std::vector<std::string> LogStream::notices() {
  constexpr std::int64_t a_little_us = std::int64_t{300} * 1'000'000;
  const File& ended = files_[current_];
  const auto has_no_year = [](const File& file) { return day_in_year(file.beginning.time) != 0; };
  for (std::size_t i = current_ + 1; i < opened_ && !told_overlap_; ++i) {
    const File& later = files_[i];
    const bool alike = ended.begins_in_either && later.begins_in_either;
    if (later.first + a_little_us > ended.last ||
        (!alike && (!has_no_year(ended) || !has_no_year(later))) ||
        later.beginning.host != ended.beginning.host)
      continue;
    told_overlap_ = true;
    if (alike)
      return {ended.path() + ": " + later.path() + " begins in the same hour, which clocks in " +
              options_.import.zone +
              " showed twice; the lines of both are taken to be of the first of the two, so that"
              " those of the second are an hour early, on the same day"};
    return {ended.path() + ": " + later.path() +
            " has lines of the same host and the same days; if they are of another year, import"
            " them by themselves, with their --year"};
  }
  return {};
}

}  // namespace porto::internal
