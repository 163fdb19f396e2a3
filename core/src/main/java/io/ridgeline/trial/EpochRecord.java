package io.ridgeline.trial;

/**
 * What was measured at the end of one epoch. Losses are the plain data loss, without penalties.
 *
 * @param epoch from 1
 * @param learningRate of the epoch's last step
 * @param trainLoss mean loss on the training part as the model now predicts, without noise or
 *     augmentation (on at most 256 examples, of images with masks 32, picked evenly)
 * @param trainMetric the study's metric on the same examples
 * @param validationLoss mean loss on the validation part
 * @param validationMetric the study's metric on the validation part
 * @param gradientNorm mean Euclidean norm of the gradient over the epoch's steps, before clipping
 * @param weightNorm Euclidean norm of all kernels
 * @param sparsity share of kernel values that are exactly zero
 */
public record EpochRecord(
    int epoch,
    double learningRate,
    double trainLoss,
    double trainMetric,
    double validationLoss,
    double validationMetric,
    double gradientNorm,
    double weightNorm,
    double sparsity) {}
