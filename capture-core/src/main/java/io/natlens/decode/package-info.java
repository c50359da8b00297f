/** From a frame to an observation, to a printed line, to a tree; damage is a value. */
@NullMarked
package io.natlens.decode;

import org.jspecify.annotations.NullMarked;
