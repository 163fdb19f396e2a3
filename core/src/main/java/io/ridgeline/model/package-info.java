/**
 * Network architectures as compositions of layers. Models know nothing about regularizers: they
 * name the sites where noise may be added.
 */
@NullMarked
package io.ridgeline.model;

import org.jspecify.annotations.NullMarked;
