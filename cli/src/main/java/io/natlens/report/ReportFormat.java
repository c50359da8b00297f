package io.natlens.report;

import java.io.IOException;
import java.io.OutputStream;

/** The forms that a report can have. */
public enum ReportFormat {
    /** For people: fits 100 columns. */
    TABLE {
        @Override
        public ReportWriter open(OutputStream out, ReportContext context) {
            return new TableReport(out, context);
        }
    },
    /** One object, indented. */
    JSON {
        @Override
        public ReportWriter open(OutputStream out, ReportContext context) throws IOException {
            return new JsonReport(out, context);
        }
    },
    /** A line for the capture points, then a line a flow. */
    JSONL {
        @Override
        public ReportWriter open(OutputStream out, ReportContext context) throws IOException {
            return new JsonlReport(out, context);
        }
    },
    /** A row a flow under a row of column names. */
    CSV {
        @Override
        public ReportWriter open(OutputStream out, ReportContext context) {
            return new CsvReport(out);
        }
    };

    /** Begins a report; the caller closes the stream, after the writer. */
    public abstract ReportWriter open(OutputStream out, ReportContext context) throws IOException;
}
