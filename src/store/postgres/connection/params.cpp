// See params.hpp. The layouts are those of the server's receive functions: a number in network
// order, an array as its dimensions, its type and its elements.
#include "store/postgres/connection/params.hpp"

#include <boost/endian/conversion.hpp>
#include <limits>

#include "porto/error.hpp"

namespace porto::internal::postgres {
namespace {

// The server's numbers of arrays of its own types.
constexpr std::uint32_t array_of_int2 = 1005;
constexpr std::uint32_t array_of_int4 = 1007;
constexpr std::uint32_t array_of_text = 1009;
constexpr std::uint32_t array_of_int8 = 1016;

template <class Number>
void put_big_endian(std::string& bytes, Number number) {
  boost::endian::native_to_big_inplace(number);
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::int32_t length_of(std::size_t size) {
  if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
    throw Error(ErrorCode::overflow, "more than 2 GiB in one statement");
  return static_cast<std::int32_t>(size);
}

template <class Elements, class PutElement>
std::string array(std::uint32_t element, const Elements& elements, bool has_null,
                  PutElement put_element) {
  std::string bytes;
  bytes.reserve(20 + elements.size() * 16);
  put(bytes, std::int32_t{1});
  put(bytes, std::int32_t{has_null});
  put(bytes, static_cast<std::int32_t>(element));
  put(bytes, length_of(elements.size()));
  put(bytes, std::int32_t{1});  // the first index
  for (const auto& one : elements) put_element(bytes, one);
  return bytes;
}

template <class Elements>
std::string array(std::uint32_t element, const Elements& elements) {
  return array(element, elements, false,
               [](std::string& bytes, const auto& one) { put_field(bytes, one); });
}

}  // namespace

void put(std::string& bytes, std::int16_t number) { put_big_endian(bytes, number); }
void put(std::string& bytes, std::int32_t number) { put_big_endian(bytes, number); }
void put(std::string& bytes, std::int64_t number) { put_big_endian(bytes, number); }

void put_field(std::string& bytes, std::string_view text) {
  put(bytes, length_of(text.size()));
  bytes += text;
}

void put_null(std::string& bytes) { put(bytes, std::int32_t{-1}); }

Param::Param(std::int64_t number) : type_(type_int8) { put(bytes_, number); }
Param::Param(std::int32_t number) : type_(type_int4) { put(bytes_, number); }
Param::Param(std::int16_t number) : type_(type_int2) { put(bytes_, number); }
Param::Param(bool value) : type_(type_bool), bytes_(1, value ? '\1' : '\0') {}
Param::Param(std::string_view text) : type_(type_text), bytes_(text) {}
Param::Param(Bytes bytes) : type_(type_bytea), bytes_(bytes.bytes) {}
Param::Param(const std::vector<std::int64_t>& numbers)
    : type_(array_of_int8), bytes_(array(type_int8, numbers)) {}
Param::Param(const std::vector<std::int32_t>& numbers)
    : type_(array_of_int4), bytes_(array(type_int4, numbers)) {}
Param::Param(const std::vector<std::int16_t>& numbers)
    : type_(array_of_int2), bytes_(array(type_int2, numbers)) {}
Param::Param(const std::vector<std::string_view>& texts)
    : type_(array_of_text), bytes_(array(type_text, texts)) {}
Param::Param(const std::vector<std::string>& texts)
    : type_(array_of_text), bytes_(array(type_text, texts)) {}
Param::Param(const std::vector<std::optional<std::string>>& texts)
    : type_(array_of_text),
      bytes_(array(type_text, texts, true,
                   [](std::string& bytes, const std::optional<std::string>& one) {
                     one ? put_field(bytes, *one) : put_null(bytes);
                   })) {}

}  // namespace porto::internal::postgres
