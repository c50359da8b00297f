package io.natlens.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleInsets;

/** How all charts look. The page's style knows these colours, and takes others in their place where it is dark. */
final class ChartStyle {
    /** Of one series after the other. */
    static final List<Color> SERIES = List.of(
            new Color(10, 90, 168),
            new Color(184, 106, 0),
            new Color(11, 107, 98),
            new Color(101, 54, 181),
            new Color(177, 40, 28),
            new Color(81, 103, 127));

    private static final Color INK = new Color(24, 33, 44);
    private static final Color MUTED = new Color(86, 99, 115);
    private static final Color LINE = new Color(219, 225, 232);
    private static final Color NONE = new Color(255, 255, 255, 0);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final BasicStroke THIN = new BasicStroke(1);
    /** Room for what stands out to the right of an axis' last label. */
    private static final double HALF_A_TIME = 32;

    private ChartStyle() {}

    static BasicStroke line() {
        return new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static JFreeChart chart(Plot plot, boolean legend) {
        plot.setBackgroundPaint(NONE);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(4, 4, 4, HALF_A_TIME));
        JFreeChart chart = new JFreeChart(null, null, plot, legend);
        chart.setBackgroundPaint(NONE);
        chart.setPadding(new RectangleInsets(4, 4, 4, 4));
        LegendTitle title = chart.getLegend();
        if (title != null) {
            title.setItemFont(FONT);
            title.setItemPaint(INK);
            title.setItemLabelPadding(new RectangleInsets(2, 4, 2, 12));
            title.setBackgroundPaint(NONE);
            title.setFrame(BlockBorder.NONE);
        }
        return chart;
    }

    static void apply(XYPlot plot) {
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(LINE);
        plot.setRangeGridlineStroke(THIN);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        apply(plot.getDomainAxis());
        apply(plot.getRangeAxis());
    }

    static void apply(CategoryPlot plot) {
        plot.setRangeGridlinePaint(LINE);
        plot.setRangeGridlineStroke(THIN);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        apply(plot.getDomainAxis());
        apply(plot.getRangeAxis());
    }

    private static void apply(Axis axis) {
        axis.setLabelFont(FONT);
        axis.setLabelPaint(MUTED);
        axis.setTickLabelFont(FONT);
        axis.setTickLabelPaint(MUTED);
        axis.setAxisLinePaint(LINE);
        axis.setTickMarkPaint(LINE);
        if (axis instanceof ValueAxis values) {
            values.setUpperMargin(0.08);
            values.setMinorTickMarksVisible(false);
        }
    }
}
