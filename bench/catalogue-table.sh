#!/bin/sh
# Writes docs/catalogue.md from the folders of finished studies of the catalogue:
#   bench/catalogue-table.sh STUDY_FOLDER...
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
out=$here/docs/catalogue.md
cat >"$out" <<'TEXT'
# What each method did

Made by `bench/catalogue-table.sh` from studies of the whole catalogue (`examples/catalogue.yaml`,
`examples/catalogue-phantom.yaml`): every method alone, at its default values, on one small residual network.
Nothing was tuned, so that a method that did nothing here may do something at another strength, and the other
way round. In brackets 95 % intervals over other patients and other seeds; for time, the smallest and the largest
trial.

Difference is the test AUROC minus that of `none`; the verdict is adjusted for all arms. Gap is train minus test
AUROC: how much overfitting is left. ECE is the calibration error on test. Time is that of a training step over
`none`'s, measured while another trial ran beside it; [cost.md](cost.md) has it measured in turn.
TEXT
for folder in "$@"; do
  tables=$folder/tables
  awk -F, -v folder="$folder" '
    function signed(v) { return v == "NaN" ? "" : sprintf("%+.3f", v) }
    { sub(/\r$/, "") }
    FNR == 1 { file++; for (i = 1; i <= NF; i++) column[file, $i] = i; next }
    file == 1 && $2 == "ece" { ece[$1] = sprintf("%.3f [%.3f, %.3f]", $3, $4, $5) }
    file == 2 {
      arm = $(column[2, "arm"]); s = $(column[2, "step_seconds"])
      if (s != "" && s != "NaN") {
        n[arm]++; sum[arm] += s
        if (!(arm in low) || s < low[arm]) low[arm] = s
        if (s > high[arm]) high[arm] = s
      }
    }
    file == 3 {
      if (FNR == 2) {
        print "\n## " study "\n"
        print "| method | test AUROC | difference | verdict | gap | ECE | time |"
        print "|---|---|---|---|---|---|---|"
      }
      base = sum["none"] / n["none"]
      difference = $(column[3, "difference"]) == "NaN" ? "" : sprintf("%+.3f [%+.3f, %+.3f]", $(column[3, "difference"]), $(column[3, "difference_low"]), $(column[3, "difference_high"]))
      time = n[$1] ? sprintf("%.2f [%.2f, %.2f]", sum[$1] / n[$1] / base, low[$1] / base, high[$1] / base) : ""
      printf "| %s%s | %.3f [%.3f, %.3f] | %s | %s | %.3f [%.3f, %.3f] | %s | %s |\n", $1, $(column[3, "chosen"]) == "true" ? " ★" : "", $(column[3, "test"]), $(column[3, "test_low"]), $(column[3, "test_high"]), difference, $(column[3, "verdict"]), $(column[3, "gap"]), $(column[3, "gap_low"]), $(column[3, "gap_high"]), ece[$1], time
    }' study="$(sed -n 's/^study: *"\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$folder/study.yaml" | head -n 1)" \
    "$tables/metrics.csv" "$tables/trials.csv" "$tables/decision.csv" >>"$out"
done
echo "wrote $out" >&2
