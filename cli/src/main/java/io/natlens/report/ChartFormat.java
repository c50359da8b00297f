package io.natlens.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jfree.chart.ChartUtils;

/** The forms that the file of a chart can have. */
public enum ChartFormat {
    SVG {
        @Override
        void write(Chart chart, OutputStream out) throws IOException {
            String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + ChartSvg.of(chart);
            out.write(xml.getBytes(StandardCharsets.UTF_8));
        }
    },
    PNG {
        @Override
        void write(Chart chart, OutputStream out) throws IOException {
            BufferedImage picture =
                    new BufferedImage(2 * ChartSvg.WIDTH, 2 * ChartSvg.HEIGHT, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = picture.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            graphics.scale(2, 2);
            chart.drawing().draw(graphics, new Rectangle2D.Double(0, 0, ChartSvg.WIDTH, ChartSvg.HEIGHT));
            graphics.dispose();
            ChartUtils.writeBufferedImageAsPNG(out, picture);
        }
    };

    abstract void write(Chart chart, OutputStream out) throws IOException;
}
