// Section "Recorders" of porto.h.
#include "porto/recorder.hpp"

#include "events.hpp"
#include "handles.hpp"
#include "open_options.hpp"

using namespace porto::c;

struct porto_recorder {
  porto::Recorder recorder;
};

int32_t porto_recorder_open(const char* path, size_t path_len, const porto_ledger_options* options,
                            porto_recorder** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const std::string file = porto::c::path(path, path_len, "path");
    const porto::OpenOptions chosen = read_open_options(options);
    if (chosen.read_only) refuse("options.read_only", "a recorder writes; leave it out");
    return porto::Recorder::open(file, chosen);
  });
}

int32_t porto_recorder_record(porto_recorder* recorder, const porto_event* events, size_t count,
                              int64_t now_unix_us, const porto_record_options* options,
                              int32_t* outcomes, porto_rows** rejected, porto_error** err) {
  return guard(err, [&] {
    RowsOut refused(rejected);
    porto::Recorder& open = given(recorder, "recorder").recorder;
    read_options(options, PORTO_RECORD_OPTIONS_INIT);
    const std::vector<porto::UsageEvent> read = read_events(events, count);
    if (count > 0) given(outcomes, "outcomes");
    refused.make();
    return give_results(open.record(read, optional_time(now_unix_us)), outcomes, refused);
  });
}

void porto_recorder_interrupt(porto_recorder* recorder) {
  if (recorder) recorder->recorder.interrupt();
}

void porto_recorder_close(porto_recorder* recorder) { delete recorder; }
