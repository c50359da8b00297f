package io.natlens.cli;

import io.natlens.decode.FrameDecoder;
import io.natlens.file.CaptureFiles;
import io.natlens.file.MergedSource;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import java.io.IOException;
import java.util.List;

/** {@code natlens print}: shows the frames of captures, merged by time. */
final class PrintCommand implements Command {
    @Override
    public String name() {
        return "print";
    }

    @Override
    public ExitStatus run(List<String> arguments, Console console) throws UsageException, IOException {
        PrintConfig config = PrintConfig.parse(arguments);
        CapturePoints points = new CapturePoints();
        Problems problems = new Problems(console);
        try (MergedSource source = CaptureFiles.open(config.inputs(), points, console.in())) {
            problems.tell(source.problems());
            new FrameLines(config.lines(), points, console).print(source, config.most());
            problems.tell(source.problems());
            source.remarks().forEach(console::complain);
        }
        for (CapturePoint point : points.all()) {
            if (!FrameDecoder.decodes(point.linkType())) {
                console.complain(point + ": frames of link type " + point.linkType() + " are shown as bytes only");
            }
        }
        return problems.count() == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}
