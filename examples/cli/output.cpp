// Writing and noticing errors: see output.hpp.
#include "output.hpp"

#include <cerrno>
#include <cstdio>

#include "xlsx/workbook.hpp"

namespace porto_cli {
namespace {

std::vector<porto_rows*> handles_of(const std::vector<Rows>& parts) {
  std::vector<porto_rows*> handles;
  for (const Rows& part : parts) handles.push_back(part.get());
  return handles;
}

}  // namespace

Output::Output() = default;
Output::~Output() = default;

void Output::become_workbook(const std::string& name) { workbook_name_ = name; }

void Output::refuse_workbook(const std::string& what) const {
  if (is_workbook())
    throw wrong_usage("--output", what +
                                      " is no list of rows, which a spreadsheet is made of; "
                                      "leave out --output xlsx");
}

void Output::text(std::string_view bytes) {
  if (error_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size())
    error_ = errno;
}

void Output::rows(const Rows& rows, porto_format format, const std::string& part) {
  write({rows.get()}, format, part);
}

void Output::joined(const std::vector<Rows>& parts, porto_format format) {
  write(handles_of(parts), format);
}

void Output::rows_with_totals(const Rows& rows, porto_format format) {
  write({rows.get()}, format, {}, true);
}

void Output::joined_with_totals(const std::vector<Rows>& parts, porto_format format) {
  write(handles_of(parts), format, {}, true);
}

void Output::continue_sheet(const Rows& more) {
  if (workbook_ == nullptr) return write({more.get()}, PORTO_FORMAT_CSV);
  workbook_->add_rows(more.get());
}

void Output::write(const std::vector<porto_rows*>& results, porto_format format,
                   const std::string& part, bool has_totals) {
  if (is_workbook()) {
    if (results.empty()) return;
    if (workbook_ == nullptr) workbook_ = std::make_unique<Workbook>();
    return workbook_->add_sheet(workbook_name_ + (part.empty() ? "" : " " + part), results,
                                has_totals);
  }
  std::string bytes;
  const porto_write_fn append = [](void* user, const char* data, std::size_t size) {
    static_cast<std::string*>(user)->append(data, size);
    return std::int32_t{0};
  };
  call(porto_rows_write_joined, results.data(), results.size(), std::int32_t{format},
       static_cast<const porto_output_options*>(&options_), append, static_cast<void*>(&bytes));
  text(bytes);
}

void Output::flush() {
  if (error_ == 0 && std::fflush(stdout) != 0) error_ = errno;
}

int Output::finish() {
  if (workbook_ != nullptr) workbook_->write([this](std::string_view bytes) { text(bytes); });
  flush();
  return error_;
}

std::string Output::note() const { return workbook_ == nullptr ? "" : workbook_->note(); }

}  // namespace porto_cli
