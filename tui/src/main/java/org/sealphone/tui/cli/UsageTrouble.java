package org.sealphone.tui.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.text.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, as a refusal. Of what was typed only names of options are repeated and values of options that exist:
 * the word after a mistyped option might be a password.
 */
final class UsageTrouble {
    private static final Set<String> SECRET_NAMES = Set.of(
            "--password",
            "--passwd",
            "--pass",
            "--pw",
            "--pwd",
            "--secret",
            "--auth-password",
            "--client-cert-password");

    private UsageTrouble() {}

    static Refusal of(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (failure instanceof MissingParameterException missing) {
            return new Refusal(CliReason.CLI_05, names(missing.getMissing()));
        }
        if (failure instanceof OverwrittenOptionException overwritten) {
            return new Refusal(CliReason.CLI_06, name(overwritten.getOverwritten()) + " is given more than once");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Parsing.NotYet later) {
                return new Refusal(CliReason.CLI_03, later.what());
            }
        }
        ArgSpec argument = failure.getArgSpec();
        return new Refusal(
                CliReason.CLI_02, argument == null ? words(failure) : name(argument) + ": " + words(failure));
    }

    /** The words of our own converters; picocli puts its own before them. */
    private static String words(ParameterException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandLine.TypeConversionException) {
                return String.valueOf(cause.getMessage());
            }
        }
        String message = String.valueOf(failure.getMessage());
        int colon = message.indexOf(": ");
        return colon < 0 ? message : message.substring(colon + 2);
    }

    private static Refusal unmatched(UnmatchedArgumentException failure) {
        String first = failure.getUnmatched().get(0);
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        if (first.startsWith("-") && first.length() > 1) {
            String option = first.replaceAll("[=:].*", "");
            if (SECRET_NAMES.contains(option)) {
                return new Refusal(CliReason.CLI_04, option);
            }
            return new Refusal(CliReason.CLI_01, "the option " + option + Nearest.hint(option, options(command)));
        }
        if (!command.subcommands().isEmpty()) {
            return new Refusal(
                    CliReason.CLI_01,
                    "the command " + first
                            + Nearest.hint(first, command.subcommands().keySet()));
        }
        return new Refusal(CliReason.CLI_01, command.name() + " takes no further argument; one is too many");
    }

    private static Set<String> options(CommandSpec command) {
        Set<String> names = new TreeSet<>();
        for (OptionSpec option : command.options()) {
            names.addAll(List.of(option.names()));
        }
        return names;
    }

    private static String names(List<ArgSpec> arguments) {
        List<ArgSpec> all = new ArrayList<>(arguments);
        return all.stream().map(UsageTrouble::name).collect(Collectors.joining(", "));
    }

    private static String name(ArgSpec argument) {
        return argument.isOption() ? ((OptionSpec) argument).longestName() : argument.paramLabel();
    }
}
