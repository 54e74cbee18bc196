package org.sealphone.tui.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.JsonReport;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Redaction;
import org.sealphone.tui.text.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/**
 * The command line, from arguments to an exit code. Bare it would be the screen, which this build does not have: it says so and ends
 * with 2.
 */
@Command(
        name = "sealphone",
        header = "A phone that cannot speak in clear: SIP over verified TLS, sound as SRTP, nothing else.",
        description = {
            "  sealphone demo",
            "  sealphone call echo --registrar sips:pbx.example --user alice \\",
            "      --password-file alice.pw --play tone:440 --for 10s",
            "  sealphone ping tls:pbx.example:5061",
            "  sealphone explain SDES-11"
        },
        footer = {
            "",
            "Exit codes:",
            "    0  ok                   everything that was asked for happened",
            "    1  check-failed         it worked, but an expectation failed",
            "    2  usage                command line or configuration",
            "    3  refused-by-policy    we refused: TLS, certificate, SDES, downgrade",
            "    4  rejected-by-peer     the other side said no (SIP 3xx to 6xx)",
            "    5  auth-failed          credentials",
            "    6  unreachable          name, connection, time-out",
            "    7  media-failed         keys agreed, but no sound that authenticates",
            "    8  local                file, device, address of this machine",
            "    9  leak                 the witness saw cleartext",
            "   70  internal             our bug",
            "  130  interrupted          after hanging up and unregistering"
        })
public final class Sealphone implements Runnable {
    private static final int HELP_WIDTH = 79;

    private final Surroundings surroundings;

    Sealphone(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs one command and ends the process with its code. */
    public static void main(String[] arguments) {
        Interrupt interrupt = Interrupt.ofProcess();
        interrupt.exit(new Sealphone(Surroundings.ofProcess(interrupt)).execute(arguments));
    }

    /** Runs one command and returns its exit code. */
    int execute(String... arguments) {
        CommandLine line = line();
        if (arguments.length == 0) {
            return bare(line);
        }
        return line.execute(arguments);
    }

    /** All commands with their options. */
    CommandLine line() {
        CommandLine line = new CommandLine(this);
        for (Verb verb : verbs()) {
            line.addSubcommand(verb);
        }
        new TreeMap<>(LaterCommand.VERBS).keySet().forEach(name -> {
            CommandLine later = new CommandLine(new LaterCommand(surroundings));
            later.getCommandSpec().usageMessage().hidden(true).header(name + ": not in this build yet.");
            line.addSubcommand(name, later);
        });
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setUsageHelpAutoWidth(false);
        line.setAbbreviatedOptionsAllowed(false);
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(false);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((failure, typed) -> usage(failure, typed));
        line.setExecutionExceptionHandler((failure, command, parsed) -> bug(failure, command, parsed.originalArgs()));
        everyCommand(line);
        return line;
    }

    private List<Verb> verbs() {
        return List.of(
                new DemoCommand(surroundings),
                new RegisterCommand(surroundings),
                new CallCommand(surroundings),
                new AnswerCommand(surroundings),
                new PingCommand(surroundings),
                new TrunkCommand(surroundings),
                new ExplainCommand(surroundings));
    }

    /** Examples before options, and help and version everywhere. */
    private static void everyCommand(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.descriptionHeading("%nExamples:%n")
                .synopsisHeading("%nUsage: ")
                .abbreviateSynopsis(true)
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .sortOptions(false)
                .sectionKeys(List.of(
                        UsageMessageSpec.SECTION_KEY_HEADER,
                        UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
                        UsageMessageSpec.SECTION_KEY_DESCRIPTION,
                        UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                        UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                        UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
                        UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
                        UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
                        UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                        UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
                        UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                        UsageMessageSpec.SECTION_KEY_FOOTER));
        line.getSubcommands().values().forEach(Sealphone::everyCommand);
    }

    /** Options without a command: {@code sealphone -v}. */
    @Override
    public void run() {
        throw new ParameterException(line(), "no command");
    }

    private int bare(CommandLine line) {
        if (surroundings.outTerminal()) {
            surroundings.err().println("sealphone: the screen is not in this build yet; these commands are:");
        }
        line.usage(surroundings.err(), CommandLine.Help.Ansi.OFF);
        return ExitCode.USAGE.code();
    }

    private int usage(ParameterException failure, String[] typed) {
        return deliver(failure.getCommandLine(), UsageTrouble.of(failure), ExitCode.USAGE, List.of(typed));
    }

    /** The boundary of the program: what nobody expected is told with its place, never with a value, and ends with 70. */
    private int bug(Exception failure, CommandLine command, List<String> typed) {
        StringBuilder place = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            place.append(cause.getClass().getName()).append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                place.append("    at ").append(frame).append('\n');
            }
        }
        surroundings.err().print(Redaction.of(place.toString()));
        String detail = failure.getClass().getSimpleName();
        return deliver(command, new Refusal(CliReason.CLI_70, detail), ExitCode.INTERNAL, typed);
    }

    private int deliver(CommandLine command, Refusal refusal, ExitCode exit, List<String> typed) {
        String name = command.getParent() == null ? "" : command.getCommandName();
        if (wantsJson(typed)) {
            surroundings.out().println(JsonReport.of(Report.bare(name, exit, List.of(refusal))));
            surroundings.out().flush();
        }
        Look look = Look.of(Look.Colour.AUTO, false, surroundings.errTerminal(), surroundings.environment());
        new Talk(surroundings.err(), look, false, false, Optional.empty()).complain(Instant.now(), refusal);
        return exit.code();
    }

    /** Whether the words ask for JSON, though they could not be parsed as a whole. */
    private static boolean wantsJson(List<String> typed) {
        for (int i = 0; i < typed.size(); i++) {
            String word = typed.get(i).toLowerCase(Locale.ROOT);
            boolean next = i + 1 < typed.size() && typed.get(i + 1).equals("json");
            if (word.equals("-ojson")
                    || word.equals("-o=json")
                    || word.equals("--output=json")
                    || ((word.equals("-o") || word.equals("--output")) && next)) {
                return true;
            }
        }
        return false;
    }

    /** The version of the jar, and what it runs on. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Sealphone.class.getPackage().getImplementationVersion();
            return new String[] {
                "sealphone " + (version == null ? "(classes)" : version),
                SafeText.clean("Java " + Runtime.version() + ", " + System.getProperty("java.vendor", "") + ", "
                        + System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""))
            };
        }
    }
}
