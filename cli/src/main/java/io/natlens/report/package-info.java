/** What was found, written for people and for programs: one format a class behind one interface. */
@NullMarked
package io.natlens.report;

import org.jspecify.annotations.NullMarked;
