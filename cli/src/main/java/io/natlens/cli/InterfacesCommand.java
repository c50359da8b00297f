package io.natlens.cli;

import io.natlens.live.HostInterface;
import io.natlens.live.HostInterfaces;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code natlens interfaces}: what can be captured on this host. */
final class InterfacesCommand implements Command {
    /** How the list is written. */
    private enum Format {
        TABLE,
        JSON
    }

    @Override
    public String name() {
        return "interfaces";
    }

    static Options options() {
        return new Options()
                .addOption(Option.builder().longOpt("all-namespaces").get())
                .addOption(OptionParser.valued("f", "format", "FORMAT"));
    }

    @Override
    public ExitStatus run(List<String> arguments, Console console) throws UsageException, IOException {
        CommandLine line = OptionParser.parse(options(), arguments);
        if (!line.getArgList().isEmpty()) {
            throw new UsageException("'" + line.getArgList().get(0) + "' is one argument too many");
        }
        Format format = OptionParser.choice(line, "format", Format.TABLE);
        String dockerHost = console.environment().getOrDefault("DOCKER_HOST", "");
        List<HostInterface> interfaces = HostInterfaces.list(line.hasOption("all-namespaces"), dockerHost);
        switch (format) {
            case TABLE -> InterfaceList.writeTable(interfaces, console.out());
            case JSON -> InterfaceList.writeJson(interfaces, console.out());
        }
        return ExitStatus.DONE;
    }
}
