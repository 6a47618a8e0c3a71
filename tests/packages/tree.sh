# Trees of Debian that `run` and `tarball` work in, and the jobs that are done there. Sourced by
# them with $root, $here, $started and, later, $work.

fail() {
  echo "$*" >&2
  exit 1
}

# ended: takes the trees away; no failure is silent.
ended() {
  local status=$?
  rm -rf "$work"
  [ "$status" -eq 0 ] || printf '\nFAILED (%d s), in the step above\n' $((SECONDS - started)) >&2
}

step() { printf '\n== %s (%d s)\n' "$*" $((SECONDS - started)); }

# quietly COMMAND...: what it said is shown if it fails.
quietly() {
  "$@" >"$work/log" 2>&1 && return
  cat "$work/log" >&2
  fail "$*"
}

# debian_sources: those of Debian itself that apt has on this machine.
debian_sources() {
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' | sort -u | grep . ||
    fail "apt has no sources of Debian here; run: apt-get update"
}

# make_bare_tree FOLDER: what apt itself needs.
make_bare_tree() {
  debian_sources >"$work/sources"
  quietly mmdebstrap --variant=minbase --format=directory --skip=cleanup/apt/lists \
    bookworm "$1" "$work/sources"
  # The ways to them are the machine's, too.
  apt-config dump | grep -E '^Acquire::(http|https|Check|Retries|ForceIPv)' \
    >"$1/etc/apt/apt.conf.d/90machine" || true
  cp -L /etc/resolv.conf "$1/etc/resolv.conf"
  # apt's sandbox is another user, who cannot read what is to be installed.
  echo 'APT::Sandbox::User "root";' >>"$1/etc/apt/apt.conf.d/90machine"
  du -sh "$1" | sed 's/\t.*/ of files/'
}

# enter FOLDER: a copy of the bare tree, which `inside` is about from now on.
enter() {
  tree=$1
  cp -a "$work/bare" "$tree"
}

# inside COMMAND...: runs it in the tree, as root, with processes of its own.
inside() {
  # shellcheck disable=SC2016  # the inner shell expands it
  unshare --mount --pid --fork chroot "$tree" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME=/job \
    /bin/sh -c 'mount -t proc proc /proc && exec "$@"' -- "$@"
}

# list_files: all that is in the tree, but for what apt and dpkg note, and what tests bring.
list_files() {
  (cd "$tree" && find . -xdev \( -path ./packages -o -path ./next -o -path ./job -o -path ./proc \
    -o -path ./tmp -o -path ./run -o -path ./var/cache -o -path ./var/log -o -path ./var/lib/apt \
    \) -prune -o ! -path './var/lib/dpkg/*-old' -print | sort)
}

# bring_examples: the examples of this tree, for jobs.
bring_examples() {
  mkdir -p "$tree/job/main-job"
  cp -r "$root/examples" "$tree/job/examples"
  rm -rf "$tree/job/examples/cli"
  cp -r "$root/tests/consumer/installed" "$tree/job/consumer"
  cp "$root"/bindings/java/examples/MainJob.java "$root"/bindings/csharp/examples/MainJob.cs \
    "$root"/bindings/python/examples/month.py "$here"/{build_examples,invoice.py} "$tree/job"
  ln -s /usr/bin "$tree/job/bin"
}

# says WHAT NUMBER COMMAND...: it succeeds, and one of its lines has the number.
says() {
  local what=$1 number=$2 line
  shift 2
  inside "$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; fail "$what"; }
  line=$(grep -wF -- "$number" "$work/said" | tail -n 1) ||
    { cat "$work/said" >&2; fail "$what does not say $number"; }
  printf '%-8s %s\n' "$what" "$line"
}

# jobs NAME...: the month of bolag-17 by each of them. `command` makes the ledger that stays, which
# Python reads, too.
jobs() {
  local job java=/usr/share/java
  for job in "$@"; do
    case $job in
      command) says porto 860.00 /job/examples/run /job ;;
      python)
        says Python 3860.51 python3 /job/month.py /job/examples
        says Python 860.00 python3 /job/invoice.py /job/example/porto.db bolag-17
        ;;
      java)
        rm -f "$tree/job/java.db"*
        # JNA makes a folder at the home that Java takes from /etc/passwd.
        says Java 860.00 java -Duser.home=/job -cp "$java/porto.jar:$java/jna.jar:/job/main-job" \
          MainJob /job/java.db
        ;;
      csharp)
        rm -f "$tree/job/csharp.db"*
        says 'C#' 860.00 env MONO_PATH=/usr/lib/cli/porto mono /job/main-job/MainJob.exe \
          /job/csharp.db
        ;;
    esac
  done
}
