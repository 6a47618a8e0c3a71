// Closes a month as `porto close` does, by the same rules and through the same module, and dies at
// a point of it, with nothing said to the server. Or closes it wrongly, for the checker to find.
//
//   torture_closer URL MONTH lane K | cut | read | written | committed
//   torture_closer URL MONTH uncut | unfenced
//
// It dies once the lanes before lane K are cut, all are, the position was read, all is written and
// not committed, or it is. `uncut`: it reads without a cut, which comes as it writes. `unfenced`:
// it cuts, and does not tell those who record which month it closes. The exit status is 42 where it
// died, 0 where the month is closed.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <thread>

#include "billing/close.hpp"
#include "store/opening/open_store.hpp"
#include "support/forwarding_store.hpp"
#include "support/postgres.hpp"

namespace porto::testing {
namespace {

constexpr int dead = 42;
constexpr std::chrono::milliseconds for_others{500};  // to record in the middle of a wrong close

enum class Wrong { no, uncut, unfenced };

struct Point {
  std::string name{};  // none: it does not die
  int lane = 0;
  void is(const char* reached) const {
    if (name == reached) _exit(dead);
  }
};

// Holds a lane, so that who cuts waits there, and ends the process once the lane before it is cut.
class LaneTrap {
 public:
  LaneTrap(const std::string& url, int lane) : holder_(url), watcher_(url) {
    const std::string lane_before = std::to_string(lane - 1);
    holder_.run("BEGIN; SELECT 1 FROM porto.lane WHERE lane = " + std::to_string(lane) +
                " FOR UPDATE");
    const std::string epoch = "SELECT epoch FROM porto.lane WHERE lane = " + lane_before;
    std::thread([this, epoch, uncut = watcher_.run(epoch)] {
      try {
        while (watcher_.run(epoch) == uncut)
          std::this_thread::sleep_for(std::chrono::milliseconds(1));
        _exit(dead);
      } catch (const std::exception& error) {  // the server was stopped
        std::fprintf(stderr, "torture_closer: %s\n", error.what());
        _exit(1);
      }
    }).detach();
  }

 private:
  PostgresSession holder_;
  PostgresSession watcher_;
};

class MortalTransaction final : public Transaction {
 public:
  MortalTransaction(std::unique_ptr<Transaction> inner, const Point& point)
      : inner_(std::move(inner)), point_(point) {}
  void flush() override { inner_->flush(); }
  void commit() override {
    point_.is("written");
    inner_->commit();
    point_.is("committed");
  }

 private:
  std::unique_ptr<Transaction> inner_;
  const Point& point_;
};

class MortalStore final : public ForwardingStore {
 public:
  MortalStore(const std::string& url, Point point, Wrong wrong)
      : ForwardingStore(open_store(url)), url_(url), point_(std::move(point)), wrong_(wrong) {}

  std::unique_ptr<Transaction> begin(Access access) override {
    return std::make_unique<MortalTransaction>(inner().begin(access), point_);
  }
  void cut(std::optional<Month> closing) override {
    if (wrong_ == Wrong::uncut) return;
    if (point_.name == "lane") trap_ = std::make_unique<LaneTrap>(url_, point_.lane);
    inner().cut(wrong_ == Wrong::unfenced ? std::nullopt : closing);
    point_.is("cut");
  }
  Position position() override {
    Position position = inner().position();
    point_.is("read");
    if (wrong_ != Wrong::no) std::this_thread::sleep_for(for_others);
    return position;
  }

 private:
  std::string url_;
  Point point_;
  Wrong wrong_;
  std::unique_ptr<LaneTrap> trap_{};
};

Instant now() {
  using std::chrono::system_clock;
  const auto since_1970 = system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since_1970).count()};
}

int close(int count, char** arguments) {
  if (count < 4) throw std::runtime_error("see the opening lines of closer.cpp");
  Point point{arguments[3], count > 4 ? std::stoi(arguments[4]) : 0};
  const Wrong wrong = point.name == "uncut"      ? Wrong::uncut
                      : point.name == "unfenced" ? Wrong::unfenced
                                                 : Wrong::no;
  MortalStore store(arguments[1], point, wrong);
  const Zone zone(store.info().zone);
  const auto transaction = store.begin(Store::Access::write);
  close_month(store, zone, Month::from_number(std::stoi(arguments[2])), now());
  transaction->commit();
  return 0;
}

}  // namespace
}  // namespace porto::testing

int main(int count, char** arguments) try {
  return porto::testing::close(count, arguments);
} catch (const std::exception& error) {
  std::fprintf(stderr, "torture_closer: %s\n", error.what());
  return 1;
}
