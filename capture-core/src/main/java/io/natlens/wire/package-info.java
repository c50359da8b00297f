/** Headers as they are on the wire: one header, one file, each a view over bytes. Imports nothing of ours. */
@NullMarked
package io.natlens.wire;

import org.jspecify.annotations.NullMarked;
