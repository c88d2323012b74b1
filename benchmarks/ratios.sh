# Shared by the scripts that print ratios: reading JMH's JSON, the best of all rounds, and a row of the table.
#
# With RATIOS_ROWS=FILE each row is also appended to FILE, its fields parted by tabs: group, case, our nanoseconds, peer,
# the peer's nanoseconds, ratio, the highest ratio that is allowed, met (yes, no, or - where there is no goal), bytes
# allocated an operation (- where JMH did not count them).

# Compiles and starts nothing unless the module is built.
need_jar() {
  jar=target/benchmarks.jar
  [ -f "$jar" ] || { echo "${0##*/}: benchmarks/$jar is missing: run mvn package first" >&2; exit 3; }
}

# The JDK's java, without the newer ones' warning that JMH and Agrona use sun.misc.Unsafe.
run_java() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" "$@" \
    2> >(grep -v -e '^WARNING: .*sun.misc.Unsafe' -e '^WARNING: Please consider reporting this' >&2)
}

# jmh BENCHMARKS [OPTION...]: one round of JMH; appends "name nanoseconds" of each iteration to $dir/java.times and
# "name bytes" of each benchmark to $dir/java.bytes.
jmh() {
  run_java -jar "$jar" "$@" ${RATIOS_JMH:-} -prof gc -v SILENT -rf json -rff "$dir/java.json" >/dev/null
  awk -F'"' -v times="$dir/java.times" -v bytes="$dir/java.bytes" '
    /"benchmark" :/ { name = $4; sub(/.*\./, "", name) }
    /"primaryMetric" :/ { metric = "time" }
    /"secondaryMetrics" :/ || /"gc\.[a-z.]*" :/ { metric = /"gc\.alloc\.rate\.norm" :/ ? "bytes" : "" }
    metric == "bytes" && /"score" :/ { score = $0; gsub(/.*: |,/, "", score); print name, score >>bytes; metric = "" }
    metric == "time" && /"rawData"/ { raw = 1; next }
    raw && /^ *[0-9.E-]+,? *$/ { gsub(/[ ,]/, ""); print name, $0 >>times }
    /^ *\}/ { raw = 0 }' "$dir/java.json"
}

# best NAME FILE: the least number that FILE has for NAME.
best() { awk -v k="$1" '$1 == k && (m == "" || $2 + 0 < m + 0) { m = $2 } END { print m }' "$2"; }

# header [UNIT]: nanoseconds, if nothing else is said.
header() { printf '%-18s %9s %-16s %9s %7s %7s %7s\n' case "java ${1:-ns}" peer "peer ${1:-ns}" ratio 'goal' 'bytes'; }

# row GROUP CASE OURS PEER THEIRS GOAL [NOTE]: prints a row, GOAL being the highest ratio that is allowed, or - for none.
# Sets missed=1 if the ratio is higher, or if an operation allocates: an object has 16 bytes, and less than 2 are JMH's own.
row() {
  local bytes
  bytes=$(best "$2" "$dir/java.bytes")
  awk -v group="$1" -v k="$2" -v j="$3" -v peer="$4" -v p="$5" -v goal="$6" -v note="${7:-}" -v bytes="$bytes" \
    -v file="${RATIOS_ROWS:-}" 'BEGIN {
      bytes = bytes == "" ? "-" : sprintf("%.1f", bytes)
      bad = bytes + 0 >= 2 || goal != "-" && j / p > goal + 0
      printf "%-18s %9.3f %-16s %9.3f %7.3f %7s %7s%s%s\n", k, j, peer, p, j / p, goal, bytes, bad ? " *" : "", note
      if (file != "")
        printf "%s\t%s\t%.4f\t%s\t%.4f\t%.4f\t%s\t%s\t%s\n", group, k, j, peer, p, j / p, goal,
          bad ? "no" : goal == "-" ? "-" : "yes", bytes >>file
      exit bad
    }' || missed=1
}

# plain_row GROUP CASE OURS PEER THEIRS GOAL [UNIT]: a row whose bytes are not measured.
plain_row() {
  awk -v group="$1" -v k="$2" -v j="$3" -v peer="$4" -v p="$5" -v goal="$6" -v unit="${7:-}" -v file="${RATIOS_ROWS:-}" 'BEGIN {
    bad = goal != "-" && j / p > goal + 0
    printf "%-18s %9.6g %-16s %9.6g %7.3f %7s %7s %s%s\n", k, j, peer, p, j / p, goal, "-", unit, bad ? " *" : ""
    if (file != "")
      printf "%s\t%s\t%s\t%s\t%s\t%.4f\t%s\t%s\t-\n", group, k, j, peer, p, j / p, goal,
        bad ? "no" : goal == "-" ? "-" : "yes" >>file
    exit bad
  }' || missed=1
}
