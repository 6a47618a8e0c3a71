// See workbook.hpp.
#include "xlsx/workbook.hpp"

#include <xlsxwriter.h>

#include <cstdio>
#include <ctime>
#include <new>

#include "xlsx/formats.hpp"
#include "xlsx/sheet.hpp"
#include "xlsx/whole_file.hpp"

namespace porto_cli {
namespace {

/// The time at which every file was made, so that the same rows give the same bytes: 1980-01-01,
/// the first day that a ZIP archive knows.
constexpr std::time_t kMade = 315532800;

Failure no_room(const std::string& why) {
  return failed("--output xlsx", "cannot make the file in /tmp: " + why);
}

std::FILE* temporary_file() {
  std::FILE* const file = std::tmpfile();
  if (file == nullptr) throw no_room("it takes no temporary file");
  return file;
}

/// The name by which libxlsxwriter opens a file that has none, and that nobody has to remove.
std::string path_of(std::FILE* file) { return "/proc/self/fd/" + std::to_string(fileno(file)); }

lxw_workbook* make_workbook(const std::string& path) {
  // Rows go to a file as they come, so that memory does not grow with their number.
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* const workbook = workbook_new_opt(path.c_str(), &options);
  if (workbook == nullptr) throw std::bad_alloc();
  lxw_doc_properties properties{};
  properties.created = kMade;
  workbook_set_properties(workbook, &properties);
  return workbook;
}

}  // namespace

struct Workbook::Parts {
  struct CloseFile {
    void operator()(std::FILE* open) const noexcept { std::fclose(open); }
  };
  struct FreeWorkbook {
    void operator()(lxw_workbook* made) const noexcept { lxw_workbook_free(made); }
  };

  std::unique_ptr<std::FILE, CloseFile> file{temporary_file()};
  std::unique_ptr<lxw_workbook, FreeWorkbook> workbook{make_workbook(path_of(file.get()))};
  CellFormats formats{workbook.get()};
  std::vector<std::unique_ptr<Sheet>> sheets{};
  std::vector<bool> has_totals{};  // of each sheet
};

Workbook::Workbook() : parts_(std::make_unique<Parts>()) {}
Workbook::~Workbook() = default;

void Workbook::add_sheet(const std::string& name, const std::vector<porto_rows*>& parts,
                         bool has_totals) {
  parts_->has_totals.push_back(has_totals);
  parts_->sheets.push_back(
      std::make_unique<Sheet>(parts_->workbook.get(), parts_->formats, name, parts));
  for (porto_rows* rows : parts) add_rows(rows);
}

void Workbook::add_rows(porto_rows* rows) { parts_->sheets.back()->add(rows); }

void Workbook::write(const std::function<void(std::string_view)>& sink) {
  std::vector<std::uint64_t> kept;
  for (std::size_t i = 0; i < parts_->sheets.size(); ++i) {
    parts_->sheets[i]->end(parts_->has_totals[i]);
    kept.push_back(parts_->sheets[i]->kept_bytes());
  }
  const lxw_error error = workbook_close(parts_->workbook.release());
  if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) throw std::bad_alloc();
  if (error != LXW_NO_ERROR) throw no_room(lxw_strerror(error));
  std::FILE* const file = parts_->file.get();
  if (!is_whole(file, kept)) throw no_room("it is damaged; is there room?");
  std::rewind(file);
  char bytes[1 << 16];
  for (std::size_t size; (size = std::fread(bytes, 1, sizeof bytes, file)) > 0;)
    sink({bytes, size});
  if (std::ferror(file) != 0) throw no_room("it cannot be read back");
}

std::string Workbook::note() const {
  std::uint64_t texts = 0;
  std::string first;
  for (const auto& sheet : parts_->sheets) {
    if (texts == 0 && sheet->texts() > 0) first = sheet->name() + ", " + sheet->first_text();
    texts += sheet->texts();
  }
  if (texts == 0) return {};
  return std::to_string(texts) + (texts == 1 ? " number has" : " numbers have") +
         " more digits than a spreadsheet keeps, and " + (texts == 1 ? "is a text" : "are texts") +
         ", first in " + first;
}

}  // namespace porto_cli
