/** What became of a flow's addresses and ports, and by which NIC it went. */
@NullMarked
package io.natlens.translate;

import org.jspecify.annotations.NullMarked;
