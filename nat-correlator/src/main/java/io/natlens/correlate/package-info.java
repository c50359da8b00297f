/** The same flow found at many capture points, with the evidence for it. */
@NullMarked
package io.natlens.correlate;

import org.jspecify.annotations.NullMarked;
