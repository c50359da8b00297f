/** Frames and the capture points that saw them: the values that every other stage takes. Imports nothing of ours. */
@NullMarked
package io.natlens.frame;

import org.jspecify.annotations.NullMarked;
