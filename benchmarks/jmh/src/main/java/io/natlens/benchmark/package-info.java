/** How fast single stages are, each by itself. */
@NullMarked
package io.natlens.benchmark;

import org.jspecify.annotations.NullMarked;
