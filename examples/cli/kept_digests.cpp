// See kept_digests.hpp.
#include "kept_digests.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "arguments.hpp"

namespace porto_cli {
namespace {

/// What is wrong with a text, to be thrown on with its place.
struct KeptFault {
  std::string what;
};

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string in_marks(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string read_digest(std::string_view text) {
  constexpr std::size_t digits = 64;
  std::string digest(text);
  for (char& c : digest)
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  if (digest.size() != digits || digest.find_first_not_of("0123456789abcdef") != std::string::npos)
    throw KeptFault{in_marks(text) + " is no hash; it has 64 hexadecimal digits"};
  return digest;
}

KeptDigest read_kept(std::string_view name, std::string_view digest) {
  KeptDigest kept;
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) {
    if (porto_month_parse(name.data(), name.size(), &kept.month, nullptr) != PORTO_OK)
      throw KeptFault{in_marks(name) +
                      " is no month and no record; write 2024-02=HASH, or batch:12=DIGEST"};
  } else {
    kept.record = name.substr(0, colon);
    const std::string_view records[] = {"batch", "change", "undo", "void"};
    const std::string_view number = name.substr(colon + 1);
    const auto [end, fault] =
        std::from_chars(number.data(), number.data() + number.size(), kept.number);
    if (std::ranges::find(records, kept.record) == std::end(records) || fault != std::errc() ||
        end != number.data() + number.size() || kept.number < 1)
      throw KeptFault{in_marks(name) +
                      " is no record; it is batch, change, undo or void with its number, as in "
                      "batch:12"};
  }
  kept.digest = read_digest(digest);
  return kept;
}

/// "NAME=DIGEST" or "NAME DIGEST".
KeptDigest read_pair(std::string_view text) {
  const std::size_t end = text.find_first_of("= \t");
  if (end == std::string_view::npos)
    throw KeptFault{in_marks(text) + " has no hash; write 2024-02=HASH, or batch:12=DIGEST"};
  std::string_view digest = trimmed(text.substr(end));
  if (digest.starts_with('=')) digest = trimmed(digest.substr(1));
  return read_kept(trimmed(text.substr(0, end)), digest);
}

std::vector<std::string_view> kept_cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t comma = line.find(',');
    cells.push_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return cells;
    line.remove_prefix(comma + 1);
  }
}

/// Reads a file line by line. A header begins what porto has printed. Of that the cells that are
/// read are never in quotation marks, and those of other rows are not looked at. A row has commas,
/// so a line without one was written by hand wherever it stands.
class KeptLines {
 public:
  void add(std::string_view line) {
    line = trimmed(line);
    if (line.empty() || line.starts_with('#')) return;
    if (line.starts_with("month,")) return begin(Form::months, line);
    if (line.starts_with("result,")) return begin(Form::report, line);
    if (form_ == Form::pairs || line.find(',') == std::string_view::npos)
      return found_.push_back(read_pair(line));
    if (form_ == Form::report && !line.starts_with("keep,")) return;
    const std::vector<std::string_view> cells = kept_cells_of(line);
    if (cells.size() != columns_)
      throw KeptFault{"the header has " + std::to_string(columns_) + " cells, and this line " +
                      std::to_string(cells.size())};
    found_.push_back(read_kept(cells[name_], cells[digest_]));
  }
  std::vector<KeptDigest> take() { return std::move(found_); }

 private:
  enum class Form { pairs, months, report };

  void begin(Form form, std::string_view header) {
    const std::vector<std::string_view> cells = kept_cells_of(header);
    const auto column = [&](std::string_view name) {
      const auto found = std::ranges::find(cells, name);
      if (found == cells.end()) throw KeptFault{"the header has no column " + in_marks(name)};
      return static_cast<std::size_t>(found - cells.begin());
    };
    form_ = form;
    columns_ = cells.size();
    name_ = column(form == Form::months ? "month" : "place");
    digest_ = column(form == Form::months ? "hash" : "stored");
  }

  Form form_ = Form::pairs;
  std::size_t columns_ = 0;
  std::size_t name_ = 0;
  std::size_t digest_ = 0;
  std::vector<KeptDigest> found_;
};

}  // namespace

KeptDigest parse_kept_digest(const std::string& option, const std::string& text) {
  try {
    return read_pair(trimmed(text));
  } catch (const KeptFault& fault) {
    throw wrong_usage(option, fault.what);
  }
}

std::vector<KeptDigest> read_kept_digests(const std::string& path) {
  const std::string document = read_document(path);
  std::string_view rest = document;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  KeptLines lines;
  for (int number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    try {
      lines.add(line);
    } catch (const KeptFault& fault) {
      throw failed(path + ":" + std::to_string(number), fault.what);
    }
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  std::vector<KeptDigest> found = lines.take();
  if (found.empty()) throw failed(path, "there is no hash in it, so that it proves nothing");
  return found;
}

}  // namespace porto_cli
