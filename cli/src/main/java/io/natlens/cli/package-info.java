/** The program: options turned into configurations, one class a command. */
@NullMarked
package io.natlens.cli;

import org.jspecify.annotations.NullMarked;
