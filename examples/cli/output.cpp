// Writing and noticing errors: see output.hpp.
#include "output.hpp"

#include <cerrno>
#include <cstdio>

namespace porto_cli {

void Output::text(std::string_view bytes) {
  if (error_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size())
    error_ = errno;
}

void Output::rows(const Rows& rows, porto_format format) {
  porto_rows* const one = rows.get();
  write(&one, 1, format);
}

void Output::joined(const std::vector<Rows>& parts, porto_format format) {
  std::vector<porto_rows*> results;
  for (const Rows& part : parts) results.push_back(part.get());
  write(results.data(), results.size(), format);
}

void Output::write(porto_rows* const* results, std::size_t count, porto_format format) {
  std::string bytes;
  const porto_write_fn append = [](void* user, const char* data, std::size_t size) {
    static_cast<std::string*>(user)->append(data, size);
    return std::int32_t{0};
  };
  call(porto_rows_write_joined, results, count, std::int32_t{format}, append,
       static_cast<void*>(&bytes));
  text(bytes);
}

void Output::flush() {
  if (error_ == 0 && std::fflush(stdout) != 0) error_ = errno;
}

int Output::finish() {
  flush();
  return error_;
}

}  // namespace porto_cli
