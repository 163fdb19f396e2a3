# Writes ../resources/statistics/delong.json: what pROC 1.18.0 says of paired AUROCs.
# Run with Debian's Rscript (r-cran-proc): Rscript delong.R OUTPUT

suppressMessages(library(pROC))
set.seed(20240229)

numbers <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")

case <- function(name, labels, a, b) {
  ra <- roc(labels, a, levels = c(0, 1), direction = "<", quiet = TRUE)
  rb <- roc(labels, b, levels = c(0, 1), direction = "<", quiet = TRUE)
  test <- roc.test(ra, rb, method = "delong", paired = TRUE)
  ia <- ci.auc(ra, method = "delong")
  ib <- ci.auc(rb, method = "delong")
  sprintf(
    paste0(
      '{"name":"%s","labels":%s,"first":%s,"second":%s,"firstVariance":%.17g,',
      '"secondVariance":%.17g,"covariance":%.17g,"firstInterval":%s,"secondInterval":%s,',
      '"z":%.17g,"p":%.17g,"difference":%s}'
    ),
    name, numbers(labels), numbers(a), numbers(b), var(ra, method = "delong"),
    var(rb, method = "delong"), cov(ra, rb, method = "delong"), numbers(ia[c(2, 1, 3)]),
    numbers(ib[c(2, 1, 3)]), test$statistic, test$p.value, numbers(test$conf.int)
  )
}

pair <- function(name, n, share, signal, digits) {
  labels <- as.integer(runif(n) < share)
  shared <- rnorm(n)
  a <- plogis(signal * labels + shared + 0.7 * rnorm(n))
  b <- plogis(0.6 * signal * labels + shared + 0.7 * rnorm(n))
  case(name, labels, round(a, digits), round(b, digits))
}

cases <- c(
  pair("continuous", 60, 0.5, 1.5, 6),
  pair("ties", 50, 0.4, 1.5, 1),
  pair("few positives", 80, 0.08, 2.0, 4),
  pair("nearly separated", 30, 0.5, 5.0, 3)
)
text <- paste0("[\n", paste(cases, collapse = ",\n"), "\n]\n")
cat(text, file = commandArgs(trailingOnly = TRUE)[1])
