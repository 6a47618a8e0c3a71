// See inputs.hpp.
#include "inputs.hpp"

#include <string>

#include "base/text.hpp"

namespace porto::c {
namespace {

// Of what is no file: it stands in messages and in the import log.
std::string name_of(const porto_input& input) {
  std::string name(text(input.name, input.name_len, ".name"));
  if (const char* why = internal::why_not_id(name))
    refuse(".name", std::string("it cannot be used: ") + why);
  return name;
}

ImportInput::Read reading_by(porto_read_fn read, void* user, std::string name) {
  return [read, user, name = std::move(name)](std::span<char> to) {
    const std::int64_t count = read(user, to.data(), to.size());
    if (count < 0) throw Error(ErrorCode::cancelled, "the read callback stopped the input", name);
    return static_cast<std::size_t>(count);
  };
}

ImportInput of_path(const porto_input& input) {
  ImportInput file(path(input.path, input.path_len, ".path"));
  if (input.name) refuse(".name", "a file has its path as its name; leave it out");
  return file;
}

}  // namespace

ImportInput read_input(const porto_input& input) {
  const int kinds = (input.path != nullptr) + (input.bytes != nullptr) + (input.read != nullptr) +
                    (input.from_descriptor != 0);
  check_reserved(input.reserved, "");
  if (kinds == 0) refuse(".path", "it is NULL, and there are neither bytes nor a read callback");
  if (kinds > 1) refuse("", "it is of several kinds; give a path, or bytes, or a read callback");
  if (input.path) return of_path(input);
  const std::string name = name_of(input);
  if (input.bytes) {
    const auto* bytes = static_cast<const char*>(input.bytes);
    return ImportInput::of_bytes(name, bytes_of(bytes, input.byte_count, ".byte_count"));
  }
  if (input.read) return ImportInput::of_read(name, reading_by(input.read, input.user, name));
  return ImportInput::of_descriptor(name, input.descriptor);
}

ImportInput read_single_input(const porto_input* input) {
  try {
    return read_input(read_struct<porto_input>(&given(input, ""), ""));
  } catch (const Error& error) {
    throw_at(error, "input");
  }
}

std::vector<ImportInput> read_inputs(const porto_input* inputs, std::size_t count) {
  if (count == 0) refuse("count", "there is nothing to import");
  std::vector<ImportInput> read;
  each_struct<porto_input>(inputs, count, "inputs",
                           [&](const porto_input& input) { read.push_back(read_input(input)); });
  return read;
}

}  // namespace porto::c
