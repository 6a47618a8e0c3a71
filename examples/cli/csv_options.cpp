// See csv_options.hpp.
#include "csv_options.hpp"

#include <filesystem>

#include "arguments.hpp"
#include "capi.hpp"

namespace porto_cli {
namespace {

/// A column map: a TOML file, the map itself in its short form, "id=Message-ID,company=Kund", or
/// the name of one that is ready. A file that has such a name is meant by "./excel-sv".
bool names_file(const std::string& map) {
  if (map.empty() || map.find('=') != std::string::npos) return false;
  for (const Rows maps = fetch(porto_import_maps); next(maps);)
    if (text(maps, "map") == map) return false;
  return std::filesystem::exists(map) || map.find_first_of("./\\") != std::string::npos;
}

}  // namespace

std::string fault_of_delimiter(const std::string& text) {
  if (text == "tab" || text.size() == 1) return {};
  return "\"" + text + "\" is not one character; give one such as ';', or the word tab";
}

std::uint32_t delimiter_of(const std::string& text) {
  if (text.empty()) return 0;
  return text == "tab" ? '\t' : static_cast<unsigned char>(text.front());
}

void add_csv_options(Command command, CsvOptions& options, const std::string& columns) {
  command.add_text("--map", options.map, "Names of the CSV columns: " + columns, "MAP");
  command.add_text("--delimiter", options.delimiter,
                   "Character between CSV columns [comma]; ';' or tab", "CHAR", fault_of_delimiter);
  command.add_text("--encoding", options.encoding,
                   "utf-8 [the default], excel, utf-16, windows-1252 or iso-8859-1", "NAME");
}

Failure in_map_file(const Failure& failure, const CsvOptions& options) {
  const std::string text = failure.what();
  const std::string in_text = "porto: map:";
  if (!names_file(options.map) || !text.starts_with(in_text)) return failure;
  return {failure.exit_status(), "porto: " + options.map + ":" + text.substr(in_text.size()),
          failure.code(), failure.committed()};
}

void set_csv(porto_import_options& import, CsvOptions& options) {
  options.map_text = names_file(options.map) ? read_document(options.map) : options.map;
  import.delimiter = delimiter_of(options.delimiter);
  import.map = given(options.map_text);
  import.encoding = given(options.encoding);
}

}  // namespace porto_cli
