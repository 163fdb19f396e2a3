# Writes ../resources/io/ridgeline/linear/cv-glmnet.json: what cv.glmnet 4.1-6 says of given folds.
# Run with Debian's Rscript (r-cran-glmnet): Rscript cv_glmnet.R OUTPUT

suppressMessages(library(glmnet))
set.seed(20240229, kind = "Mersenne-Twister")
numbers <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")
rows <- function(m) paste0("[", paste(apply(m, 1, numbers), collapse = ","), "]")

case <- function(name, family, alpha, x, y, criterion, measure, balance = FALSE, relax = FALSE) {
  foldid <- sample(rep(1:5, length.out = length(y)))
  w <- if (balance) length(y) / (2 * table(y)[as.character(y)]) else rep(1, length(y))
  # Given the grid, cv.glmnet fits every fold at it; else it interpolates between the fold's own values.
  grid <- glmnet(x, y, family, weights = w, alpha = alpha, thresh = 1e-14)$lambda
  cv <- cv.glmnet(x, y, w, lambda = grid, foldid = foldid, family = family, alpha = alpha,
    type.measure = measure, relax = relax, thresh = 1e-14, maxit = 1e8)
  if (relax) {
    chosen <- cv$relaxed
    curves <- chosen$statlist
    mean <- t(sapply(curves, function(s) s$cvm))
    error <- t(sapply(curves, function(s) s$cvsd))
    picks <- c(chosen$lambda.min, chosen$gamma.min, chosen$lambda.1se, chosen$gamma.1se)
  } else {
    mean <- matrix(cv$cvm, 1)
    error <- matrix(cv$cvsd, 1)
    picks <- c(cv$lambda.min, 1, cv$lambda.1se, 1)
  }
  paste0(
    '{"name":"', name, '","family":"', c(gaussian = "linear", binomial = "logistic")[family], '","alpha":', alpha,
    ',"standardize":true,"balance":', tolower(balance), ',"relaxed":', tolower(relax), ',"criterion":"', criterion,
    '","x":', rows(t(x)), ',"y":', numbers(y), ',"weights":', numbers(w), ',"fold":', numbers(foldid - 1),
    ',"lambda":', numbers(cv$lambda), ',"mean":', rows(mean), ',"error":', rows(error), ',"picks":', numbers(picks), "}"
  )
}

x <- round(matrix(rnorm(60 * 6), 60), 3)
x[, 2] <- round(0.8 * x[, 1] + 0.6 * x[, 2], 3)
y <- round(as.vector(x %*% c(1, 0, -1, 0, 0.4, 0) + rnorm(60)), 3)
b <- as.integer(as.vector(x %*% c(1, 0, -1, 0, 0.4, 0)) + 1.5 * rnorm(60) > 0.4)
cases <- c(
  case("linear", "gaussian", 1, x, y, "deviance", "mse"),
  case("relaxed", "gaussian", 1, x, y, "deviance", "mse", relax = TRUE),
  case("logistic", "binomial", 0.5, x, b, "deviance", "deviance"),
  case("accuracy", "binomial", 1, x, b, "accuracy", "class")
)
cat("[\n", paste(cases, collapse = ",\n"), "\n]\n", sep = "", file = commandArgs(trailingOnly = TRUE)[1])
