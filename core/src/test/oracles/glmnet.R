# Writes ../resources/io/ridgeline/linear/glmnet.json: what glmnet 4.1-6 says of elastic-net paths.
# Run with Debian's Rscript (r-cran-glmnet): Rscript glmnet.R OUTPUT

suppressMessages(library(glmnet))
set.seed(20240229, kind = "Mersenne-Twister")
glmnet.control(fdev = 0, devmax = 1)

numbers <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")
rows <- function(m) paste0("[", paste(apply(m, 1, numbers), collapse = ","), "]")

correlated <- function(n, p, rho) {
  x <- matrix(rnorm(n * p), n, p)
  for (j in seq_len(p)[-1]) x[, j] <- rho * x[, j - 1] + sqrt(1 - rho^2) * x[, j]
  round(sweep(sweep(x, 2, 2^(seq_len(p) %% 5 - 2), "*"), 2, seq_len(p) / 2, "+"), 4)
}

loss <- function(family, y, w, eta) {
  each <- switch(family,
    gaussian = (y - eta)^2 / 2,
    binomial = log1p(exp(eta)) - y * eta,
    multinomial = log(rowSums(exp(eta))) - eta[cbind(seq_along(y), y + 1)]
  )
  sum(w * each) / sum(w)
}

case <- function(name, family, alpha, x, y, w = rep(1, length(y)), standardize = TRUE, relax = FALSE) {
  # By value: the relaxed fit evaluates this call again elsewhere.
  fit <- function(...) {
    do.call(glmnet, list(x = x, y = if (family == "gaussian") y else factor(y), family = family,
      weights = w, alpha = alpha, standardize = standardize, thresh = 1e-14, maxit = 1e8, ...))
  }
  grid <- fit()$lambda
  lambda <- grid[c(2, 8, 20, 35, 50, 65)]
  model <- fit(lambda = lambda, relax = relax)
  scale <- if (standardize) apply(x, 2, function(v) {
    m <- weighted.mean(v, w)
    sqrt(weighted.mean((v - m)^2, w))
  }) else rep(1, ncol(x))
  betas <- if (family == "multinomial") model$beta else list(model$beta)
  intercepts <- if (family == "multinomial") model$a0 else matrix(model$a0, 1)
  objective <- sapply(seq_along(lambda), function(l) {
    eta <- sapply(seq_along(betas), function(k) as.vector(x %*% betas[[k]][, l] + intercepts[k, l]))
    b <- sapply(betas, function(m) m[, l] * scale)
    if (family != "multinomial") eta <- as.vector(eta)
    loss(family, y, w, eta) + lambda[l] * sum((1 - alpha) / 2 * b^2 + alpha * abs(b))
  })
  relaxed <- if (relax) {
    free <- if (family == "multinomial") model$relaxed$beta else list(model$relaxed$beta)
    paste0('"relaxed":', rows(t(as.matrix(free[[1]]))), ',"relaxedIntercept":', numbers(model$relaxed$a0), ",")
  } else ""
  paste0(
    '{"name":"', name, '","family":"', c(gaussian = "linear", binomial = "logistic", multinomial = "multinomial")[family],
    '","alpha":', alpha, ',"standardize":', tolower(standardize), ',"x":', rows(t(x)), ',"y":', numbers(y),
    ',"weights":', numbers(w), ',"grid":', numbers(grid), ',"lambda":', numbers(lambda), ",", relaxed,
    '"objective":', numbers(objective), ',"intercept":', rows(t(intercepts)),
    ',"slopes":[', paste(sapply(seq_along(lambda), function(l) rows(t(sapply(betas, function(m) m[, l])))), collapse = ","), "]}"
  )
}

# glmnet divides a gaussian target by its deviation, which moves the ridge part of its objective:
# with a deviation of 1 it is the objective it prints.
gaussian <- function(x, b) {
  y <- as.vector(x %*% b + rnorm(nrow(x)))
  m <- mean(y)
  (y - m) / sqrt(mean((y - m)^2))
}

x <- correlated(40, 6, 0.5)
y <- gaussian(x, c(1, 0, -2, 0, 0.3, 0))
wide <- correlated(15, 30, 0.3)
near <- correlated(40, 5, 0.99)
b <- as.integer(plogis(as.vector(scale(x) %*% c(1, 0, -1.5, 0, 0.5, 0))) > runif(40))
bw <- as.integer(as.vector(scale(wide) %*% c(2, -1, rep(0, 28))) + rnorm(15) > 0)
bn <- as.integer(plogis(as.vector(scale(near) %*% c(1, 1, 0, -1, 0))) > runif(40))
m <- max.col(scale(x)[, 1:3] + matrix(rnorm(120), 40)) - 1
mw <- rep(0:2, 5)
w <- round(runif(40, 0.2, 3), 3)
balance <- 40 / (2 * ifelse(b == 1, sum(b == 1), sum(b == 0)))

cases <- c(
  case("lasso", "gaussian", 1, x, y, relax = TRUE),
  case("elastic net", "gaussian", 0.5, x, y),
  case("ridge", "gaussian", 0, x, y),
  case("correlated", "gaussian", 1, near, gaussian(near, c(1, -1, 0, 1, 0))),
  case("wide", "gaussian", 0.5, wide, gaussian(wide, c(2, -1, rep(0, 28)))),
  case("not standardized", "gaussian", 1, x, y, standardize = FALSE),
  case("weighted lasso", "gaussian", 1, x, y, w),
  case("logistic lasso", "binomial", 1, x, b, relax = TRUE),
  case("logistic elastic net", "binomial", 0.5, x, b),
  case("logistic ridge", "binomial", 0, x, b),
  case("logistic correlated", "binomial", 1, near, bn),
  case("logistic wide", "binomial", 1, wide, bw),
  case("logistic weighted", "binomial", 0.5, x, b, w),
  case("logistic balanced", "binomial", 1, x, b, balance),
  case("multinomial lasso", "multinomial", 1, x, m),
  case("multinomial elastic net", "multinomial", 0.5, x, m, w),
  case("multinomial ridge", "multinomial", 0, x, m),
  case("multinomial wide", "multinomial", 0.5, wide, mw)
)
cat("[\n", paste(cases, collapse = ",\n"), "\n]\n", sep = "", file = commandArgs(trailingOnly = TRUE)[1])
