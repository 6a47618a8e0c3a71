// See log_memory.hpp.
#include "formats/log_memory.hpp"

#include "formats/company_from.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_known = std::size_t{1} << 18;

}  // namespace

Queue::Message& Queue::message(const std::string& id) {
  Message& found = messages_[id];
  found.number = next_number_;
  order_.emplace_back(next_number_++, id);
  if (order_.size() <= max_known) return found;
  const auto& [number, oldest] = order_.front();
  const auto at = messages_.find(oldest);
  if (at != messages_.end() && at->second.number == number) messages_.erase(at);
  order_.pop_front();
  return found;
}

void Queue::seen(const std::string& id) {
  if (!knows(id)) message(id);
}

void Queue::sent_by(const std::string& id, std::string_view address) {
  Message& sent = message(id);
  sent.sender = Sender{address.empty(), mail_domain(address)};
  sent.removed.reset();
}

// It stays known, so that "queued as" can still be told, but not its sender.
void Queue::removed(const std::string& id, const LogPlace& at) {
  const auto found = messages_.find(id);
  if (found != messages_.end()) found->second.removed = at;
}

const Sender* Queue::sender(const std::string& id, const LogPlace& at) const {
  constexpr std::int64_t same_time_us = std::int64_t{60} * 1'000'000;
  const auto found = messages_.find(id);
  if (found == messages_.end() || !found->second.sender) return nullptr;
  const std::optional<LogPlace>& removed = found->second.removed;
  if (removed && (removed->file == at.file || at.time - removed->time > same_time_us))
    return nullptr;
  return &*found->second.sender;
}

namespace {

// 64 bits, of far fewer than 2^32 that are known at a time.
std::size_t mark_of(std::string_view id, std::string_view recipient) {
  return std::hash<std::string>{}(std::string(id) + '\n' + std::string(recipient));
}

}  // namespace

void RelayedMessages::add(std::string_view id, std::string_view recipient) {
  const std::size_t mark = mark_of(id, recipient);
  if (!marks_.insert(mark).second) return;
  order_.push_back(mark);
  if (order_.size() <= max_known) return;
  marks_.erase(order_.front());
  order_.pop_front();
}

bool RelayedMessages::has(std::string_view id, std::string_view recipient) const {
  return !recipient.empty() && marks_.contains(mark_of(id, recipient));
}

}  // namespace porto::internal
