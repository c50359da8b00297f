package io.natlens.report;

import org.jfree.chart.JFreeChart;

/**
 * A chart, and what is said beside it.
 *
 * @param file what its file is called, without an ending
 * @param title for people; what it shows, and of what
 */
record Chart(String file, String title, JFreeChart drawing) {}
