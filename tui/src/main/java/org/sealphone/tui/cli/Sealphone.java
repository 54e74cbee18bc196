package org.sealphone.tui.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TlsWarmUp;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.JsonReport;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** The command line, from arguments to an exit code. Bare on a terminal it is the phone with its screens, on a pipe short help and 2. */
@Command(
        name = "sealphone",
        header = "A phone that cannot speak in clear: SIP over verified TLS, sound as SRTP, nothing else.",
        description = {
            "  sealphone",
            "  sealphone demo",
            "  sealphone call echo --registrar sips:pbx.example --user alice \\",
            "      --password-file alice.pw --play tone:440 --for 10s",
            "  sealphone ping tls:pbx.example:5061",
            "  sealphone doctor",
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
    /** Those that shake hands first thing. */
    private static final Set<String> CONNECTING = Set.of("demo", "register", "call", "answer", "ping", "load", "test");
    /** Options with which the phone may be started without its name. */
    private static final Set<String> OF_THE_PHONE =
            Set.of("--line", "--ascii", "--registrar", "--user", "-p", "--profile");

    private final Surroundings surroundings;

    Sealphone(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs one command and ends the process with its code. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && CONNECTING.contains(arguments[0])) {
            warmUp();
        }
        enter(Surroundings.ofProcess(Interrupt.ofProcess()), arguments);
    }

    /** TLS takes as long to set up as the command line takes to be read. */
    private static void warmUp() {
        Thread thread = new Thread(() -> TlsWarmUp.run(new SecureRandom()), "tls-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** The process' one way in: what any thread does not catch is told without its message, and ends with 70. */
    static void enter(Surroundings surroundings, String... arguments) {
        Uncaught uncaught = new Uncaught(surroundings.err(), surroundings.interrupt());
        Thread.setDefaultUncaughtExceptionHandler(uncaught);
        int code = ExitCode.INTERNAL.code();
        try {
            code = new Sealphone(surroundings).execute(arguments);
        } catch (RuntimeException | Error bug) {
            uncaught.uncaughtException(Thread.currentThread(), bug);
        }
        surroundings.interrupt().exit(code);
    }

    /** Runs one command and returns its exit code. */
    int execute(String... arguments) {
        if (arguments.length == 0 && !(surroundings.inTerminal() && surroundings.outTerminal())) {
            line().usage(surroundings.err(), CommandLine.Help.Ansi.OFF);
            return ExitCode.USAGE.code();
        }
        List<String> typed = new ArrayList<>(List.of(arguments));
        if (typed.isEmpty() || OF_THE_PHONE.contains(typed.get(0))) {
            typed.add(0, "phone");
        }
        return Layers.beneath(line(typed), typed, surroundings.environment())
                .fold(
                        words -> line(words).execute(words.toArray(String[]::new)),
                        refusal -> deliver(typed.get(0), refusal, Preflight.exit(refusal), typed));
    }

    /** All commands with their options. */
    CommandLine line() {
        return line(commands().keySet());
    }

    /**
     * What these words need: the options of all commands take longer to read than most commands take to run. Who names no command, or the
     * one that tells of the others, gets all.
     */
    private CommandLine line(List<String> typed) {
        String first = typed.get(0);
        boolean alone = commands().containsKey(first) && !first.equals(CompletionCommand.NAME);
        return alone ? line(Set.of(first)) : line();
    }

    private CommandLine line(Set<String> names) {
        CommandLine line = new CommandLine(this);
        commands().forEach((name, command) -> {
            if (names.contains(name)) {
                line.addSubcommand(name, command.get());
            }
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

    /** In the order of the help. */
    private Map<String, Supplier<CommandLine>> commands() {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("phone", () -> new CommandLine(new PhoneCommand(surroundings)));
        commands.put("demo", () -> new CommandLine(new DemoCommand(surroundings)));
        commands.put("prove", () -> new CommandLine(new ProveCommand(surroundings)));
        commands.put("register", () -> new CommandLine(new RegisterCommand(surroundings)));
        commands.put("call", () -> new CommandLine(new CallCommand(surroundings)));
        commands.put("answer", () -> new CommandLine(new AnswerCommand(surroundings)));
        commands.put("ping", () -> new CommandLine(new PingCommand(surroundings)));
        commands.put("load", () -> new CommandLine(new LoadCommand(surroundings)));
        commands.put("test", () -> new CommandLine(new TestCommand(surroundings)));
        commands.put("watch", () -> new CommandLine(new WatchCommand(surroundings)));
        commands.put("trunk", () -> new CommandLine(new TrunkCommand(surroundings)));
        commands.put("doctor", () -> new CommandLine(new DoctorCommand(surroundings)));
        commands.put("explain", () -> new CommandLine(new ExplainCommand(surroundings)));
        commands.put(CompletionCommand.NAME, () -> new CommandLine(new CompletionCommand(surroundings)));
        commands.put("config", () -> with(new CommandLine(new ConfigCommand()), ConfigCommand.parts(surroundings)));
        commands.put("certs", () -> with(new CommandLine(new CertsCommand()), CertsCommand.parts(surroundings)));
        new TreeMap<>(LaterCommand.VERBS).keySet().forEach(name -> commands.put(name, () -> later(name)));
        return commands;
    }

    private static CommandLine with(CommandLine command, List<Verb> parts) {
        parts.forEach(command::addSubcommand);
        return command;
    }

    private CommandLine later(String name) {
        CommandLine later = new CommandLine(new LaterCommand(surroundings));
        later.getCommandSpec().usageMessage().hidden(true).header(name + ": not in this build yet.");
        return later;
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

    private int usage(ParameterException failure, String[] typed) {
        return deliver(
                verb(failure.getCommandLine().getCommandSpec()),
                UsageTrouble.of(failure),
                ExitCode.USAGE,
                List.of(typed));
    }

    /** The boundary of the program: what nobody expected is told with its place, never with a value, and ends with 70. */
    private int bug(Exception failure, CommandLine command, List<String> typed) {
        surroundings.err().print(Uncaught.place(failure));
        String detail = unwrapped(failure).getClass().getSimpleName();
        return deliver(verb(command.getCommandSpec()), new Refusal(CliReason.CLI_70, detail), ExitCode.INTERNAL, typed);
    }

    /** What went wrong, without the futures that it passed through. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && cause != null ? unwrapped(cause) : failure;
    }

    /** How a command is called, without the program. */
    static String verb(CommandSpec command) {
        String whole = command.qualifiedName(" ");
        return command.parent() == null ? "" : whole.substring(whole.indexOf(' ') + 1);
    }

    private int deliver(String name, Refusal refusal, ExitCode exit, List<String> typed) {
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
                        + System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "")),
                SafeText.clean("SRTP through the " + CipherBackend.chosen().describe())
            };
        }
    }
}
