// A rejects file imported again: corrected, it gives what the clean file gives; as it is, it
// refuses the same rows for the same reasons, and stores nothing.
#include <algorithm>
#include <functional>
#include <random>

#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace rejects_again_test {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// A record of JSON becomes a line.
std::string on_one_line(std::string text) {
  replace_all(text, "\n", " ");
  replace_all(text, "\\x0A", " ");
  return text;
}

std::string reasons(const std::vector<RejectedRow>& rows) {
  std::string all;
  for (const RejectedRow& row : rows) all += on_one_line(row.reason) + "\n";
  return all;
}

std::string texts(const std::vector<RejectedRow>& rows) {
  std::string all;
  for (const RejectedRow& row : rows) all += on_one_line(row.row) + "\n";
  return all;
}

using Correct = std::vector<std::pair<std::string, std::string>>;

struct Format {
  const char* name;
  std::function<void(ImportOptions&)> options;
  std::string faulty;
  std::size_t refused;
  Correct correct;  // what is put in the place of what, in the rejects file and in the file
};

// Imports a file, and its rejects again, first as they are and then corrected.
void check_again(const Format& format) {
  CAPTURE(format.name);
  Metering clean;
  clean.options.company.clear();
  if (format.options) format.options(clean.options);
  std::string good = format.faulty;
  for (const auto& [from, to] : format.correct) replace_all(good, from, to);
  const bool is_clean = clean.import_text(good).clean();
  CAPTURE(reasons(clean.refused));
  REQUIRE(is_clean);

  Metering m;
  if (format.options) format.options(m.options);
  m.options.rejects = m.dir.path("rejects.csv");
  m.import_text(format.faulty);
  CHECK(m.refused.size() == format.refused);
  const std::vector<RejectedRow> refused = m.refused;
  const std::vector<MonthUsage> usage = m.usage();

  // As it is, twice: also the rejects of rejects.
  std::string path = m.options.rejects;
  for (const char* next : {"again.csv", "again-2.csv"}) {
    m.options.rejects = m.dir.path(next);
    const ImportReport again = m.import({path});
    CHECK(again.rows == refused.size());
    CHECK(again.stored == 0);
    CHECK(again.notices.size() <= 2);
    CHECK(reasons(m.refused) == reasons(refused));
    CHECK(texts(m.refused) == texts(refused));
    CHECK(m.usage() == usage);
    path = m.options.rejects;
  }

  m.options.rejects.clear();
  std::string corrected = read_file(path);
  for (const auto& [from, to] : format.correct) replace_all(corrected, from, to);
  const std::string better = m.dir.write("corrected", corrected);
  CHECK(m.import({better}).stored == format.refused);
  CHECK(m.refused.empty());
  CHECK(m.usage() == clean.usage());
  CHECK(m.import({better}).duplicate == format.refused);
  CHECK(m.import_text(good).stored == 0);
}

}  // namespace

TEST_CASE("porto's own CSV") {
  check_again({"plain",
               {},
               "event_id,company,occurred_at,quantity,note\n"
               "a,c," +
                   june +
                   ",1,\n"
                   "b,c," +
                   june +
                   ",WRONG,\"two\nlines\"\n"
                   "\"d\",\"c\"," +
                   june +
                   ",WRONG,\"say \"\"x\"\"\"\n"
                   "e,c," +
                   june + ",5,é\n",
               2,
               {{"WRONG", "7"}}});
}

TEST_CASE("rows that cannot be taken apart are corrected in a cell of their own") {
  check_again({"broken",
               {},
               header + "a,c," + june + ",1\nb,c,,MISSING\nd,\"c," + june + ",2\ne,\"c\"d," + june +
                   ",3\nf,c," + june + ",4,MORE\ng,c\"x\"," + june + ",5\n",
               5,
               {{"b,c,,MISSING", "b,c," + june + ",9"},
                {",MORE", ""},
                {"d,\"\"c,", "d,c,"},
                {"e,\"\"c\"\"d,", "e,c,"},
                {"d,\"c,", "d,c,"},
                {"e,\"c\"d,", "e,c,"},
                {"g,c\"\"x\"\",", "g,c,"},
                {"g,c\"x\",", "g,c,"}}});
}

TEST_CASE("a column map, with and without a header, other marks and lines in front") {
  check_again({"map",
               [](ImportOptions& options) {
                 options.map =
                     "skip_lines = 2\ndelimiter = \";\"\n"
                     "time_layout = \"YYYY-MM-DD HH:mm\"\nzone = \"Europe/Stockholm\"\n"
                     "id = [\"Nr\", \"Rad\"]\ncompany = \"Kund\"\ntime = \"När\"\n"
                     "quantity = \"Antal\"\n";
               },
               "Rapport\nfrån systemet\nNr;Rad;Kund;När;Antal\n1;1;c;2025-06-01 10:00;12\n"
               "1;2;\"c;d\";2025-06-01 10:00;tolv\n2;1;c;igår;3\n",
               2,
               {{"tolv", "12"}, {"igår", "2025-06-01 11:00"}}});
  check_again({"no header",
               [](ImportOptions& options) {
                 options.map = "id=1,company=2,time=3,quantity=4,header=false,time_layout=iso";
               },
               "a,c," + june + ",1\nb,c," + june + ",x y\nd,c," + june + "\n",
               2,
               {{"x y", "3"},
                {"d,c," + june + "\n", "d,c," + june + ",8\n"},
                {"\"d,c," + june + "\"", "\"d,c," + june + ",8\""},
                {"d,c," + june + ",,,,", "\"d,c," + june + ",8\",,,,"}}});
}

TEST_CASE("files in another encoding than UTF-8, read with the same options") {
  for (const char* encoding : {"windows-1252", "iso-8859-1"})
    check_again({encoding,
                 [=](ImportOptions& options) { options.encoding = encoding; },
                 header + "a,c\xE5," + june + ",1\nb,c\xE5," + june + ",WRONG\n",
                 1,
                 {{"WRONG", "2"}}});
}

TEST_CASE("monthly counts") {
  check_again({"monthly",
               {},
               "company,month,quantity\nc,2025-06,12\nd,2025-06,1.5\ne,juni,3\n",
               2,
               {{"1.5", "15"}, {"juni", "2025-06"}}});
}

TEST_CASE("NDJSON and the JSON of suppliers") {
  const auto event = [](const std::string& id, const std::string& quantity) {
    return "{\"event_id\":\"" + id + "\",\"company\":\"c\",\"occurred_at\":\"" + june +
           "\",\"quantity\":" + quantity + "}\n";
  };
  check_again({"ndjson",
               {},
               event("a", "1") + event("b", "\"x\"") + event("d", "{") + event("e", "-4"),
               3,
               {{"\"x\"", "3"}, {":{}", ":5}"}, {"-4", "4"}}});
  check_again(
      {"mailgun",
       [](ImportOptions& options) { options.company = "c"; },
       R"({"items":[{"event":"delivered","id":"a","timestamp":1750000000.5,"recipient":"a@b.se"},
 {"event":"delivered","id":"b","recipient":"someone@example.se",
  "timestamp":"x"}, {"event":"delivered","timestamp":17500000x}]})",
       2,
       {{"\"x\"", "1750000001"},
        {"\"timestamp\":17500000x", "\"id\":\"d\",\"timestamp\":1750000002"}}});
}

TEST_CASE("message traces: a rejected recipient is a record of its own") {
  check_again({"trace",
               [](ImportOptions& options) { options.company = "c"; },
               "origin_timestamp_utc,sender_address,recipient_status,network_message_id,"
               "directionality\n"
               "2025-06-15T12:00:00Z,a@b.se,x@y.se##Deliver;z@y.se;w@y.se##Send,m-1,2\n"
               "2025-06-15T12:00:00Z,a@b.se,x@y.se##Deliver,m-2,7\n",
               2,
               {{"z@y.se", "z@y.se##Send"}, {"m-2,7", "m-2,2"}}});
}

TEST_CASE("mail logs") {
  check_again(
      {"postfix",
       [](ImportOptions& options) {
         options.company = "c";
         options.format = "postfix";
         options.year = 2025;
         options.zone = "Europe/Stockholm";
       },
       "Jun 15 12:00:00 mail postfix/smtp[1]: 4D1F2A3B4C: to=<x@y.se>, relay=mx.y.se[1.2.3.4]:25,"
       " delay=1, status=sent (250 ok)\n"
       "when? postfix/smtp[1]: 4D1F2A3B4D: to=<x@y.se>, relay=mx.y.se[1.2.3.4]:25,"
       " delay=1, status=sent (250 ok)\n",
       1,
       {{"when? ", "Jun 15 12:00:01 mail "}}});
}

TEST_CASE("a spreadsheet may save it with another delimiter, and fill rows up") {
  Metering m;
  m.options.rejects = m.dir.path("rejects.csv");
  m.import_text(header + "a,c," + june + ",1\nb,c," + june + ",x\nd,c\n");
  REQUIRE(m.refused.size() == 2);
  m.options.rejects.clear();
  const std::string head =
      "porto_outcome;porto_reason;porto_file;porto_line;porto_row;event_id;company;occurred_at;"
      "quantity\r\n";
  CHECK(m.import_text(head + "rejected;\"why; ever\";f;3;;b;c;" + june +
                      ";5\r\nrejected;why;f;4;d,c;;;;\r\n")
            .stored == 1);
  CHECK(m.refused.size() == 1);
  // Cells that are filled in count, and not the row as it was.
  CHECK(m.import_text(head + "rejected;why;f;4;d,c;d;c;" + june + ";6\r\n").stored == 1);
  CHECK(m.total() == 12);
}

TEST_CASE("a rejects file whose columns were taken away is refused as a whole") {
  Metering m;
  const Error error = m.import_error(
      {m.dir.write("r.csv",
                   "porto_outcome,porto_reason,event_id,company,occurred_at,quantity\n"
                   "rejected,why,a,c," +
                       june + ",1\n")});
  CHECK(error.code() == ErrorCode::bad_input);
  CHECK(contains(error.what(), "leave them as they were"));
}

TEST_CASE("whatever is wrong with rows, the corrected rejects give the totals of the clean file") {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    std::string clean = header;
    std::string faulty = header;
    std::vector<std::pair<std::string, std::string>> corrections;  // of rows, by their ids
    for (int i = 0; i < 20; ++i) {
      const std::string id = "e" + std::to_string(i);
      const std::string company = random() % 2 == 0 ? "c" : "\"d, e\"";
      const std::string quantity = std::to_string(random() % 1000);
      const std::string row = id + "," + company + "," + june + "," + quantity;
      const std::string wrong[] = {row,
                                   row,
                                   id + "," + company + "," + june + ",x",
                                   id + "," + company + ",never," + quantity,
                                   id + "," + company,
                                   row + ",more",
                                   id + ",," + june + "," + quantity};
      faulty += wrong[random() % std::size(wrong)] + "\n";
      clean += row + "\n";
      corrections.emplace_back(id, row);
    }
    Metering expected;
    expected.import_text(clean);
    Metering m;
    m.options.rejects = m.dir.path("rejects.csv");
    m.options.batch_events = 1 + random() % 30;
    m.import_text(faulty);
    if (m.refused.empty()) continue;
    // Each row is corrected: the cells of it, or the one that it stands in.
    std::string corrected;
    std::vector<RejectedRow> refused = m.refused;
    const std::vector<std::string> lines = lines_of(read_file(m.options.rejects));
    REQUIRE(lines.size() == refused.size() + 1);
    corrected = lines[0] + "\n";
    for (const RejectedRow& row : refused) {
      const std::string id = row.row.substr(0, row.row.find(','));
      const auto known =
          std::ranges::find(corrections, id, &decltype(corrections)::value_type::first);
      REQUIRE(known != corrections.end());
      corrected += "rejected,why,f,1,," + known->second + "\n";
    }
    m.options.rejects.clear();
    m.import({m.dir.write("corrected.csv", corrected)});
    CHECK(m.refused.empty());
    CHECK(m.usage() == expected.usage());
  }
}

}  // namespace rejects_again_test
