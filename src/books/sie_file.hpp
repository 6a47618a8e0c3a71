// A SIE file as it is written: records of fields, in code page 437, with their checksum.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace porto::internal {

/// Writes records one after the other. The checksum is that of the format's description: CRC-32 of
/// the labels and fields, without what stands between them (blanks, quotes, braces, line ends).
class SieFile {
 public:
  /// A field that is written as it is: a number, a date, an amount.
  struct Plain {
    std::string text;
  };
  /// A field that is a text, in quotes.
  struct Quoted {
    std::string text;
  };
  /// What stands in braces: the objects of a row, "{1 "42"}".
  struct Objects {
    std::vector<std::string> texts;
  };

  /// From here on records count for the checksum.
  void begin_checksum() { line("#KSUMMA"); }
  template <class... Fields>
  void record(std::string_view label, const Fields&... fields) {
    add(label);
    (add_field(fields), ...);
    end_line();
  }
  void open_rows() { line("{"); }
  void close_rows() { line("}"); }
  /// The last record, with the checksum.
  void end_checksum();

  const std::string& bytes() const noexcept { return bytes_; }
  /// The texts with characters that code page 437 lacks, which are '?'; each once.
  const std::vector<std::string>& lost() const noexcept { return lost_; }

 private:
  void line(std::string_view text);
  void end_line() { bytes_ += "\r\n"; }
  void add(std::string_view counted);  // and count it
  void add_quoted(const std::string& text);
  void add_field(const Plain& field);
  void add_field(const Quoted& field);
  void add_field(const Objects& field);

  std::string bytes_;
  std::uint32_t crc_ = 0xFFFFFFFFU;
  bool counts_ = false;
  std::vector<std::string> lost_;
};

}  // namespace porto::internal
