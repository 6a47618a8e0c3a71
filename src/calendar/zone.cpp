// Time zones: the starts of months and the offsets from 1970 to 2199, made once from the machine's
// tz database with date's readers. No time zone rule is coded here.
#include <date/tz.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <new>
#include <optional>
#include <system_error>

#include "base/text.hpp"
#include "calendar/microseconds.hpp"
#include "calendar/yearly_rule.hpp"
#include "porto/calendar.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

using std::chrono::sys_seconds;

constexpr const char* database_folder = "/usr/share/zoneinfo/";
constexpr int first_known_year = 1970;
constexpr int month_count = (2199 - first_known_year + 1) * 12;

std::int64_t in_us(sys_seconds moment) { return moment.time_since_epoch().count() * us_per_second; }

sys_seconds in_seconds(std::int64_t unix_us) {
  return sys_seconds{std::chrono::seconds{unix_us / us_per_second}};
}

// Microseconds from 1970-01-01T00:00 to the day's midnight, by the same clock.
std::int64_t midnight_us(Day day) {
  const Month month = day.month();
  const auto date = std::chrono::year{month.year()} / month.month() / day.day();
  return std::chrono::sys_days{date}.time_since_epoch().count() * us_per_day;
}

// The day of a local time that is not before 1970.
Day day_of_local(std::int64_t local_us) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{local_us / us_per_day}}};
  const Month month(static_cast<int>(date.year()),
                    static_cast<int>(static_cast<unsigned>(date.month())));
  return {month, static_cast<int>(static_cast<unsigned>(date.day()))};
}

// The names of "right/..." count leap seconds and those of "posix/..." double the plain ones; both
// are for other uses of the database.
bool is_iana_name(const std::string& name) {
  return !name.starts_with("right/") && !name.starts_with("posix/") && name != "posixrules" &&
         name != "localtime";
}

[[noreturn]] void throw_unknown(const std::string& name, const date::tzdb& database) {
  std::vector<std::string_view> known;
  for (const auto& zone : database.zones)
    if (is_iana_name(zone.name())) known.push_back(zone.name());
  const auto meant = nearest(name, known);
  throw Error(ErrorCode::unknown_zone,
              in_quotes(name) + " is not a time zone of this machine's tz database; " +
                  (meant.empty() ? "use an IANA name such as Europe/Stockholm"
                                 : "did you mean " + in_quotes(meant) + "?"));
}

// What fails now may succeed later, or needs somebody who mends it.
bool may_pass(int error) { return error == EMFILE || error == ENFILE || error == EINTR; }

[[noreturn]] void throw_not_read(const std::string& what, const std::string& path, int error) {
  if (error == ENOMEM) throw std::bad_alloc();
  throw Error(
      ErrorCode::io,
      what + " cannot be read: " + std::generic_category().message(error) +
          (may_pass(error) ? "; try again" : "; make " + path + " readable, or reinstall tzdata"),
      {}, Cause{.system_errno = error});
}

// date reads the list of zones once, and keeps it if it could not be read: then there would be no
// zone as long as the process lives. So there must be descriptors for it, and some to spare.
void require_descriptors() {
  std::array<int, 8> opened;
  std::size_t count = 0;
  int error = 0;
  for (; count < opened.size() && error == 0; ++count) {
    opened[count] = ::open(database_folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened[count] < 0) error = errno;
  }
  for (std::size_t i = 0; i < count; ++i)
    if (opened[i] >= 0) ::close(opened[i]);
  if (error != 0 && error != ENOENT && error != ENOTDIR)
    throw_not_read("the tz database", database_folder, error);
}

const date::tzdb& open_database() {
  require_descriptors();
  try {
    const auto& database = date::get_tzdb();
    if (!database.zones.empty()) return database;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {  // as date says that there is no folder
  }
  throw Error(ErrorCode::unknown_zone, std::string("this machine has no tz database in ") +
                                           database_folder + "; install tzdata");
}

const date::time_zone& find_zone(const std::string& name) {
  const auto& database = open_database();
  const auto found =
      std::find_if(database.zones.begin(), database.zones.end(),
                   [&name](const date::time_zone& zone) { return zone.name() == name; });
  if (found == database.zones.end() || !is_iana_name(name)) throw_unknown(name, database);
  return *found;
}

std::string read_version() {
  std::string line;
  if (std::getline(std::ifstream(std::string(database_folder) + "tzdata.zi"), line)) {
    constexpr std::string_view label = "# version ";
    if (line.starts_with(label)) return line.substr(label.size());
  }
  if (std::getline(std::ifstream(std::string(database_folder) + "+VERSION"), line) && !line.empty())
    return line;
  return "unknown";
}

[[noreturn]] void throw_unreadable(const std::string& name) {
  throw Error(ErrorCode::unknown_zone, "the tz database of this machine has " + in_quotes(name) +
                                           ", but it cannot be read; reinstall tzdata");
}

// The rule for all time after a file's last transition: its last line. Not set if that is empty,
// which means that the last offset stays. Checks the file's mark, since date would abort without
// it.
std::optional<YearlyRule> read_final_rule(const std::string& name) {
  errno = 0;
  std::ifstream file(database_folder + name, std::ios::binary);
  if (!file && errno != 0 && errno != ENOENT)
    throw_not_read("the time zone " + in_quotes(name), database_folder + name, errno);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!bytes.starts_with("TZif")) throw_unreadable(name);
  if (!bytes.ends_with('\n')) return std::nullopt;
  bytes.pop_back();
  const std::string rule = bytes.substr(bytes.rfind('\n') + 1);
  if (rule.empty()) return std::nullopt;
  return YearlyRule::parse(rule);
}

// The offsets of a zone. date reads the transitions of the file but not the rule that goes on after
// the last of them, so without this daylight saving would end in 2037.
class Offsets {
 public:
  explicit Offsets(const std::string& name)
      : zone_(find_zone(name)), final_rule_(read_final_rule(name)) {
    constexpr std::chrono::sys_days far_future{std::chrono::year{9999} / 1 / 1};
    last_transition_ = zone_.get_info(far_future).begin;
  }

  YearlyRule::OffsetSpan at(sys_seconds moment) const {
    if (final_rule_ && moment >= last_transition_) return final_rule_->at(moment);
    const auto info = zone_.get_info(moment);
    return {info.offset, info.end};
  }

  // The first moment whose local time is not before `local`.
  sys_seconds first_not_before(std::chrono::local_seconds local) const {
    constexpr std::chrono::hours more_than_any_offset{26};
    sys_seconds moment{local.time_since_epoch() - more_than_any_offset};
    for (;;) {
      const auto span = at(moment);
      const sys_seconds reached{local.time_since_epoch() - span.offset};
      if (reached < span.end) return std::max(reached, moment);
      moment = span.end;
    }
  }

 private:
  const date::time_zone& zone_;
  std::optional<YearlyRule> final_rule_;
  sys_seconds last_transition_;
};

std::vector<std::int64_t> month_starts(const Offsets& offsets) {
  std::vector<std::int64_t> starts;
  starts.reserve(month_count + 1);
  for (int i = 0; i <= month_count; ++i) {
    const Month month = Month(first_known_year, 1).plus(i);
    const std::chrono::local_days first_day{std::chrono::year{month.year()} / month.month() / 1};
    const auto start = offsets.first_not_before(first_day);
    starts.push_back(in_us(start));
  }
  return starts;
}

}  // namespace

Zone::Zone(const std::string& iana_name) : name_(iana_name), tzdb_version_(read_version()) {
  try {
    const Offsets offsets(iana_name);
    starts_us_ = month_starts(offsets);
    const auto last = in_seconds(starts_us_.back());
    for (auto begin = in_seconds(starts_us_.front()); begin < last;) {
      const auto span = offsets.at(begin);
      offsets_.push_back({in_us(begin), in_us(sys_seconds{span.offset})});
      begin = span.end;
    }
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {  // date's reader of the file
    throw_unreadable(iana_name);
  }
}

Instant Zone::start(Month month) const {
  const int index = (month.year() - first_known_year) * 12 + month.month() - 1;
  if (index < 0 || index > month_count)
    throw Error(ErrorCode::bad_time, month.to_string() +
                                         " is outside the months porto knows the bounds of, "
                                         "1970-01 to 2199-12");
  return {starts_us_[static_cast<std::size_t>(index)]};
}

Instant Zone::start(Day day) const {
  const Instant month_start = start(day.month());
  if (day.day() == 1) return month_start;
  end(day.month());  // refuses what is outside the table
  // The local clock reaches midnight in the first offset under which it does.
  const std::int64_t midnight = midnight_us(day);
  for (std::size_t i = offset_at(month_start.unix_us);; ++i) {
    const std::int64_t reached = midnight - offsets_[i].offset_us;
    if (i + 1 == offsets_.size() || reached < offsets_[i + 1].begin_us)
      return {std::max(reached, offsets_[i].begin_us)};
  }
}

Instant Zone::end(Day day) const {
  return day.day() == day.month().days() ? end(day.month()) : start(day.next());
}

bool Zone::covers(Instant instant) const noexcept {
  return instant.unix_us >= starts_us_.front() && instant.unix_us < starts_us_.back();
}

Month Zone::month_of(Instant instant) const {
  if (!covers(instant))
    throw Error(ErrorCode::bad_time, to_rfc3339(instant) +
                                         " is outside the months 1970-01 to "
                                         "2199-12 of " +
                                         name_ + "; check the time");
  // Months are so even in length that a guess from their average is at most a step or two off.
  constexpr std::int64_t average_month_us = 146'097 * std::int64_t{86'400} * us_per_second / 4'800;
  const auto since_first = instant.unix_us - starts_us_.front();
  auto index = static_cast<std::size_t>(since_first / average_month_us);
  while (starts_us_[index] > instant.unix_us) --index;
  while (starts_us_[index + 1] <= instant.unix_us) ++index;
  return Month(first_known_year, 1).plus(static_cast<int>(index));
}

Day Zone::day_of(Instant instant) const {
  const Month month = month_of(instant);  // refuses what is outside the table
  const Day day = day_of_local(instant.unix_us + offsets_[offset_at(instant.unix_us)].offset_us);
  // Clocks that are set back over midnight show the day before once more; it stays over.
  if (day.month() < month) return {month, 1};
  const bool last = day.day() == month.days();
  return !last && start(day.next()) <= instant ? day.next() : day;
}

LocalInstants Zone::at_local(std::int64_t local_us) const {
  LocalInstants found;
  // No offset is as much as a day: the instants are within a day of where UTC shows that time.
  const auto begin = std::upper_bound(
      offsets_.begin(), offsets_.end(), local_us - us_per_day,
      [](std::int64_t wanted, const Offset& offset) { return wanted < offset.begin_us; });
  for (auto at = begin == offsets_.begin() ? begin : begin - 1; at != offsets_.end(); ++at) {
    if (at->begin_us > local_us + us_per_day) break;
    const Instant instant{local_us - at->offset_us};
    const auto next = at + 1;
    const bool ended = next != offsets_.end() && instant.unix_us >= next->begin_us;
    if (instant.unix_us < at->begin_us || ended || !covers(instant)) continue;
    if (found.count++ == 0) found.first = instant;
    found.last = instant;
  }
  return found;
}

std::string Zone::to_rfc3339(Instant instant) const {
  constexpr std::int64_t us_per_minute = 60'000'000;
  const std::int64_t offset = covers(instant) ? offsets_[offset_at(instant.unix_us)].offset_us : 0;
  if (offset == 0 || offset % us_per_minute != 0) return porto::to_rfc3339(instant);
  std::string text = porto::to_rfc3339({instant.unix_us + offset});
  const std::int64_t minutes = std::abs(offset / us_per_minute);
  const auto two_digits = [](std::int64_t number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  text.back() = offset < 0 ? '-' : '+';
  return text + two_digits(minutes / 60) + ':' + two_digits(minutes % 60);
}

std::size_t Zone::offset_at(std::int64_t unix_us) const {
  const auto after = std::upper_bound(
      offsets_.begin(), offsets_.end(), unix_us,
      [](std::int64_t wanted, const Offset& offset) { return wanted < offset.begin_us; });
  return static_cast<std::size_t>(after - offsets_.begin()) - 1;
}

}  // namespace porto
