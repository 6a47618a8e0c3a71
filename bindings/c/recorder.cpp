// Section "Recorders" of porto.h.
#include "porto/recorder.hpp"

#include "events.hpp"
#include "handles.hpp"

using namespace porto::c;

struct porto_recorder {
  porto::Recorder recorder;
};

int32_t porto_recorder_open(const char* path, size_t path_len, porto_recorder** out,
                            porto_error** err) {
  return guard_new(err, out,
                   [&] { return porto::Recorder::open(porto::c::path(path, path_len, "path")); });
}

int32_t porto_recorder_record(porto_recorder* recorder, const porto_event* events, size_t count,
                              int64_t now_unix_us, int32_t* outcomes, porto_rows** rejected,
                              porto_error** err) {
  return guard(err, [&] {
    if (rejected) *rejected = nullptr;
    porto::Recorder& open = given(recorder, "recorder").recorder;
    const std::vector<porto::UsageEvent> read = read_events(events, count);
    if (count > 0) given(outcomes, "outcomes");
    return give_results(open.record(read, optional_time(now_unix_us)), outcomes, rejected);
  });
}

void porto_recorder_close(porto_recorder* recorder) { delete recorder; }
