# How scripts configure and build porto quietly. Sourced by examples/run and tests/run; does nothing
# by itself.

# build_tree SOURCE DIR LOG CMAKE-ARGUMENT...: builds SOURCE in DIR with Ninja and ccache where they
# are installed. The output goes to LOG; its end is shown if something fails.
build_tree() {
  local source=$1 dir=$2 log=$3 arguments=()
  shift 3
  if [ ! -e "$dir/CMakeCache.txt" ] && command -v ninja >/dev/null; then
    arguments+=(-G Ninja)
  fi
  if command -v ccache >/dev/null; then
    arguments+=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  if ! command -v cmake >/dev/null; then
    echo "cmake is not installed; porto cannot be built without it" >&2
    return 1
  fi
  { cmake -S "$source" -B "$dir" "${arguments[@]}" "$@" &&
    cmake --build "$dir" --parallel "$(nproc)"; } >>"$log" 2>&1 && return 0
  tail -n 60 "$log" >&2
  echo "The build failed; all of its output is in $log" >&2
  return 1
}
