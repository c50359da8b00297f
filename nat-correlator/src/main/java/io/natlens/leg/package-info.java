/** Legs: one five-tuple, both directions, at one capture point, from the first to the last packet of one connection. */
@NullMarked
package io.natlens.leg;

import org.jspecify.annotations.NullMarked;
