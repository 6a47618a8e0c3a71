# What `deb` and `tarball` share: porto's version, its date, and a build that is made or looked at.
# Sourced by them with $root, the top of the tree; does nothing by itself.

# fail WORDS: says what is wrong and what to do, and ends.
fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# step WORDS: what is done now.
step() { printf '== %s\n' "$*"; }

# needs COMMAND PACKAGE...: each COMMAND is there, or the Debian package is named that has it.
needs() {
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null || fail "$1 is not here; on Debian 12: apt-get install $2"
    shift 2
  done
}

# The version of the tree: it stands in the top CMakeLists.txt and nowhere else.
tree_version() {
  sed -nE 's/^project\(porto VERSION ([0-9.]+) .*/\1/p' "$root/CMakeLists.txt"
}

# cached BUILD NAME: a variable of a build's cache.
cached() { sed -nE "s/^$2:[A-Z]*=(.*)/\\1/p" "$1/CMakeCache.txt"; }

# date_of VERSION: the day it was released, from the change log. Everything that is packed has this
# time.
date_of() {
  sed -nE "s/^## ${1//./\\.} - ([0-9]{4}-[0-9]{2}-[0-9]{2})\$/\\1/p" "$root/docs/CHANGELOG.md"
}

# check_build BUILD -DNAME=VALUE...: refuses a build of other settings or of another version, since
# the files that it installs name their places.
check_build() {
  local build=$1 setting wrong=()
  shift
  [ -e "$build/CMakeCache.txt" ] || fail "$build is no build folder: it has no CMakeCache.txt"
  for setting in "$@"; do
    setting=${setting#-D}
    [ "$(cached "$build" "${setting%%=*}")" = "${setting#*=}" ] || wrong+=("-D$setting")
  done
  [ ${#wrong[@]} -eq 0 ] ||
    fail "$build is configured otherwise. Run: cmake ${wrong[*]} $build && cmake --build $build"
  [ "$(cached "$build" CMAKE_PROJECT_VERSION)" = "$version" ] ||
    fail "$build is porto $(cached "$build" CMAKE_PROJECT_VERSION), the tree is $version: build it"
}

# install_from BUILD COMPONENT FOLDER: one component, below FOLDER as below /.
install_from() {
  DESTDIR=$3 cmake --install "$1" --component "$2" >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; fail "cannot install the component $2 of $1"; }
}

# build_for_release BUILD -DNAME=VALUE...: builds with the flags of Debian's packages. Warnings are
# errors in tests/run, whose compilers are known; not here.
build_for_release() {
  local build=$1
  shift
  export DEB_BUILD_MAINT_OPTIONS=hardening=+bindnow
  mkdir -p "$build"
  : >"$build/build.log"
  (cd "$root" && flags() { dpkg-buildflags --get "$1"; } &&
    build_tree . "$build" "$build/build.log" -DPORTO_TESTS=OFF -DPORTO_WERROR=OFF \
      -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=14 \
      "-DCMAKE_C_FLAGS=$(flags CFLAGS) $(flags CPPFLAGS)" \
      "-DCMAKE_CXX_FLAGS=$(flags CXXFLAGS) $(flags CPPFLAGS)" \
      "-DCMAKE_C_FLAGS_RELWITHDEBINFO=-O2 -g -DNDEBUG" \
      "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O2 -g -DNDEBUG" \
      "-DCMAKE_SHARED_LINKER_FLAGS=$(flags LDFLAGS)" \
      "-DCMAKE_EXE_LINKER_FLAGS=$(flags LDFLAGS)" "$@")
}

# terms_of PACKAGE...: the copyright files of what is inside, since its terms ask to be there.
terms_of() {
  local package
  for package in "$@"; do
    [ -r "/usr/share/doc/$package/copyright" ] ||
      fail "/usr/share/doc/$package/copyright is not here: its terms must be with what is packed"
    printf '\n%s\n\n' "---- of the Debian package $package ----"
    cat "/usr/share/doc/$package/copyright"
  done
}
