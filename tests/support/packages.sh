# The one list of the Debian 12 packages porto needs, and how scripts install the missing ones.
# Sourced by examples/run and tests/run; does nothing by itself.

# To build the library and the `porto` command, and to run them.
build_packages="g++ cmake ninja-build pkg-config tzdata
  libboost-dev libhowardhinnant-date-dev libsqlitecpp-dev libsqlite3-dev libsimdjson-dev
  libsodium-dev libtomlplusplus-dev libcli11-dev libutf8proc-dev libxlsxwriter-dev
  zlib1g-dev"

# The further packages of tests and benchmarks.
test_packages="$build_packages
  clang libclang-rt-14-dev clang-format
  doctest-dev librapidcheck-dev libbenchmark-dev abigail-tools librsvg2-bin python3
  doxygen mandoc sqlite3
  python3-cffi python3-pandas mypy python3-build python3-wheel python3-setuptools
  openjdk-17-jdk-headless libjna-java libxerial-sqlite-jdbc-java libxerial-sqlite-jdbc-jni
  mono-mcs mono-runtime libmono-sqlite4.0-cil
  postgresql-15 libpq-dev"
# Another Node.js than Debian's is as good, and has an npm that Debian's would not stand beside.
command -v node >/dev/null || test_packages="$test_packages nodejs npm"

# without_cluster COMMAND...: while it runs, Debian's package of a PostgreSQL server makes no
# cluster, which it would start on this machine: tests make their own.
without_cluster() {
  local folder=/etc/postgresql-common/createcluster.d status=0
  mkdir -p "$folder"
  echo "create_main_cluster = false" >"$folder/porto-tests.conf"
  "$@" || status=$?
  rm "$folder/porto-tests.conf"
  rmdir --ignore-fail-on-non-empty "$folder"
  return "$status"
}

# install_missing LOG PACKAGE...: installs the packages that are not there. If it cannot, it names
# them and goes on: the build then tells which of them it really needs.
install_missing() {
  local log=$1 package missing=() install=(apt-get install -y --no-install-recommends)
  shift
  if ! command -v dpkg-query >/dev/null; then
    echo "This is no Debian system: packages are not looked after here. On Debian 12 they are:" >&2
    echo "  $*" >&2
    return 0
  fi
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "Missing packages, and no right to install them here. As root, run:" >&2
    echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
    echo "Going on with what is there." >&2
    return 0
  fi
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  [[ " ${missing[*]} " != *" postgresql-"* ]] || install=(without_cluster "${install[@]}")
  { apt-get update && "${install[@]}" "${missing[@]}"; } \
    >>"$log" 2>&1 && return 0
  tail -n 20 "$log" >&2
  echo "apt-get failed (all of its output is in $log). By hand, as root:" >&2
  echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
  echo "Going on with what is there." >&2
}
