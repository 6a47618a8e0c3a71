// Writing, joining and noticing errors: see output.hpp.
#include "output.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace porto_cli {
namespace {

std::string written(const Rows& rows, porto_format format) {
  std::string bytes;
  const porto_write_fn append = [](void* user, const char* data, std::size_t size) {
    static_cast<std::string*>(user)->append(data, size);
    return std::int32_t{0};
  };
  call(porto_rows_write, rows.get(), std::int32_t{format}, append, static_cast<void*>(&bytes));
  return bytes;
}

/// What stands between the brackets of a JSON array, without the space around it.
std::string_view elements(std::string_view array) {
  const std::size_t first = array.find_first_not_of(" \n", array.find('[') + 1);
  const std::size_t last = array.find_last_not_of(" \n", array.rfind(']') - 1);
  return first > last ? std::string_view() : array.substr(first, last - first + 1);
}

std::string joined_json(const std::vector<Rows>& parts) {
  std::string all;
  for (const Rows& part : parts) {
    const std::string array = written(part, PORTO_FORMAT_JSON);
    const std::string_view inner = elements(array);
    if (inner.empty()) continue;
    all += all.empty() ? "" : ",\n";
    all += inner;
  }
  return all.empty() ? "[\n]\n" : "[\n" + all + "\n]\n";
}

}  // namespace

void Output::text(std::string_view bytes) {
  if (error_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size())
    error_ = errno;
}

void Output::rows(const Rows& rows, porto_format format) { text(written(rows, format)); }

void Output::joined(const std::vector<Rows>& parts, porto_format format) {
  if (format == PORTO_FORMAT_JSON) return text(joined_json(parts));
  bool first = true;
  for (const Rows& part : parts) {
    const std::string table = written(part, format);
    const bool skip_header = format == PORTO_FORMAT_CSV && !first;
    if (format == PORTO_FORMAT_TABLE && !first) text("\n");
    text(std::string_view(table).substr(skip_header ? table.find('\n') + 1 : 0));
    first = false;
  }
}

void Output::flush() {
  if (error_ == 0 && std::fflush(stdout) != 0) error_ = errno;
}

void Output::finish() {
  flush();
  if (error_ != 0)
    throw failed("standard output", std::string(std::strerror(error_)) +
                                        "; the output is incomplete, run the command again (what "
                                        "was stored in the ledger stays stored)");
}

}  // namespace porto_cli
