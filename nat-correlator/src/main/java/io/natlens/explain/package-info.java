/** Why: sentences for people, and what an operator should look at. */
@NullMarked
package io.natlens.explain;

import org.jspecify.annotations.NullMarked;
