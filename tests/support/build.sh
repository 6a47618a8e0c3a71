# How scripts configure and build porto quietly. Sourced by examples/run and tests/run; does nothing
# by itself.

# show_steps LOG: copies the build's output to LOG and tells how many of its steps are done: on one
# line of a terminal that changes, elsewhere on a line every ten seconds.
show_steps() {
  local log=$1 line steps= started=$SECONDS told=$SECONDS
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    if [[ $line =~ ^\[\ *([0-9]+)/([0-9]+)\] ]]; then
      steps="${BASH_REMATCH[1]} of ${BASH_REMATCH[2]} steps"
    elif [[ $line =~ ^\[\ *([0-9]+)%\] ]]; then
      steps="${BASH_REMATCH[1]} % of the steps"
    else
      continue
    fi
    if [ -t 1 ]; then
      printf '\r  %s, %d s ' "$steps" $((SECONDS - started))
    elif [ $((SECONDS - told)) -ge 10 ]; then
      printf '  %s, %d s\n' "$steps" $((SECONDS - started))
      told=$SECONDS
    fi
  done
  [ ! -t 1 ] || [ -z "$steps" ] || printf '\r\033[K'
  [ -z "$steps" ] || printf '  built in %d s\n' $((SECONDS - started))
}

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
  cmake -S "$source" -B "$dir" "${arguments[@]}" "$@" >>"$log" 2>&1 &&
    cmake --build "$dir" --parallel "$(nproc)" 2>&1 | show_steps "$log" && return 0
  tail -n 60 "$log" >&2
  echo "The build failed; all of its output is in $log" >&2
  return 1
}
