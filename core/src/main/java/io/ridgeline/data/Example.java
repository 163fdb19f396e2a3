package io.ridgeline.data;

import io.ridgeline.image.Image;
import java.util.Map;

/**
 * One labelled image of a cohort.
 *
 * @param id where it came from: the path relative to the source, or {@code train/115} in an archive
 * @param group the patient, lesion or slide that splits keep together; the id if none is known
 * @param image the pixels as decoded
 * @param target what a model should say
 * @param part {@code train}, {@code validation} or {@code test} if the source has an official
 *     split, else an empty string
 * @param columns further columns of the manifest
 */
public record Example(
    String id,
    String group,
    Image image,
    Target target,
    String part,
    Map<String, String> columns) {}
