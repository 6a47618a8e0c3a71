// What holds for files, however they come: known messages are written as logs, CSV and NDJSON, cut
// into files at any line, joined, compressed, marked, encoded, put behind other heads, damaged and
// named in any order. Always the known number is counted, or something is refused; never more.
//
//   property_files [--seed N] [--count N]
//
// A failing case is made smaller and printed with its files.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metering/import_files.hpp"
#include "porto/error.hpp"
#include "store/memory/memory_store.hpp"
#include "support/choices.hpp"
#include "support/gzip.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

using namespace internal;
namespace {

const std::string utf8_bom = "\xEF\xBB\xBF";

std::string digits(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

struct Files {
  std::vector<std::string> bytes;  // of each, in the order of time if they have one
  ImportOptions options;
  std::uint64_t known = 0;  // messages
  bool harmed = false;      // something may have to be refused
};

// ---- times -----------------------------------------------------------------------------------

struct Civil {
  int year, month, day;
};

Civil civil_of(std::int64_t days) {  // since 1970-01-01
  const std::int64_t z = days + 719468;
  const std::int64_t era = z / 146097;
  const std::int64_t doe = z - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  return {static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0)), static_cast<int>(month),
          static_cast<int>(doy - (153 * mp + 2) / 5 + 1)};
}

constexpr std::int64_t hour_s = 3600;
constexpr std::int64_t summer_begins = 1711846800;  // 2024-03-31T01:00:00Z
constexpr std::int64_t summer_ends = 1729990800;    // 2024-10-27T01:00:00Z

// Of clocks in Stockholm, in 2024 and the winters beside it.
std::int64_t offset_s(std::int64_t at) {
  return at >= summer_begins && at < summer_ends ? 2 * hour_s : hour_s;
}

struct Shown {
  Civil date;
  std::string clock;
};

Shown shown(std::int64_t local_s) {
  const std::int64_t second = local_s % 86400;
  return {civil_of(local_s / 86400), digits(second / 3600, 2) + ":" + digits(second / 60 % 60, 2) +
                                         ":" + digits(second % 60, 2)};
}

std::string iso(std::int64_t at, char between, std::string_view offset) {
  const Shown time = shown(at);
  return digits(time.date.year, 4) + "-" + digits(time.date.month, 2) + "-" +
         digits(time.date.day, 2) + between + time.clock + std::string(offset);
}

std::string with_offset(std::int64_t at, char between) {
  const bool summer = offset_s(at) == 2 * hour_s;
  return iso(at + offset_s(at), between, summer ? "+02:00" : "+01:00");
}

std::string old_syslog(std::int64_t at) {
  const Shown time = shown(at + offset_s(at));
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::string day = std::to_string(time.date.day);
  return std::string(names.substr(static_cast<std::size_t>(time.date.month - 1) * 3, 3)) +
         (day.size() == 1 ? "  " : " ") + day + " " + time.clock;
}

// ---- logs ------------------------------------------------------------------------------------

struct Line {
  std::int64_t at;
  std::string host;
  std::string program;  // empty: of Exim's own log
  std::string text;
};

using LogLines = std::vector<Line>;

struct Writer {
  const char* name;
  std::string (*write)(const Line&);
  bool has_year;
  bool is_local;
};

std::string tag(const Line& line) { return line.host + " " + line.program + "[12]: " + line.text; }

constexpr std::array<Writer, 8> of_syslog = {{
    {"old", [](const Line& l) { return old_syslog(l.at) + " " + tag(l); }, false, true},
    {"priority", [](const Line& l) { return "<22>" + old_syslog(l.at) + " " + tag(l); }, false,
     true},
    {"compose", [](const Line& l) { return "mail_1  | " + old_syslog(l.at) + " " + tag(l); }, false,
     true},
    {"iso", [](const Line& l) { return with_offset(l.at, 'T') + " " + tag(l); }, true, false},
    {"utc", [](const Line& l) { return iso(l.at, 'T', ".000000Z") + " " + tag(l); }, true, false},
    {"local", [](const Line& l) { return iso(l.at + offset_s(l.at), 'T', "") + " " + tag(l); },
     true, true},
    {"rfc5424",
     [](const Line& l) {
       return "<22>1 " + with_offset(l.at, 'T') + " " + l.host + " " + l.program + " 12 - - " +
              l.text;
     },
     true, false},
    {"kubernetes",
     [](const Line& l) {
       return iso(l.at, 'T', ".123456789Z") + " stdout F " + with_offset(l.at, 'T') + " " + tag(l);
     },
     true, false},
}};

constexpr std::array<Writer, 4> of_exim = {{
    {"main", [](const Line& l) { return iso(l.at + offset_s(l.at), ' ', "") + " " + l.text; }, true,
     true},
    {"offset", [](const Line& l) { return with_offset(l.at, ' ') + " " + l.text; }, true, false},
    {"pid", [](const Line& l) { return iso(l.at + offset_s(l.at), ' ', "") + " [12] " + l.text; },
     true, true},
    {"compose", [](const Line& l) { return "mail-1  | " + with_offset(l.at, ' ') + " " + l.text; },
     true, false},
}};

std::string postfix_sent(const std::string& relay, const std::string& answer) {
  return "to=<b@kund.example>, relay=" + relay + ", delay=1, dsn=2.0.0, status=sent (250 " +
         answer + ")";
}

// A message's lines. Whether it counts.
bool add_postfix(Choices& choices, std::int64_t at, const std::string& id, bool two_hosts,
                 LogLines& lines) {
  const std::string host = "mx";
  const auto add = [&](std::int64_t after, const std::string& where, const std::string& program,
                       const std::string& text) {
    lines.push_back({at + after, where, program, text});
  };
  const std::string from = ": from=<a@bolag17.example>, size=9, nrcpt=1 (queue active)";
  const std::string outside = "mx.kund.example[203.0.113.5]:25";
  add(0, host, "postfix/qmgr", id + from);
  const int slow = 1 + choices.below(5);
  switch (choices.below(6)) {
    case 0:
      add(slow, host, "postfix/smtp",
          id + ": to=<b@kund.example>, relay=" + outside +
              ", delay=1, dsn=5.1.1, status=bounced (no such user)");
      add(slow, host, "postfix/qmgr", id + ": removed");
      return false;
    case 1:
      add(slow, host, "postfix/lmtp", id + ": " + postfix_sent("dovecot.int.example[x]", "ok"));
      add(slow, host, "postfix/qmgr", id + ": removed");
      return false;
    case 2:
      add(slow, host, "postfix/smtp",
          id + ": to=<b@kund.example>, relay=none, delay=1, dsn=4.4.1,"
               " status=deferred (connection timed out)");
      add(slow + 60 * choices.below(200), host, "postfix/smtp",
          id + ": " + postfix_sent(outside, "ok"));
      return true;
    case 3:
    case 4: {
      const std::string other = two_hosts ? "filter" : "mx";
      const std::string next = "5" + id.substr(1);
      add(slow, host, "postfix/smtp",
          id + ": " + postfix_sent("filter.int.example[10.0.0.5]:25", "Ok: queued as " + next));
      add(slow, host, "postfix/qmgr", id + ": removed");
      const int later = slow + (two_hosts ? choices.below(3) : 60 * choices.below(60));
      add(later, other, "postfix/qmgr", next + from);
      add(later + 1, other, "postfix/smtp", next + ": " + postfix_sent(outside, "ok"));
      add(later + 1, other, "postfix/qmgr", next + ": removed");
      return true;
    }
    default:
      add(slow, host, "postfix/smtp", id + ": " + postfix_sent(outside, "ok"));
      add(slow, host, "postfix/qmgr", id + ": removed");
      return true;
  }
}

bool add_exim(Choices& choices, std::int64_t at, const std::string& id, LogLines& lines) {
  const auto add = [&](std::int64_t after, const std::string& text) {
    lines.push_back({at + after, "", "", id + " " + text});
  };
  add(0, "<= a@bolag17.example H=app.example [192.0.2.9] P=esmtp S=900");
  const std::string remote =
      "=> b@kund.example R=dnslookup T=remote_smtp H=mx.kund.example [203.0.113.5] C=\"250 ok\"";
  const int slow = 1 + choices.below(5);
  switch (choices.below(4)) {
    case 0:
      add(slow, "=> b <b@here.example> R=local_user T=mail_spool");
      add(slow, "Completed");
      return false;
    case 1:
      add(slow, "== b@kund.example R=dnslookup T=remote_smtp defer (-44): timed out");
      add(slow + 60 * choices.below(200), remote);
      return true;
    default:
      add(slow, remote);
      add(slow, "Completed");
      return true;
  }
}

// Cuts lines into pieces, of which each begins in a second of its own.
std::vector<LogLines> cut(Choices& choices, const LogLines& lines) {
  std::vector<LogLines> pieces;
  const int often = 2 + choices.below(10);
  for (const Line& line : lines) {
    const bool may_begin = pieces.empty() || pieces.back().back().at != line.at;
    if (pieces.empty() || (may_begin && choices.one_in(often))) pieces.emplace_back();
    pieces.back().push_back(line);
  }
  return pieces;
}

// A series of files, and the year of the earliest file that begins with a time without one.
void write_series(Choices& choices, const LogLines& lines, std::span<const Writer> writers,
                  Files& files, std::int64_t& first_without_year) {
  bool whole_line = true;
  std::string file;
  for (const LogLines& piece : cut(choices, lines)) {
    const Writer& writer =
        writers[static_cast<std::size_t>(choices.below(static_cast<int>(writers.size())))];
    if (!file.empty() && !choices.one_in(3)) files.bytes.push_back(std::exchange(file, {}));
    if (file.empty() && !writer.has_year)
      first_without_year = std::min(first_without_year, piece.front().at);
    std::string text = choices.one_in(6) ? utf8_bom : "";
    for (const Line& line : piece) {
      text += writer.write(line) + (choices.one_in(12) ? "\r\n" : "\n");
      files.harmed = files.harmed || (writer.is_local && line.at >= summer_ends - hour_s &&
                                      line.at < summer_ends + hour_s);
    }
    if (choices.one_in(20)) {  // cut, or only without its line end
      text.resize(text.size() - std::min<std::size_t>(
                                    text.size(), 1U + static_cast<unsigned>(choices.below(40))));
      files.harmed = true;
    }
    if (!whole_line) files.harmed = true;
    whole_line = text.ends_with('\n');
    file += choices.one_in(3) ? gzip(text) : text;
  }
  if (!file.empty()) files.bytes.push_back(file);
}

std::int64_t some_start(Choices& choices) {
  return choices.pick({std::int64_t{1709280000},    // 2024-03-01T08:00Z
                       std::int64_t{1709247300},    // an hour's third before March in Stockholm
                       std::int64_t{1735682400},    // 2024-12-31T22:00Z
                       std::int64_t{1711840000},    // before clocks are set forward
                       std::int64_t{1729980000}});  // before they are set back
}

Files some_log(Choices& choices) {
  Files files;
  LogLines lines;
  const bool exim = choices.one_in(3);
  const bool two_hosts = !exim && choices.one_in(3);
  std::int64_t at = some_start(choices);
  const int messages = 1 + choices.below(14);
  for (int i = 0; i < messages; ++i) {
    at += choices.one_in(4) ? 60 * choices.below(250) : choices.below(5);
    const bool counts =
        exim ? add_exim(choices, at, "1vABcd-0000000" + digits(i, 2) + "bc-0000", lines)
             : add_postfix(choices, at, "4Qx1Zk2mB9z" + digits(i, 2), two_hosts, lines);
    if (counts) ++files.known;
  }
  std::ranges::stable_sort(lines, {}, &Line::at);
  std::int64_t first_without_year = INT64_MAX;
  if (exim) {
    write_series(choices, lines, of_exim, files, first_without_year);
  } else if (two_hosts && !choices.one_in(4)) {
    for (const std::string host : {"mx", "filter"}) {
      LogLines own;
      std::ranges::copy_if(lines, std::back_inserter(own),
                           [&](const Line& l) { return l.host == host; });
      if (!own.empty()) write_series(choices, own, of_syslog, files, first_without_year);
    }
  } else {
    write_series(choices, lines, of_syslog, files, first_without_year);
  }
  files.options.zone = "Europe/Stockholm";
  if (first_without_year == INT64_MAX) first_without_year = lines.front().at;
  files.options.year = shown(first_without_year + offset_s(first_without_year)).date.year;
  if (choices.one_in(2)) files.options.company = "bolag-17";
  return files;
}

// ---- tables ----------------------------------------------------------------------------------

enum class Written : std::uint8_t { utf8, windows_1252, utf16_le, utf16_be };

// Text of UTF-8 in which nothing is beyond Latin-1.
std::string encoded(const std::string& text, Written written) {
  if (written == Written::utf8) return text;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned c = static_cast<unsigned char>(text[i]);
    if (c >= 0xC0) c = (c & 3U) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3FU);
    const char byte = static_cast<char>(c);
    if (written == Written::windows_1252) out += byte;
    if (written == Written::utf16_le) out += {byte, '\0'};
    if (written == Written::utf16_be) out += {'\0', byte};
  }
  return out;
}

std::string mark_of(Written written) {
  if (written == Written::utf16_le) return "\xFF\xFE";
  if (written == Written::utf16_be) return "\xFE\xFF";
  return written == Written::utf8 ? utf8_bom : "";
}

std::string row_of(int i, bool json) {
  const std::string id = "händelse-" + std::to_string(i);
  const std::string time = iso(1709280000 + 3600 * i, 'T', "Z");
  if (json)
    return "{\"event_id\":\"" + id + "\",\"company\":\"Bråbo\",\"occurred_at\":\"" + time +
           "\",\"quantity\":1}";
  return id + ",Bråbo," + time + ",1";
}

Files some_table(Choices& choices) {
  Files files;
  const bool json = choices.one_in(3);
  const int rows = 1 + choices.below(25);
  files.known = static_cast<std::uint64_t>(rows);
  // What is declared holds for all files; what is marked is found file by file.
  const Written declared = json ? Written::utf8
                                : choices.pick({Written::utf8, Written::windows_1252,
                                                Written::utf16_le, Written::utf16_be});
  const bool by_mark = !json && choices.one_in(2);
  if (declared == Written::windows_1252) files.options.encoding = "windows-1252";
  if (declared == Written::utf16_le && !by_mark) files.options.encoding = "utf-16le";
  if (declared == Written::utf16_be && !by_mark) files.options.encoding = "utf-16";
  Written written = declared;
  std::string file;
  for (int i = 0; i < rows;) {
    const bool begins = file.empty();
    if (begins && by_mark && declared != Written::windows_1252)
      written = choices.pick({Written::utf8, Written::utf16_le, Written::utf16_be});
    const bool must_mark = by_mark && written != Written::windows_1252 && written != Written::utf8;
    std::string text;
    if (begins && !json) text += "event_id,company,occurred_at,quantity\n";
    for (int end = std::min(rows, i + 1 + choices.below(12)); i < end; ++i)
      text += row_of(i, json) + (choices.one_in(9) ? "\r\n" : "\n");
    std::string bytes = encoded(text, written);
    if ((begins && must_mark) || choices.one_in(4)) bytes = mark_of(written) + bytes;
    if (choices.one_in(25)) {
      bytes.resize(bytes.size() - std::min<std::size_t>(
                                      bytes.size(), 1U + static_cast<unsigned>(choices.below(20))));
      files.harmed = true;
    }
    file += choices.one_in(3) ? gzip(bytes) : bytes;
    if (i == rows || !choices.one_in(2)) files.bytes.push_back(std::exchange(file, {}));
  }
  return files;
}

// ---- what must hold --------------------------------------------------------------------------

std::vector<std::string> written(const TempDir& dir, const Files& files) {
  std::vector<std::string> paths;
  for (const std::string& bytes : files.bytes)
    paths.push_back(dir.write("file-" + std::to_string(paths.size()), bytes));
  return paths;
}

void shuffle(Choices& choices, std::vector<std::string>& paths) {
  for (std::size_t i = paths.size(); i > 1; --i)
    std::swap(paths[i - 1], paths[static_cast<std::size_t>(choices.below(static_cast<int>(i)))]);
}

const Zone& stockholm() {
  static const Zone zone("Europe/Stockholm");
  return zone;
}

std::uint64_t rows_accounted_for(const ImportReport& report) {
  std::uint64_t rows = report.stored + report.duplicate + report.conflict + report.rejected;
  for (const auto& [type, count] : report.not_counted) rows += count;
  return rows;
}

std::uint64_t counted(Store& store) {
  std::int64_t total = 0;
  for (const MonthUsage& row : store.usage({})) total += row.quantity;
  for (const UnassignedUsage& row : store.unassigned()) total += row.quantity;
  return static_cast<std::uint64_t>(total);
}

// What is wrong; empty if nothing is.
std::string what_is_wrong(Choices& choices) {
  const Files files = choices.one_in(3) ? some_table(choices) : some_log(choices);
  const TempDir dir;
  std::vector<std::string> paths = written(dir, files);
  if (choices.one_in(6)) paths.push_back(dir.write("copy", files.bytes.front()));
  ImportOptions options = files.options;
  std::string refused;
  options.on_rejected = [&](const RejectedRow& row) {
    refused += "  " + row.file + ":" + std::to_string(row.line) + ": " + row.reason + "\n";
  };
  ImportSizes sizes;
  sizes.chunk_bytes =
      choices.one_in(3) ? 1U + static_cast<unsigned>(choices.below(200)) : default_chunk_bytes;
  const auto store = make_memory_store({.zone = "Europe/Stockholm", .currency = "SEK"});
  std::uint64_t stored = 0;
  for (int again = 0; again < 2; ++again) {
    shuffle(choices, paths);
    std::string order;
    for (const std::string& path : paths) order += " " + path;
    try {
      const ImportReport report =
          import_files(*store, stockholm(), std::vector<ImportInput>(paths.begin(), paths.end()),
                       options, sizes);
      stored += report.stored;
      if (stored != counted(*store)) return "the report is not what is stored\n";
      if (report.rows != rows_accounted_for(report)) return "a row is not accounted for\n";
      if (!report.clean() && !files.harmed) return "refused, in the order" + order + "\n" + refused;
      if (stored < files.known && report.clean())
        return "lost in silence: " + std::to_string(stored) + ", in the order" + order + "\n";
    } catch (const Error& error) {
      if (!files.harmed)
        return std::string("error: ") + error.what() + ", in the order" + order + "\n";
      if (error.where().empty())
        return std::string("an error without a place: ") + error.what() + "\n";
      if (error.code() != ErrorCode::bad_input) return std::string("error: ") + error.what() + "\n";
    }
    stored = counted(*store);
    if (stored > files.known)
      return "counted twice: " + std::to_string(stored) + ", in the order" + order + "\n";
  }
  return {};
}

void print(const Bytes& bytes) {
  Choices choices(bytes);
  const Files files = choices.one_in(3) ? some_table(choices) : some_log(choices);
  std::cerr << "known: " << files.known << (files.harmed ? ", harmed" : "")
            << ", year: " << files.options.year.value_or(0)
            << ", company: " << files.options.company << ", encoding: " << files.options.encoding
            << '\n';
  for (std::size_t i = 0; i < files.bytes.size(); ++i) {
    std::cerr << "--- file-" << i << '\n';
    for (const char c : files.bytes[i])
      if (c == '\n' || (c >= ' ' && c < 127))
        std::cerr << c;
      else
        std::cerr << "\\x"
                  << "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4]
                  << "0123456789ABCDEF"[static_cast<unsigned char>(c) & 15];
  }
  Choices again(bytes);
  std::cerr << "--- " << what_is_wrong(again);
}

int run(std::uint64_t seed, std::uint64_t count) {
  constexpr std::size_t choices_of_a_case = 1500;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Bytes bytes = bytes_of(seed, i, choices_of_a_case);
    const auto fails = [](const Bytes& some) {
      Choices choices(some);
      return !what_is_wrong(choices).empty();
    };
    if (!fails(bytes)) continue;
    std::cerr << "seed " << seed << ", case " << i << " fails; the smallest near it:\n";
    print(shrunk(bytes, fails));
    return EXIT_FAILURE;
  }
  std::cout << count << " cases of seed " << seed << " hold\n";
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) {
  std::uint64_t seed = 1;
  std::uint64_t count = 400;
  for (int i = 1; i + 1 < argc; i += 2)
    (std::strcmp(argv[i], "--seed") == 0 ? seed : count) = std::strtoull(argv[i + 1], nullptr, 10);
  return porto::testing::run(seed, count);
}
