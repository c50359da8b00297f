package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvReportTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void cellsThatASpreadsheetWouldComputeAreDisarmed(String cell) {
        assertEquals("'" + cell, CsvReport.disarmed(cell));
    }

    @Test
    void otherCellsAreLeftAlone() {
        assertEquals("eth0", CsvReport.disarmed("eth0"));
        assertEquals("br-8fe0215332a8", CsvReport.disarmed("br-8fe0215332a8"));
        assertEquals("", CsvReport.disarmed(""));
    }
}
