package io.ridgeline.metric;

/**
 * The free-response receiver operating characteristic at an overlap of one half by the rule of
 * Pascal VOC, one point a detection, by falling score (Bunch et al. 1978, J. Appl. Photogr. Eng.
 * 4).
 *
 * @param falsePositives false detections an image up to each detection
 * @param sensitivity the share of objects found up to it; NaN if there is no object
 * @param score of each detection
 */
public record FrocCurve(double[] falsePositives, double[] sensitivity, double[] score) {}
