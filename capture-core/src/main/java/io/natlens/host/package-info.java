/** What interfaces are to the host, by their names or as the user says. */
@NullMarked
package io.natlens.host;

import org.jspecify.annotations.NullMarked;
