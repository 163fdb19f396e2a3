package io.ridgeline.metric;

/**
 * Precision and recall of one class at an overlap of one half by the rule of Pascal VOC, one point
 * a detection, by falling score; nothing is interpolated.
 *
 * @param recall the share of objects found up to each detection; NaN if there is no object
 * @param precision the share of detections up to it that found one
 * @param score of each detection
 */
public record PrecisionRecallCurve(double[] recall, double[] precision, double[] score) {}
