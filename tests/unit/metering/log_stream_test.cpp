// Logs that are named in one import are one stream in the order of their times.
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <thread>

#include "support/gzip.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace log_stream_test {
namespace {

using Paths = std::vector<std::string>;

std::string queued(const std::string& time, const std::string& id, const std::string& host = "mx") {
  return time + " " + host + " postfix/qmgr[1]: " + id +
         ": from=<a@bolag17.example>, size=9, nrcpt=1 (queue active)\n";
}

std::string removed(const std::string& time, const std::string& id,
                    const std::string& host = "mx") {
  return time + " " + host + " postfix/qmgr[1]: " + id + ": removed\n";
}

std::string sent(const std::string& time, const std::string& id, const std::string& answer = "ok",
                 const std::string& host = "mx") {
  return time + " " + host + " postfix/smtp[2]: " + id +
         ": to=<b@kund.example>, relay=mx.kund.example[203.0.113.5]:25, delay=1, dsn=2.0.0,"
         " status=sent (250 " +
         answer + ")\n";
}

struct Logs : Metering {
  Logs() {
    options.zone = "Europe/Stockholm";
    options.year = 2024;
  }
  // The report of an import into an empty ledger.
  static ImportReport report_of(const std::vector<std::string>& texts, int year = 2024) {
    Logs logs;
    logs.options.year = year;
    return logs.import(logs.written(texts));
  }
  Paths written(const std::vector<std::string>& texts) const {
    Paths paths;
    for (const std::string& text : texts)
      paths.push_back(dir.write("log-" + std::to_string(paths.size()), text));
    return paths;
  }
};

// Whatever their order, texts give a report that `check` approves of, and the same events.
template <class Check>
void check_all_orders(const std::vector<std::string>& texts, const Check& check) {
  Logs all;
  const Paths paths = all.written(texts);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < texts.size(); ++i) order.push_back(i);
  std::uint64_t stored = 0;  // by all imports into one ledger
  do {
    Paths named;
    for (const std::size_t i : order) named.push_back(paths[i]);
    Logs one;
    const ImportReport report = one.import(named);
    CHECK(accounts_for_all(report));
    check(report);
    const ImportReport again = all.import(named);
    stored += again.stored;
    CHECK(stored == report.stored);
    CHECK(again.stored + again.duplicate == report.stored + report.duplicate);
  } while (std::ranges::next_permutation(order).found);
}

std::ptrdiff_t empty_logs(const ImportReport& report) {
  return std::ranges::count_if(report.notices, [](const std::string& notice) {
    return notice.ends_with(": the log is empty");
  });
}

}  // namespace

TEST_CASE("a filter hop between files counts once, whatever their order") {
  const std::string hop = queued("Mar  1 23:59:57", "4AAAA1") +
                          sent("Mar  1 23:59:58", "4AAAA1", "Ok: queued as 4BBBB2");
  const std::string out = queued("Mar  2 00:00:01", "4BBBB2") + sent("Mar  2 00:00:02", "4BBBB2");
  check_all_orders({hop, out}, [](const ImportReport& report) {
    CHECK(report.stored == 1);
    CHECK(report.not_counted == std::map<std::string, std::uint64_t>{{"counted before", 1}});
  });
}

TEST_CASE("a rotated log knows the sender from the file before, gzip and plain mixed") {
  const std::string first = queued("Mar  1 08:00:01", "4AAAA1");
  const std::string second =
      removed("Mar  1 09:00:00", "4ZZZZ1") + sent("Mar  1 09:00:02", "4AAAA1");
  const std::string third = queued("Mar  1 10:00:00", "4CCCC1") + sent("Mar  1 10:00:01", "4CCCC1");
  check_all_orders({gzip(first), second, gzip(third)}, [](const ImportReport& report) {
    CHECK(report.clean());
    CHECK(report.stored == 2);
  });
  check_all_orders({first + gzip(second), third}, [](const ImportReport& report) {
    CHECK(report.clean());
    CHECK(report.stored == 2);
  });
}

TEST_CASE("lines of one second at a rotation stay in the order of the files") {
  const std::string first =
      queued("Mar  1 08:00:01", "4AAAA1") + queued("Mar  1 09:00:00", "4BBBB1");
  const std::string second =
      sent("Mar  1 09:00:00", "4BBBB1") + removed("Mar  1 09:00:00", "4BBBB1");
  check_all_orders({first, second}, [](const ImportReport& report) {
    CHECK(report.clean());
    CHECK(report.stored == 1);
  });
}

TEST_CASE("the year that is said is that of the earliest line of all files") {
  const std::string december =
      queued("Dec  1 08:00:01", "4AAAA1") + sent("Dec 31 23:59:59", "4AAAA1");
  const std::string january =
      queued("Jan  1 08:00:00", "4BBBB1") + sent("Jan 31 08:00:01", "4BBBB1");
  const std::string february =
      queued("Feb  1 08:00:00", "4CCCC1") + sent("Feb  1 08:00:01", "4CCCC1");
  check_all_orders({december, january, february}, [](const ImportReport& report) {
    CHECK(report.clean());
    CHECK(report.stored_by_month == std::map<Month, std::uint64_t>{{Month(2024, 12), 1},
                                                                   {Month(2025, 1), 1},
                                                                   {Month(2025, 2), 1}});
    CHECK(std::ranges::any_of(report.notices, [](const std::string& notice) {
      return notice.find(
                 "the first line of all files is of 2024 (--year); this one has lines of"
                 " 2025") != notice.npos;
    }));
  });
}

TEST_CASE("files of all the year must be named in their order, or are refused") {
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 12; ++i) {  // March to February
    const std::string time = std::string(names.substr((i + 2) % 12 * 3, 3)) + "  1 08:00:00";
    texts.push_back(queued(time, "4AAAA" + std::to_string(i)) +
                    sent(time, "4AAAA" + std::to_string(i)));
  }
  const auto is_right = [](const ImportReport& report) {
    CHECK(report.stored == 12);
    CHECK(report.stored_by_month.begin()->first == Month(2024, 3));
    CHECK(report.stored_by_month.rbegin()->first == Month(2025, 2));
  };
  is_right(Logs::report_of(texts));
  std::ranges::reverse(texts);
  is_right(Logs::report_of(texts));
  std::swap(texts[3], texts[8]);
  Logs logs;
  const Error error = logs.import_error(logs.written(texts));
  CHECK(error.code() == ErrorCode::bad_input);
  CHECK(contains(error.what(), "name them oldest first (ls -tr)"));
  CHECK(logs.total() == 0);
}

TEST_CASE("logs of several servers are merged line by line") {
  // Each message goes from one to the other, and out a second later.
  std::string inner;
  std::string outer;
  for (int i = 10; i < 40; ++i) {
    const std::string at = "2024-03-01T08:" + std::to_string(i) + ":0";
    const std::string id = std::to_string(i);
    inner += queued(at + "1+01:00", "4AAAA" + id, "inner") +
             sent(at + "2+01:00", "4AAAA" + id, "Ok: queued as 4BBBB" + id, "inner") +
             removed(at + "2+01:00", "4AAAA" + id, "inner");
    outer += queued(at + "2+01:00", "4BBBB" + id, "outer") +
             sent(at + "3+01:00", "4BBBB" + id, "ok", "outer") +
             removed(at + "3+01:00", "4BBBB" + id, "outer");
  }
  const std::string in_utc = [&] {
    std::string text = outer;
    for (std::size_t at = 0; (at = text.find("T08:", at)) != text.npos;)
      text.replace(at, 4, "T07:");
    for (std::size_t at = 0; (at = text.find("+01:00", at)) != text.npos;) text.replace(at, 6, "Z");
    return text;
  }();
  for (const std::string& other : {outer, in_utc})
    check_all_orders({inner, gzip(other)}, [](const ImportReport& report) {
      CHECK(report.clean());
      CHECK(report.stored == 30);
    });
}

TEST_CASE("a log whose lines are in two files counts once") {
  std::string text;
  for (int i = 10; i < 40; ++i) {
    const std::string at = "Mar  1 08:" + std::to_string(i) + ":01";
    const std::string id = "4AAAA" + std::to_string(i);
    text += queued(at, id) + sent(at, id) + removed(at, id);
  }
  check_all_orders({text, text}, [](const ImportReport& report) {
    CHECK(report.clean());
    CHECK(report.stored == 30);
    CHECK(report.duplicate == 30);
    CHECK(std::ranges::any_of(report.notices, [](const std::string& notice) {
      return notice.find("has lines of the same host and the same days") != notice.npos;
    }));
  });
}

TEST_CASE("logs of different formats, and other files, stay by themselves") {
  Logs logs;
  logs.options.company = "c";
  const std::string exim =
      "2024-03-01 08:00:00 1vABcd-000abc-0X <= a@bolag17.example H=app P=esmtp\n"
      "2024-03-01 08:00:01 1vABcd-000abc-0X => b@kund.example R=r T=remote_smtp"
      " H=mx.kund.example [192.0.2.1]\n";
  const Paths paths = {logs.dir.write("b.log", sent("Mar  1 09:00:02", "4AAAA1")),
                       logs.dir.write("e.log", exim),
                       logs.dir.write("e.csv", header + "e1,c," + june + ",1\n"),
                       logs.dir.write("a.log", queued("Mar  1 08:00:01", "4AAAA1"))};
  Paths told;
  logs.options.on_file = [&](const std::string& path, std::string_view format) {
    told.push_back(path.substr(path.rfind('/') + 1) + " " + std::string(format));
  };
  const ImportReport report = logs.import(paths);
  CHECK(report.stored == 3);
  CHECK(told == Paths{"b.log postfix", "e.log exim", "e.csv csv", "a.log postfix"});
}

TEST_CASE("refused rows name their own file and line") {
  Logs logs;
  const Paths paths = logs.written(
      {queued("Mar  1 08:00:01", "4AAAA1") + sent("Mar  1 08:00:02", "4XXXX1") +
           sent("Mar  1 08:00:05", "4XXXX2"),
       queued("Mar  1 08:00:00", "4AAAA2", "mx2") + queued("Mar  1 08:00:02", "4AAAA3", "mx2") +
           queued("Mar  1 08:00:03", "4AAAA4", "mx2") +
           sent("Mar  1 08:00:04", "4XXXX3", "ok", "mx2")});
  CHECK(logs.import({paths[0], paths[1]}).rejected == 3);
  REQUIRE(logs.refused.size() == 3);
  const auto place = [&](std::size_t i) {
    const RejectedRow& row = logs.refused[i];
    return row.file.substr(row.file.rfind('/') + 1) + ":" + std::to_string(row.line);
  };
  CHECK(place(0) == "log-0:2");
  CHECK(place(1) == "log-1:4");
  CHECK(place(2) == "log-0:3");
  CHECK(contains(logs.refused[1].row, "4XXXX3"));
  CHECK(contains(logs.refused[1].reason, "import it together with the log before it"));
}

TEST_CASE("a line of a rotated log that stands for others is refused, if they were sent") {
  const std::string first = queued("Mar  1 08:00:01", "4AAAA1") + sent("Mar  1 08:00:02", "4AAAA1");
  const std::string second =
      "Mar  1 08:00:03 mx last message repeated 2 times\n" + queued("Mar  1 08:00:04", "4BBBB1");
  check_all_orders({first, second}, [](const ImportReport& report) {
    CHECK(report.stored == 1);
    CHECK(report.reasons ==
          std::map<std::string, std::uint64_t>{{"log line stands for others", 1}});
  });
}

TEST_CASE("an hour that comes twice is told by the file before") {
  const std::string first = queued("Oct 27 01:45:00", "4AAAA1") + sent("Oct 27 02:30:00", "4AAAA1");
  const std::string second = sent("Oct 27 02:45:00", "4AAAA1");
  check_all_orders({first, second}, [](const ImportReport& report) {
    CHECK(report.clean());
    CHECK(report.stored == 2);
  });
  CHECK(Logs::report_of({second}).rejected == 1);
}

// Nothing in two such files says which is of which hour: the day, the month and the identities are
// right either way.
TEST_CASE("a log for each of the two hours that clocks showed alike is told") {
  const std::string before =
      queued("Oct 27 01:59:58", "4AAAA0") + sent("Oct 27 01:59:59", "4AAAA0");
  const auto hour = [](const std::string& second, const std::string& id) {
    std::string text;
    for (const std::string minute : {"00", "20", "40", "59"}) {
      const std::string at = "Oct 27 02:" + minute + ":" + second;
      text += queued(at, id + minute) + sent(at, id + minute) + removed(at, id + minute);
    }
    return text;
  };
  const std::string after = queued("Oct 27 03:00:00", "4DDDD1") + sent("Oct 27 03:00:01", "4DDDD1");
  check_all_orders(
      {before, hour("10", "4BBBB"), hour("30", "4CCCC"), after}, [](const ImportReport& report) {
        CHECK(report.clean());
        CHECK(report.stored == 10);
        CHECK(report.stored_by_month == std::map<Month, std::uint64_t>{{Month(2024, 10), 10}});
        CHECK(std::ranges::count_if(report.notices, [](const std::string& notice) {
                return notice.find(
                           "begins in the same hour, which clocks in Europe/Stockholm"
                           " showed twice") != notice.npos;
              }) == 1);
      });
  // One log of both hours says which is which.
  const ImportReport whole =
      Logs::report_of({before + hour("10", "4BBBB") + hour("30", "4CCCC") + after});
  CHECK(whole.stored == 10);
  CHECK(std::ranges::none_of(whole.notices, [](const std::string& notice) {
    return notice.find("in the same hour") != notice.npos;
  }));
}

TEST_CASE("a log without a time in front of its first lines is read where they end") {
  const std::string noise = "container started\n\nlistening\n";
  const std::string first = noise + queued("Mar  1 08:00:01", "4AAAA1");
  const std::string second = noise + sent("Mar  1 09:00:02", "4AAAA1");
  check_all_orders({first, second}, [](const ImportReport& report) {
    CHECK(report.clean());
    CHECK(report.stored == 1);
  });
}

TEST_CASE("years are told by lines behind what nobody knows, too") {
  const std::string december = "[app] " + queued("Dec 31 08:00:01", "4AAAA1");
  const std::string january = "[app] " + sent("Jan  1 09:00:02", "4AAAA1");
  for (const bool december_is_first : {true, false}) {
    Logs logs;
    logs.options.format = "postfix";
    const ImportReport report = logs.import(logs.written(
        {december_is_first ? december : january, december_is_first ? january : december}));
    CHECK(report.clean());
    CHECK(report.stored_by_month == std::map<Month, std::uint64_t>{{Month(2025, 1), 1}});
  }
}

TEST_CASE("a line with its year tells that of the lines behind it") {
  const std::string text = queued("2024-12-31T23:00:00+01:00", "4AAAA1") +
                           sent("Jan  1 09:00:02", "4AAAA1") + sent("Dec 31 23:59:59", "4AAAA1");
  const ImportReport report = Logs::report_of({text});
  CHECK(report.stored_by_month ==
        std::map<Month, std::uint64_t>{{Month(2024, 12), 1}, {Month(2025, 1), 1}});
}

TEST_CASE("a file that is no log of the format is an error, in a stream too") {
  Logs logs;
  logs.options.format = "postfix";
  const Paths paths =
      logs.written({sent("Mar  1 08:00:02", "4AAAA1"), "Mar  1 08:00:00 mx cron[1]: x\n"});
  const Error error = logs.import_error(paths);
  CHECK(error.code() == ErrorCode::bad_input);
  CHECK(error.where() == paths[1] + ":1");
}

TEST_CASE("files without end may follow on each other, but not be of the same time") {
  Logs logs;
  std::vector<std::string> rotated;
  std::vector<std::string> at_once;
  for (int i = 0; i < 150; ++i) {
    const std::string id = "4AAA" + std::to_string(100 + i);
    const std::string at =
        "2024-03-01T1" + std::to_string(i / 50) + ":" + std::to_string(10 + i % 50) + ":00Z";
    rotated.push_back(queued(at, id) + sent(at, id));
    at_once.push_back(queued("2024-03-01T08:00:00Z", id) + sent("2024-03-01T08:00:01Z", id));
  }
  CHECK(Logs::report_of(rotated).stored == 150);
  const Error error = logs.import_error(logs.written(at_once));
  CHECK(error.code() == ErrorCode::bad_input);
  CHECK(contains(error.what(), "more than 100 of these logs have lines of the same time"));
}

TEST_CASE("a pipe takes its place among files") {
  const std::string first = queued("Mar  1 08:00:01", "4AAAA1");
  const std::string second = sent("Mar  1 09:00:02", "4AAAA1");
  for (const bool pipe_is_first : {true, false}) {
    Logs logs;
    const std::string file = logs.dir.write("file.log", pipe_is_first ? second : first);
    const std::string pipe = logs.dir.path("pipe");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    std::thread writer([&] {
      std::ofstream(pipe, std::ios::binary) << "listening\n\n" << (pipe_is_first ? first : second);
    });
    const ImportReport report = logs.import({file, pipe});
    writer.join();
    CHECK(report.clean());
    CHECK(report.stored == 1);
  }
}

TEST_CASE("progress of a stream is that of all its files") {
  Logs logs;
  std::string first;
  std::string second;
  for (int i = 1000; i < 3000; ++i) {
    const std::string at = "2024-03-01T08:00:" + std::to_string(10 + i / 100) + "Z";
    (i % 2 ? first : second) +=
        queued(at, "4AAA" + std::to_string(i)) + sent(at, "4AAA" + std::to_string(i));
  }
  const Paths paths = logs.written({first, gzip(second)});
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  logs.options.batch_events = 100;
  logs.options.on_progress = [&](std::uint64_t now, std::uint64_t of) {
    CHECK(now >= done);
    done = now;
    total = of;
  };
  CHECK(logs.import(paths).stored == 2000);
  CHECK(total == first.size() + std::filesystem::file_size(paths[1]));
  CHECK(done == total);
}

TEST_CASE("an empty log among logs is told, in any order") {
  const std::string first = queued("Mar  1 08:00:01", "4AAAA1");
  const std::string second = sent("Mar  1 09:00:02", "4AAAA1");
  for (const std::string& empty : {std::string(), std::string("\xEF\xBB\xBF"), gzip("")})
    check_all_orders({first, empty, second}, [](const ImportReport& report) {
      CHECK(report.stored == 1);
      CHECK(empty_logs(report) == 1);
    });
  check_all_orders({"", first + second, ""}, [](const ImportReport& report) {
    CHECK(report.stored == 1);
    CHECK(empty_logs(report) == 2);
  });
}

TEST_CASE("an empty file is a log if its format is said to be one, and else refused") {
  Logs logs;
  logs.options.format = "exim";
  CHECK(logs.import(logs.written({""})).rows == 0);
  logs.options.format = "auto";
  const std::string csv = header + "a,c," + june + ",1\n";
  for (const std::vector<std::string>& texts :
       {std::vector<std::string>{""}, {"", ""}, {csv, ""}, {"", csv}}) {
    const Error error = logs.import_error(logs.written(texts));
    CHECK(error.code() == ErrorCode::bad_input);
    CHECK(contains(error.what(), "the file is empty"));
  }
  logs.options.format = "csv";
  CHECK(contains(logs.import_error(logs.written({csv, ""})).what(), "the file is empty"));
}

}  // namespace log_stream_test
